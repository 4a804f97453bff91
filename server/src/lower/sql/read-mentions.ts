/**
 * Names that say nothing new about the schema, but have to follow when what they name is renamed: columns in
 * expressions, tables before the dot of a column, tables of GRANT and TRUNCATE. Read only when somebody asks for names.
 */
import { foldCase } from '../../model/dialect.ts';
import type { ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import { identifierAt } from './identifier.ts';
import type { StatementReader } from './statement-reader.ts';

/** Adds to the occurrences of a statement that was read. */
export function readMentions(reader: StatementReader): void {
  const { texts } = reader.cursor.tokens;
  if (texts[0] === 'truncate') readTables(reader, 1);
  else if (texts[0] === 'grant' || texts[0] === 'revoke') readGrant(reader);
  else if (texts[0] === 'alter' && texts[1] === 'sequence') readOwner(reader);
  const subject = reader.occurrences.find(({ kind }) => kind === 'table')?.table;
  if (subject !== undefined) for (const [from, to] of expressions(reader)) readColumns(reader, subject, from, to);
  readQualifiers(reader);
}

/** `[TABLE] [ONLY] a, b` from the token on. */
function readTables(reader: StatementReader, from: number): void {
  const { cursor } = reader;
  cursor.at = from;
  cursor.accept('table');
  do {
    cursor.accept('only');
    if (reader.tableName() === undefined) return;
    cursor.accept('*');
  } while (cursor.accept(','));
}

/** What GRANT … ON names when it is not a table. */
const otherObjects: ReadonlySet<string> = new Set([
  'all',
  'database',
  'domain',
  'foreign',
  'function',
  'language',
  'large',
  'parameter',
  'procedure',
  'routine',
  'schema',
  'sequence',
  'tablespace',
  'type',
]);

function readGrant(reader: StatementReader): void {
  const { cursor } = reader;
  const on = cursor.tokens.texts.indexOf('on');
  cursor.at = on + 1;
  if (on === -1 || cursor.isAny(otherObjects)) return;
  const before = reader.occurrences.length;
  readTables(reader, on + 1);
  const table = reader.occurrences[before]?.table;
  if (table !== undefined && reader.occurrences.length === before + 1) readColumns(reader, table, 1, on);
}

/** `ALTER SEQUENCE s OWNED BY schema.table.column`. */
function readOwner(reader: StatementReader): void {
  const { cursor } = reader;
  const owned = cursor.tokens.texts.indexOf('owned');
  cursor.at = owned + 2;
  if (owned === -1 || cursor.is('none')) return;
  const parts: { readonly name: string; readonly index: number }[] = [];
  do {
    const index = cursor.at;
    const name = reader.identifier();
    if (name === undefined) return;
    parts.push({ name, index });
  } while (cursor.accept('.'));
  const [column, table, schema] = parts.reverse();
  if (column === undefined || table === undefined) return;
  const owner = reader.objectName(table.name, schema?.name ?? reader.currentSchema);
  const place = { declares: false, table: owner };
  reader.occurrences.push({ kind: 'table', ...place, origin: originAt(reader, table.index) });
  reader.occurrences.push({ kind: 'column', ...place, column: column.name, origin: originAt(reader, column.index) });
}

const comma: ReadonlySet<string> = new Set([',']);

/** Token ranges of a definition in which names are columns of its table. */
function* expressions({ cursor, occurrences }: StatementReader): Iterable<readonly [number, number]> {
  const { texts, starts, length } = cursor.tokens;
  const isCreate = texts[0] === 'create';
  if (!isCreate && texts[0] !== 'alter') return;
  if (isCreate && (texts[1] === 'index' || texts[2] === 'index')) {
    const table = occurrences.find(({ kind }) => kind === 'table')!;
    yield [starts.findIndex((start) => start >= table.origin.end), length];
    return;
  }
  if (texts.indexOf('table') === -1 && texts[1] !== 'policy') return;
  for (let index = 1; index < length; index++) {
    cursor.at = index;
    // MySQL's index on an expression.
    if (cursor.is('(', '(')) yield [index + 2, cursor.closingIndex()];
    const word = cursor.peek();
    if (word !== 'check' && word !== 'as' && word !== 'where' && word !== 'using') continue;
    cursor.at = index + 1;
    if (cursor.is('(')) yield [index + 2, cursor.closingIndex()];
    else if (word === 'using') yield [index + 1, cursor.indexOfNext(comma)];
  }
}

/** Behind these stands a type, a collation or another name that is no column. */
const beforeOthers: ReadonlySet<string> = new Set(['::', 'as', 'collate', '=>', ':=']);

function readColumns(reader: StatementReader, table: ObjectName, from: number, to: number): void {
  const { cursor, names, dialect } = reader;
  const { texts, kinds, starts } = cursor.tokens;
  const known = new Set(reader.occurrences.map(({ origin }) => origin.start));
  const isTable = (index: number) => {
    cursor.at = index;
    return foldCase(dialect, identifierAt(cursor, names) ?? '') === foldCase(dialect, table.name);
  };
  for (let index = from; index < to; index++) {
    cursor.at = index;
    // In a query of its own, a bare name may be a column of another table.
    if (cursor.is('(', 'select') || cursor.is('(', 'with')) {
      index = cursor.closingIndex() - 1;
      continue;
    }
    if (kinds[index] !== Kind.word && kinds[index] !== Kind.quoted) continue;
    const before = texts[index - 1] ?? '';
    const behind = texts[index + 1];
    if (known.has(starts[index]!) || behind === '(' || behind === '.' || kinds[index + 1] === Kind.string) continue;
    if (beforeOthers.has(before) || (before === '(' && texts[index - 2] === 'extract')) continue;
    if (before === '.' && !isTable(index - 2)) continue;
    cursor.at = index;
    const column = identifierAt(cursor, names);
    if (column === undefined) continue;
    const origin = originAt(reader, index);
    reader.occurrences.push({ kind: 'column', table, column, origin, declares: false, mentioned: true });
  }
}

/** `users.email` in a query that names the table users, and gives nothing else that name. */
function readQualifiers(reader: StatementReader): void {
  const { cursor, names, dialect } = reader;
  const { texts, starts, length } = cursor.tokens;
  const folded = (index: number) => {
    cursor.at = index;
    const name = identifierAt(cursor, names);
    return name === undefined ? undefined : foldCase(dialect, name);
  };
  const known = new Set(reader.occurrences.map(({ origin }) => origin.start));
  const tables = new Map<string, ObjectName>();
  const placed = new Set<number>();
  const aliases = new Set<string | undefined>();
  for (const { kind, table, origin } of reader.occurrences) {
    if (kind !== 'table') continue;
    tables.set(foldCase(dialect, table.name), table);
    placed.add(origin.start);
  }
  for (let index = 0; index < length; index++) {
    if (placed.has(starts[index]!)) aliases.add(folded(texts[index + 1] === 'as' ? index + 2 : index + 1));
  }
  for (let index = 0; index + 2 < length; index++) {
    if (texts[index + 1] !== '.' || texts[index + 3] === '(' || known.has(starts[index]!)) continue;
    // The schema of a table has a table behind its dot.
    if (placed.has(starts[index + 2]!)) continue;
    const name = folded(index);
    const table = name === undefined || aliases.has(name) ? undefined : tables.get(name);
    if (table === undefined) continue;
    reader.occurrences.push({ kind: 'table', table, origin: originAt(reader, index), declares: false });
  }
}

function originAt(reader: StatementReader, index: number): Origin {
  const { starts, ends } = reader.cursor.tokens;
  return reader.origin(starts[index]!, ends[index]!);
}
