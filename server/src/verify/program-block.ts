/** Prisma and SQLAlchemy of an answer, read as if it stood at the end of the workspace's own file. */
import { createAnalyzer } from '../analysis/create-analyzer.ts';
import { displayName, keyOf } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { ForeignKey, Table } from '../model/table.ts';
import { splitPrisma } from '../syntax/prisma/pieces.ts';
import { splitPython } from '../syntax/python/pieces.ts';
import { mostSimilar } from '../text/similar-name.ts';
import { type AnswerSoFar, withTables } from './answer-so-far.ts';
import type { CheckedDatabase } from './checked-database.ts';
import type { Sentence } from './describe-refusal.ts';
import type { CodeBlock } from './fenced-blocks.ts';
import type { Refusal } from './messages.ts';
import { unknownFields } from './prisma-names.ts';
import { type SchemaStatement, schemaStatements } from './schema-statements.ts';
import { dropTable } from './sql-commands.ts';
import type { Verifier } from './verifier.ts';

export type ProgramBlock = CodeBlock & { readonly language: 'prisma' | 'python' };

const extensionOf = { prisma: '.prisma', python: '.py' } as const;

const definition = {
  prisma: /^(?:model|enum|view|type|datasource|generator)\s+(\w+)/,
  python: /^(?:@[^\n]*\n)*class\s+(\w+)/,
} as const;

