/** Finds the tables that queries and data changes name, for navigation, and the rows that INSERT brings. */
import type { ObjectName } from '../../model/names.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import { stringValue } from './identifier.ts';
import type { StatementReader } from './statement-reader.ts';

/** How many rows of one INSERT are kept as evidence. */
const sampledRows = 20;

const introducers: ReadonlySet<string> = new Set(['from', 'join', 'into', 'update', 'using', 'only']);

const notTables: ReadonlySet<string> = new Set([
  'select',
  'lateral',
  'unnest',
  'set',
  'values',
  'current',
  'now',
  'of',
  'dual',
  'stdin',
  'stdout',
  'where',
  'table',
  'json_table',
  'openjson',
  'generate_series',
]);

/** Records every table named behind FROM, JOIN, INTO, UPDATE and USING from the cursor to the end. */
export function readQueryTables(reader: StatementReader): void {
  const { cursor } = reader;
  const defined = new Set<string>();
  for (let index = cursor.at; index < cursor.tokens.length; index++) {
    // Names of common table expressions hide tables: `with recent as (…)`.
    if (cursor.tokens.texts[index] === 'as' && cursor.tokens.texts[index + 1] === '(') {
      const name = cursor.tokens.texts[index - 1];
      if (name !== undefined) defined.add(name);
    }
  }
  while (!cursor.done) {
    if (cursor.kind() !== Kind.word || !introducers.has(cursor.peek())) {
      cursor.at++;
      continue;
    }
    const introducer = cursor.peek();
    const before = cursor.at > 0 ? cursor.tokens.texts[cursor.at - 1] : undefined;
    cursor.at++;
    // FOR UPDATE, ON UPDATE, extract(x from y), substring(… from …) name no table.
    if (introducer === 'update' && (before === 'for' || before === 'on' || before === 'key')) continue;
    if (introducer === 'using' && cursor.is('(')) continue;
    do {
      cursor.accept('only');
      if (cursor.is('(') || notTables.has(cursor.peek())) break;
      const from = cursor.at;
      const name = reader.qualifiedName();
      if (name === undefined) break;
      if (cursor.is('(')) {
        if (introducer !== 'into') break;
      }
      if (!defined.has(name.name.name.toLowerCase()) || cursor.at - from > 1) {
        reader.occurrences.push({ kind: 'table', table: name.name, origin: name.origin, declares: false });
      }
      // FROM a, b AS x, c
      if (cursor.accept('as') || (cursor.kind() === Kind.word && cursor.peek(1) === ',')) reader.identifier();
    } while (introducer === 'from' && cursor.accept(','));
  }
}

/** INSERT INTO table [(columns)] VALUES (…), …: rows of literals become seed rows. The cursor stands at INSERT. */
export function readInsert(reader: StatementReader): void {
  const { cursor } = reader;
  const start = cursor.at;
  cursor.at++;
  while (cursor.acceptAny('ignore', 'low_priority', 'delayed', 'high_priority', 'or', 'replace', 'into') !== undefined);
  const table = reader.tableName();
  if (table === undefined) return;
  const columns = cursor.is('(') && cursor.peek(1) !== 'select' ? (reader.columnList(table.name)?.columns ?? []) : [];
  cursor.accept('overriding', 'system', 'value');
  cursor.accept('overriding', 'user', 'value');
  if (!cursor.is('values')) {
    readQueryTables(reader);
    return;
  }
  cursor.at++;
  const rows: (string | null | undefined)[][] = [];
  while (cursor.is('(') && rows.length < sampledRows) {
    rows.push(readRow(reader));
    if (!cursor.accept(',')) break;
  }
  if (start < cursor.at && rows.length > 0) {
    reader.emit({ kind: 'insert-rows', table: table.name, rows: { columns, rows } });
  }
}

const rowStops: ReadonlySet<string> = new Set([',']);

function readRow(reader: StatementReader): (string | null | undefined)[] {
  const { cursor } = reader;
  const end = cursor.closingIndex();
  const row: (string | null | undefined)[] = [];
  cursor.at++;
  while (cursor.at < end && !cursor.is(')')) {
    const from = cursor.at;
    cursor.at = Math.min(cursor.indexOfNext(rowStops), end);
    row.push(cursor.at - from === 1 ? literal(reader, from) : undefined);
    if (!cursor.accept(',')) break;
  }
  cursor.at = end;
  return row;
}

function literal(reader: StatementReader, index: number): string | null | undefined {
  const { tokens } = reader.cursor;
  const text = tokens.texts[index]!;
  switch (tokens.kinds[index]) {
    case Kind.string:
      return stringValue(text);
    case Kind.number:
      return text;
    case Kind.word:
      return text === 'null' ? null : text === 'true' || text === 'false' ? text : undefined;
    default:
      return undefined;
  }
}

/** UPDATE and DELETE and SELECT: only which tables they name. */
export function readDataStatement(reader: StatementReader): void {
  const { cursor } = reader;
  if (cursor.is('delete') && !cursor.is('delete', 'from')) {
    cursor.at++;
    const table: { readonly name: ObjectName } | undefined = reader.tableName();
    if (table === undefined) return;
  }
  readQueryTables(reader);
}
