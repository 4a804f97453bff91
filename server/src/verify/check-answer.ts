/**
 * Checks the code of an answer: SQL is read and, for PostgreSQL, executed over the workspace's schema; Prisma and
 * SQLAlchemy are read together with the workspace's files, and what they come to is executed.
 */
import { SqlDocument } from '../analysis/sql-document.ts';
import type { CheckedBlock } from '../architect/consultation.ts';
import type { Dialect } from '../model/dialect.ts';
import { keyOf } from '../model/names.ts';
import type { Table } from '../model/table.ts';
import type { CheckedDatabase } from './checked-database.ts';
import { describeRefusal, type Sentence } from './describe-refusal.ts';
import { type CodeBlock, fencedBlocks } from './fenced-blocks.ts';
import type { Refusal } from './messages.ts';
import { unknownNames } from './name-check.ts';
import { checkProgramBlock } from './program-block.ts';
import { commandsOf, firstWords, type SqlCommand } from './sql-commands.ts';
import type { Verifier } from './verifier.ts';

/** A block that is wrong throughout is not described in full. */
const mostSentences = 12;

const dialectNames: Readonly<Record<Dialect, string>> = {
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
  sqlite: 'SQLite',
  sqlserver: 'SQL Server',
};

/**
 * One result for each block that describes or asks a database, in the order of the answer. Without a verifier nothing
 * is executed, and the results say so. Never throws on text.
 */
export async function checkAnswer(
  markdown: string,
  database: CheckedDatabase,
  verifier: Verifier | undefined,
): Promise<readonly CheckedBlock[]> {
  const checked: CheckedBlock[] = [];
  for (const block of fencedBlocks(markdown)) {
    const sentences =
      block.language === 'sql'
        ? await checkSql(block.code, database, verifier, block.dialect)
        : await checkProgramBlock(block as CodeBlock & { language: 'prisma' | 'python' }, database, verifier);
    if (sentences !== undefined) checked.push(checkedBlock(block.language, sentences));
  }
  return checked;
}

/** The same for SQL alone, without Markdown around it. */
export async function checkSqlText(
  sql: string,
  database: CheckedDatabase,
  verifier: Verifier | undefined,
): Promise<CheckedBlock> {
  return checkedBlock('sql', await checkSql(sql, database, verifier, undefined));
}

/** Problems first, then what could not be checked. */
function checkedBlock(language: CheckedBlock['language'], sentences: readonly Sentence[]): CheckedBlock {
  const of = (kind: Sentence['kind']) => [
    ...new Set(sentences.filter((each) => each.kind === kind).map(({ text }) => text)),
  ];
  const problems = of('problem');
  return { language, ok: problems.length === 0, problems: [...problems, ...of('unchecked')].slice(0, mostSentences) };
}

async function checkSql(
  sql: string,
  database: CheckedDatabase,
  verifier: Verifier | undefined,
  said: Dialect | undefined,
): Promise<readonly Sentence[]> {
  const { schema } = database;
  const dialect = said ?? schema.dialect;
  const document = new SqlDocument('answer.sql', sql, dialect);
  if (dialect !== 'postgresql') {
    const name = dialectNames[dialect];
    const sentences = readOnly(document, database, dialect === schema.dialect);
    return [...sentences, { kind: 'unchecked', text: `${name} was read, names were looked up, nothing was executed.` }];
  }
  // SQL for another database than the workspace's stands alone.
  const base = schema.dialect === 'postgresql' ? schema : emptyOf(database);
  const commands = commandsOf(document, base);
  const notes = commands.flatMap(({ note }): Sentence[] =>
    note === undefined ? [] : [{ kind: 'unchecked', text: note }],
  );
  const sent = commands.filter((command) => command.sent !== undefined);
  if (sent.length === 0) return notes;
  const [execution] = (await verifier?.execute(base, [sent.map((command) => command.sent!)])) ?? [];
  if (execution?.ran !== true) {
    const reason = execution === undefined ? 'there is no embedded PostgreSQL here' : execution.reason;
    const sentences = readOnly(document, database, base === schema);
    return [
      ...sentences,
      ...notes,
      { kind: 'unchecked', text: `The SQL was only read, not executed, because ${reason}.` },
    ];
  }
  return [...describe(sent, execution.refusals, document, { ...database, schema: base }), ...notes];
}

function emptyOf(database: CheckedDatabase): CheckedDatabase['schema'] {
  const { schema } = database;
  return {
    ...schema,
    dialect: 'postgresql',
    tables: new Map(),
    enums: new Map(),
    domains: new Map(),
    views: new Map(),
  };
}

/** What reading alone finds wrong. */
function readOnly(document: SqlDocument, database: CheckedDatabase, isSameDatabase: boolean): readonly Sentence[] {
  const errors = document.units.flatMap((unit) => {
    const statement = document.sourceOf(unit);
    const error = /\.\.\.|…/.test(statement) ? undefined : database.syntaxJudge?.errorIn(statement, document.dialect);
    return error === undefined ? [] : [`${firstWords(statement)}: ${error.message}`];
  });
  const names = isSameDatabase ? unknownNames(document, database.schema) : [];
  return [...errors, ...names].map((text) => ({ kind: 'problem', text }));
}

function describe(
  commands: readonly SqlCommand[],
  refusals: readonly (Refusal | null)[],
  document: SqlDocument,
  database: CheckedDatabase,
): readonly Sentence[] {
  const created = createdIn(document);
  return commands.flatMap(({ text }, index) => {
    const refusal = refusals[index];
    if (refusal === null || refusal === undefined) return [];
    const sentence = describeRefusal(refusal, {
      schema: database.schema,
      statement: text,
      tables: tablesIn(text, database),
      created: refused(created, text),
      definesFunction: (name) => definesFunction(database, name),
    });
    return sentence === undefined ? [] : [sentence];
  });
}

/** Names of what the block makes. */
function createdIn(document: SqlDocument): ReadonlySet<string> {
  const made =
    /\bcreate\s+(?:or\s+replace\s+)?(?:\w+\s+)*?(?:table|view|type|domain|function|procedure|sequence)\s+(?:if\s+not\s+exists\s+)?(?:"?\w+"?\.)?"?(\w+)/gi;
  return new Set(
    document.units.flatMap((unit) =>
      [...document.sourceOf(unit).slice(0, 500).matchAll(made)].map(([, name]) => name!),
    ),
  );
}

/** What the statement itself makes is nothing that an earlier one failed to. */
function refused(created: ReadonlySet<string>, statement: string): ReadonlySet<string> {
  const own = /^create\s[^(]*?"?(\w+)"?\s*(?:\(|$)/i.exec(statement.slice(0, 500))?.[1];
  return own === undefined ? created : new Set([...created].filter((name) => name !== own));
}

function tablesIn(statement: string, { schema }: CheckedDatabase): readonly Table[] {
  const document = new SqlDocument('statement.sql', statement, 'postgresql');
  const keys = new Set(
    document.units.flatMap((unit) => document.occurrencesIn(unit).map(({ table }) => keyOf('postgresql', table))),
  );
  return [...keys].flatMap((key) => schema.tables.get(key) ?? []);
}

function definesFunction({ files }: CheckedDatabase, name: string): boolean {
  const definition = new RegExp(`\\b(?:function|procedure|aggregate)\\s+(?:[\\w"]+\\.)?"?${name}\\b`, 'i');
  return files.some(({ text }) => definition.test(text));
}