/** What a Python block that defines tables has in it. */
const modelMark = /\bmapped_column\s*\(|\b__tablename__\b|\bColumn\s*\(|\btable\s*=\s*True\b/;

/** A revision of Alembic, which has columns and no models. */
const revisionMark = /^down_revision\b/m;

const excerpt = /\.\.\.|…|(?:#|\/\/)[^\n]{0,80}\b(?:existing|other|rest|remaining|unchanged|as before)\b/i;

export interface CheckedProgram {
  /** Undefined where the block does not describe tables. */
  readonly sentences: readonly Sentence[] | undefined;
  readonly after: AnswerSoFar;
}

export async function checkProgramBlock(
  block: ProgramBlock,
  soFar: AnswerSoFar,
  verifier: Verifier | undefined,
): Promise<CheckedProgram> {
  const isModels = block.language === 'prisma' ? /^\s*(?:model|enum|view|type)\s/m : modelMark;
  if (!isModels.test(block.code)) return { sentences: undefined, after: soFar };
  if (excerpt.test(block.code)) {
    const text = 'The block shows only a part of its models and was not checked.';
    return { sentences: [{ kind: 'unchecked', text }], after: soFar };
  }
  const read = readWithWorkspace(block, soFar);
  const own = [...read.schema.tables.values()].filter(({ origin }) => origin.file === read.file && read.isOwn(origin));
  const keys = new Set(own.map(({ key }) => key));
  const statements = statementsOf(own, read.schema, soFar);
  const after: AnswerSoFar = {
    ...soFar,
    schema: withTables(soFar, read.schema, keys),
    files: read.files,
    statements: [...soFar.statements, ...statements.map(({ text }) => text)],
  };
  const dangling = own.flatMap((table) => danglingKeys(table, after.schema));
  const sentences: readonly Sentence[] = [...read.problems, ...dangling];
  if (own.length === 0 || sentences.some(({ kind }) => kind === 'problem')) return { sentences, after };
  return { sentences: [...sentences, ...(await execute(statements, keys, read.schema, soFar, verifier))], after };
}

interface Reading {
  readonly schema: Schema;
  readonly file: string;
  readonly problems: readonly Sentence[];
  /** Those of the workspace, the block among them. */
  readonly files: AnswerSoFar['files'];
  isOwn(origin: Table['origin']): boolean;
}

function readWithWorkspace(block: ProgramBlock, soFar: AnswerSoFar): Reading {
  const { syntaxJudge } = soFar.database;
  const analyzer = createAnalyzer({ rules: [], ...(syntaxJudge && { syntaxJudge }) });
  const files = soFar.files.filter(({ file }) => file.endsWith(extensionOf[block.language]));
  const redefined = definedNames(block.code, block.language);
  const host = hostFile(files, block, soFar.schema);
  for (const { file, text } of files) analyzer.setFile(file, without(text, redefined, block.language));
  const before = without(host.text, redefined, block.language);
  const text = `${before}\n${block.code}\n`;
  analyzer.setFile(host.file, text);
  const isInBlock = (offset: number): boolean => offset > before.length;
  // Gaps are known once the databases are put together.
  const schema = analyzer.databaseOf(host.file)?.schema ?? { ...soFar.schema, tables: new Map() };
  const gaps = analyzer.gaps().filter(({ file, span }) => file === host.file && isInBlock(span.start));
  const errors = analyzer
    .findingsIn(host.file)
    .filter(({ rule, span }) => rule === 'syntax-error' && isInBlock(span.start));
  const others = files.map(({ text }) => without(text, redefined, block.language));
  const fields = block.language === 'prisma' ? unknownFields(block.code, others) : [];
  return {
    schema,
    file: host.file,
    problems: [
      ...fields.map(problem),
      ...errors.map(({ message }) => problem(message)),
      ...gaps.map(({ reason }) => gapSentence(reason)),
    ],
    files: [...soFar.files.filter(({ file }) => file !== host.file), { file: host.file, text }],
    isOwn: (origin) => isInBlock(analyzer.spanOf(origin)?.start ?? 0),
  };
}

function problem(text: string): Sentence {
  return { kind: 'problem', text };
}

/** A name that no model has is wrong; what code computes is only not known. */
function gapSentence(reason: string): Sentence {
  const text = `${reason[0]?.toUpperCase() ?? ''}${reason.slice(1)}${reason.endsWith('.') ? '' : '.'}`;
  return { kind: /^No model, enum or type/.test(reason) ? 'problem' : 'unchecked', text };
}

function definedNames(code: string, language: ProgramBlock['language']): ReadonlySet<string> {
  return new Set(piecesOf(code, language).flatMap(({ text }) => definition[language].exec(text)?.[1] ?? []));
}

/** The text without the definitions that the block gives anew. */
function without(text: string, names: ReadonlySet<string>, language: ProgramBlock['language']): string {
  const kept = piecesOf(text, language).filter(({ text: piece }) => {
    const name = definition[language].exec(piece)?.[1];
    return name === undefined || !names.has(name);
  });
  return kept.map((piece) => piece.text).join('\n');
}

function piecesOf(text: string, language: ProgramBlock['language']): readonly { readonly text: string }[] {
  const pieces = language === 'prisma' ? splitPrisma(text) : splitPython(text);
  return pieces.map(({ start, end }) => ({ text: text.slice(start, end) }));
}

const emptyHosts = {
  prisma: (schema: Schema) => `datasource db {\n  provider = "${schema.dialect}"\n  url      = env("DATABASE_URL")\n}`,
  python: () => 'from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase):\n    pass',
} as const;

/** The file that the block would stand in: the one with most models of the workspace. */
function hostFile(
  files: CheckedDatabase['files'],
  block: ProgramBlock,
  schema: Schema,
): CheckedDatabase['files'][number] {
  const declaring = block.language === 'prisma' ? /^\s*datasource\s/m : modelMark;
  const candidates = files.filter(({ text }) => declaring.test(text) && !revisionMark.test(text));
  const best = candidates.reduce<CheckedDatabase['files'][number] | undefined>(
    (one, other) => (one !== undefined && one.text.length >= other.text.length ? one : other),
    undefined,
  );
  if (best !== undefined) return best;
  const hasOwn = block.language === 'prisma' ? /^\s*datasource\s/m : /DeclarativeBase|declarative_base|SQLModel/;
  const text = hasOwn.test(block.code) ? '' : emptyHosts[block.language](schema);
  return { file: `/answer/models${extensionOf[block.language]}`, text };
}

/** Foreign keys whose target is not there, neither in the block nor in the workspace. */
function danglingKeys(table: Table, schema: Schema): readonly Sentence[] {
  return table.foreignKeys.flatMap((key) => {
    const sentence = schema.gaps.length > 0 ? undefined : danglingKey(table, key, schema);
    return sentence === undefined ? [] : [problem(sentence)];
  });
}

function danglingKey(table: Table, { columns, references }: ForeignKey, schema: Schema): string | undefined {
  const from = `${displayName(table)}.${columns.join(', ')}`;
  const target = schema.tables.get(keyOf(schema.dialect, references.table));
  if (target === undefined) {
    const similar = mostSimilar(displayName(references.table), [...schema.tables.values()].map(displayName));
    return `${from} refers to the table ${displayName(references.table)}, which does not exist${question(similar)}`;
  }
  if (target.gaps.length > 0) return undefined;
  const names = target.columns.map(({ name }) => name);
  const missing = references.columns.find((column) => !names.includes(column));
  if (missing === undefined) return undefined;
  const similar = mostSimilar(missing, names);
  return `${from} refers to ${displayName(target)}.${missing}: ${displayName(target)} has no column ${missing}${question(similar)}`;
}

function question(similar: string | undefined): string {
  return similar === undefined ? '.' : `; did you mean ${similar}?`;
}

/** The tables of the block, and the types that came with them, as DDL over what there is. */
function statementsOf(
  own: readonly Table[],
  schema: Schema,
  { schema: before }: AnswerSoFar,
): readonly SchemaStatement[] {
  if (schema.dialect !== 'postgresql') return [];
  const keys = new Set(own.map(({ key }) => key));
  const replaced = own.filter(({ key }) => before.tables.has(key));
  const drops = replaced.map((table) => ({
    text: dropTable(table),
    creates: undefined,
    table: undefined,
    type: undefined,
  }));
  const needed = schemaStatements(schema).filter(
    ({ table, type }) => (table !== undefined && keys.has(table)) || (type !== undefined && !before.enums.has(type)),
  );
  return [...drops, ...needed];
}

async function execute(
  statements: readonly SchemaStatement[],
  own: ReadonlySet<string>,
  schema: Schema,
  { database, statements: earlier }: AnswerSoFar,
  verifier: Verifier | undefined,
): Promise<readonly Sentence[]> {
  if (schema.dialect !== 'postgresql' || database.schema.dialect !== 'postgresql') {
    const text = 'The models were read; their tables were not created, as the database is no PostgreSQL.';
    return [{ kind: 'unchecked', text }];
  }
  const all = [...earlier, ...statements.map(({ text }) => text)];
  const [execution] = (await verifier?.execute(database, [all])) ?? [];
  if (execution?.ran !== true) {
    const reason = execution === undefined ? 'there is no embedded PostgreSQL here' : execution.reason;
    return [{ kind: 'unchecked', text: `The models were read, but their tables were not created, because ${reason}.` }];
  }
  return statements.flatMap(({ creates }, index): Sentence[] => {
    const refusal = execution.refusals[earlier.length + index];
    if (refusal === null || refusal === undefined || creates === undefined || !own.has(creates)) return [];
    const name = displayName(schema.tables.get(creates)!);
    // A table that another one of the block needs was told of already; what is not there at all is told by name.
    const isUnknown = ['42704', '42883', '3F000', '42501', '0A000', '42P01'].includes(refusal.code);
    const text = `The table ${name} could not be created: PostgreSQL says: ${inFull(refusal)}.`;
    return [{ kind: isUnknown ? 'unchecked' : 'problem', text }];
  });
}

function inFull({ message, detail }: Refusal): string {
  return detail === undefined ? message : `${message} (${detail.replace(/\.$/, '')})`;
}
