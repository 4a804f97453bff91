/** The languages that files are written in, and what a text alone says of its database. */
import { prisma } from '../lower/prisma/prisma-language.ts';
import { prismaSources } from '../lower/prisma/prisma-sources.ts';
import type { ProgramLanguage } from '../lower/program.ts';
import { pythonDialectEvidence, pythonDialectWord } from '../lower/sqlalchemy/python-hints.ts';
import { python } from '../lower/sqlalchemy/python-language.ts';
import type { Dialect } from '../model/dialect.ts';
import { dialectEvidence, type Evidence, evidenceWindow } from '../workspace/dialect-evidence.ts';
import { isSqitchPlan } from '../workspace/sqitch-plan.ts';
import { prismaEditsFor } from '../write/prisma/prisma-edits.ts';
import { editsFor } from '../write/sql/edits-for.ts';
import { sqlalchemyEditsFor } from '../write/sqlalchemy/sqlalchemy-edits.ts';
import type { DocumentDelta } from './unit.ts';

export type Language = 'sql' | 'prisma' | 'python';

export function languageOf(file: string): Language {
  return file.endsWith('.prisma') ? 'prisma' : file.endsWith('.py') ? 'python' : 'sql';
}

/** Languages whose files are understood together; SQL's are read one by one. */
export const programLanguages: Readonly<Record<Exclude<Language, 'sql'>, ProgramLanguage>> = { prisma, python };

/** How the changes of a fix are made where what they mend is written. */
export function editsIn(file: string): typeof editsFor {
  return writers[languageOf(file)];
}

const writers: Readonly<Record<Language, typeof editsFor>> = {
  sql: editsFor,
  prisma: prismaEditsFor,
  python: sqlalchemyEditsFor,
};

/** Whether a text can say anything about a schema: most Python files cannot, and need not be kept. */
export function concernsSchemas(file: string, text: string): boolean {
  const language = languageOf(file);
  return language === 'sql' || programLanguages[language].concerns(text);
}

/** What path and text say of the database that a file is written for. */
export function evidenceOf(file: string, text: string): Evidence {
  switch (languageOf(file)) {
    case 'sql':
      return isSqitchPlan(file) ? { dialect: undefined, foreign: undefined } : dialectEvidence(file, text);
    case 'python':
      return { dialect: pythonDialectEvidence(text), foreign: undefined };
    case 'prisma': {
      const { provider } = prismaSources(text);
      return { dialect: providers[provider ?? ''], foreign: undefined };
    }
  }
}

/** Whether an edit that begins at the offset, with what was cut anew for it, can change the evidence. */
export function mayChangeEvidence(file: string, offset: number, recut: DocumentDelta['recut']): boolean {
  const language = languageOf(file);
  if (language === 'sql') return offset < evidenceWindow;
  return recut === undefined || evidenceWords[language].test(recut.before) || evidenceWords[language].test(recut.after);
}

const evidenceWords = { prisma: /\b(?:datasource|generator)\b/, python: pythonDialectWord } as const;

const providers: Readonly<Record<string, Dialect>> = {
  postgresql: 'postgresql',
  postgres: 'postgresql',
  cockroachdb: 'postgresql',
  mysql: 'mysql',
  sqlite: 'sqlite',
  sqlserver: 'sqlserver',
  mongodb: 'mongodb',
};
