/**
 * Checks the code of an answer: SQL is read and, for PostgreSQL, executed over the workspace's schema; Prisma and
 * SQLAlchemy are read together with the workspace's files, and what they come to is executed.
 */
import { SqlDocument } from '../analysis/sql-document.ts';
import type { CheckedBlock } from '../architect/consultation.ts';
import { type Dialect, productNames } from '../model/dialect.ts';
import { foldChanges } from '../model/fold.ts';
import { keyOf } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { Table } from '../model/table.ts';
import { type AnswerSoFar, beginning, withSql } from './answer-so-far.ts';
import type { CheckedDatabase } from './checked-database.ts';
import { describeRefusal, escaped, type Sentence } from './describe-refusal.ts';
import { fencedBlocks } from './fenced-blocks.ts';
import type { Refusal } from './messages.ts';
import { unknownNames } from './name-check.ts';
import { checkProgramBlock, type ProgramBlock } from './program-block.ts';
import type { Replayed } from './replay.ts';
import { commandsOf, firstWords, isDdl, type SqlCommand } from './sql-commands.ts';
import type { Verifier } from './verifier.ts';

/** A block that is wrong throughout is not described in full. */
const mostSentences = 12;

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
  let soFar = beginning(database);
  for (const block of fencedBlocks(markdown)) {
    const { sentences, after } =
      block.language === 'sql'
        ? await checkSql(block.code, soFar, verifier, block.dialect)
        : await checkProgramBlock(block as ProgramBlock, soFar, verifier);
    soFar = after;
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
  const { sentences } = await checkSql(sql, beginning(database), verifier, undefined);
  return checkedBlock('sql', sentences);
}

/** Problems first, then what could not be checked. */
function checkedBlock(language: CheckedBlock['language'], sentences: readonly Sentence[]): CheckedBlock {
  const of = (kind: Sentence['kind']) => [
    ...new Set(sentences.filter((each) => each.kind === kind).map(({ text }) => text)),
  ];
  const problems = of('problem');
  return { language, ok: problems.length === 0, problems: [...problems, ...of('unchecked')].slice(0, mostSentences) };
}

interface CheckedSql {
  readonly sentences: readonly Sentence[];
  readonly after: AnswerSoFar;
}

async function checkSql(
  sql: string,
  soFar: AnswerSoFar,
  verifier: Verifier | undefined,
  said: Dialect | undefined,
): Promise<CheckedSql> {
  const { dialect: own } = soFar.schema;
  const dialect = said ?? own;
  const document = new SqlDocument('answer.sql', sql, dialect);
  if (dialect === 'postgresql') {
    // SQL for another database than the workspace's stands alone.
    return execute(document, own === 'postgresql' ? soFar : beginning(emptyOf(soFar.database)), verifier);
  }
  const note = `${productNames[dialect]} was read, names were looked up, nothing was executed.`;
  const sentences = [...readOnly(document, soFar, dialect === own), unchecked(note)];
  return { sentences, after: withSql(soFar, document, []) };
}

async function execute(document: SqlDocument, soFar: AnswerSoFar, verifier: Verifier | undefined): Promise<CheckedSql> {
  const { database, schema, statements } = soFar;
  const commands = commandsOf(document, schema, database);
  const notes = commands.flatMap(({ note }) => (note === undefined ? [] : [unchecked(note)]));
  const sent = commands.filter((command) => command.sent !== undefined);
  if (sent.length === 0) return { sentences: notes, after: soFar };
  const all = [...statements, ...sent.map((command) => command.sent!)];
  const [execution] = (await verifier?.execute(database, [all])) ?? [];
  if (execution?.ran !== true) {
    const reason = execution === undefined ? 'there is no embedded PostgreSQL here' : execution.reason;
    const note = `The SQL was only read, not executed, because ${reason}.`;
    const sentences = [...readOnly(document, soFar, true), ...notes, unchecked(note)];
    return { sentences, after: withSql(soFar, document, []) };
  }
  const { refusals, replayed } = execution;
  const sentences = [
    ...describe(sent, refusals.slice(statements.length), document, { ...soFar, replayed }),
    ...standInNotes(sent, replayed),
  ];
  const ddl = sent.filter(isDdl).map((command) => command.sent!);
  return { sentences: [...sentences, ...notes], after: withSql(soFar, document, ddl) };
}

/** A function that a statement names, and in whose place one stands that does nothing. */
function standInNotes(commands: readonly SqlCommand[], { standIns }: Replayed): readonly Sentence[] {
  return [...standIns].flatMap(([name, language]) => {
    const isNamed = commands.some(({ text }) => new RegExp(`\\b${escaped(name)}\\b`, 'i').test(text));
    const why = language === 'sql' || language === 'plpgsql' ? 'does not work' : `is ${language}, which is not known`;
    const text = `${name} ${why} in the embedded PostgreSQL: its name and types were checked, not what it does.`;
    return isNamed ? [unchecked(text)] : [];
  });
}

function unchecked(text: string): Sentence {
  return { kind: 'unchecked', text };
}

function emptyOf({ syntaxJudge }: CheckedDatabase): CheckedDatabase {
  return { schema: foldChanges([], 'postgresql'), files: [], routines: [], syntaxJudge };
}

/** What reading alone finds wrong. */
function readOnly(document: SqlDocument, soFar: AnswerSoFar, isSameDatabase: boolean): readonly Sentence[] {
  const { syntaxJudge } = soFar.database;
  const errors = document.units.flatMap((unit) => {
    const statement = document.sourceOf(unit);
    const error = /\.\.\.|…/.test(statement) ? undefined : syntaxJudge?.errorIn(statement, document.dialect);
    return error === undefined ? [] : [`${firstWords(statement)}: ${error.message}`];
  });
  const names = isSameDatabase ? unknownNames(document, soFar.schema) : [];
  return [...errors, ...names].map((text) => ({ kind: 'problem', text }));
}

function describe(
  commands: readonly SqlCommand[],
  refusals: readonly (Refusal | null)[],
  document: SqlDocument,
  soFar: AnswerSoFar & { readonly replayed: Replayed },
): readonly Sentence[] {
  const created = createdIn(document);
  return commands.flatMap(({ text }, index) => {
    const refusal = refusals[index];
    if (refusal === null || refusal === undefined) return [];
    const sentence = describeRefusal(refusal, {
      schema: soFar.schema,
      statement: text,
      tables: tablesIn(text, soFar.schema),
      created: withoutOwn(created, text),
      lacksFunction: (name) => soFar.replayed.unmade.has(name) || definesFunction(soFar.files, name),
    });
    return sentence === undefined ? [] : [sentence];
  });
}

const making =
  /\bcreate\s+(?:or\s+replace\s+)?(?:\w+\s+)*?(?:table|view|type|domain|function|procedure|sequence)\s+(?:if\s+not\s+exists\s+)?(?:"?\w+"?\.)?"?(\w+)/gi;

/** Names of what the block makes. */
function createdIn(document: SqlDocument): ReadonlySet<string> {
  return new Set(document.units.flatMap((unit) => madeBy(document.sourceOf(unit))));
}

function madeBy(statement: string): readonly string[] {
  return [...statement.slice(0, 500).matchAll(making)].map(([, name]) => name!);
}

/** What the statement itself makes is nothing that an earlier one failed to. */
function withoutOwn(created: ReadonlySet<string>, statement: string): ReadonlySet<string> {
  return new Set([...created].filter((name) => !madeBy(statement).includes(name)));
}

function tablesIn(statement: string, schema: Schema): readonly Table[] {
  const document = new SqlDocument('statement.sql', statement, 'postgresql');
  const keys = new Set(
    document.units.flatMap((unit) => document.occurrencesIn(unit).map(({ table }) => keyOf('postgresql', table))),
  );
  return [...keys].flatMap((key) => schema.tables.get(key) ?? []);
}

/** In a language whose functions are not replayed. */
function definesFunction(files: CheckedDatabase['files'], name: string): boolean {
  const definition = new RegExp(`\\b(?:function|procedure|aggregate)\\s+(?:[\\w"]+\\.)?"?${name}\\b`, 'i');
  return files.some(({ file, text }) => !file.endsWith('.sql') && definition.test(text));
}
