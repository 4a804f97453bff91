/** MySQL: DDL that stands in strings until PREPARE, and procedures that change the table whose name they are given. */
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import { Kind, Scanner, Tokens } from '../../syntax/sql/lexer.ts';
import { stringValue } from './identifier.ts';
import type { StatementReader } from './statement-reader.ts';

const ddl = /^\s*(?:create|alter|drop|rename)\s+(?:temporary\s+)?(?:table|index|unique|fulltext|spatial)\b/i;

/** In UTF-16 units: the name of the table stands in front. */
const longestBeginning = 400;

const changedTable =
  /^\s*(?:(?:alter|drop)\s+table\s+(?:if\s+exists\s+)?|[\w\s`]*?\bindex\s[\w\s`]*?\bon\s+)(?:`?(\w+)`?\s*\.\s*)?`?(\w+)/i;

/**
 * `SET @sql = IF(…, 'ALTER TABLE …', 'SELECT 1')` or `PREPARE s FROM '…'`. What the string says is read as if it ran;
 * whether it does is not to be known, so that rules stay silent about what it touches.
 */
export function readPrepared(reader: StatementReader, read: (inner: StatementReader) => void): void {
  const { cursor } = reader;
  if (reader.dialect !== 'mysql') return;
  const touched = new Map<string, ObjectName>();
  for (let at = 0; at < cursor.tokens.length; at++) {
    if (cursor.tokens.kinds[at] !== Kind.string) continue;
    const raw = cursor.source.slice(cursor.tokens.starts[at], cursor.tokens.ends[at]);
    const text = raw.slice(1, -1);
    if (!ddl.test(text)) continue;
    // Often only its beginning: CONCAT('ALTER TABLE orders DROP FOREIGN KEY ', @name).
    const [schema, table] = changedTable.exec(text.slice(0, longestBeginning))?.slice(1) ?? [];
    if (table !== undefined) touched.set(keyOf('mysql', { schema, name: table }), reader.objectName(table, schema));
    // With quotes inside, places in the string are not those in the statement that it holds.
    if (text.includes(raw[0]!) || text.includes('\\')) continue;
    const inner = reader.inside(tokensIn(reader, cursor.tokens.starts[at]! + 1, cursor.tokens.ends[at]! - 1));
    read(inner);
    for (const change of inner.changes) for (const name of tablesOf(change)) touched.set(keyOf('mysql', name), name);
    reader.adopt(inner);
  }
  for (const name of touched.values()) reader.gap('DDL in a prepared statement', name);
}

/** `CALL add_column_if_missing('orders', 'total', …)`. */
export function readCall(reader: StatementReader): void {
  const { cursor } = reader;
  cursor.at++;
  const procedure = reader.qualifiedName();
  if (reader.dialect !== 'mysql' || procedure === undefined) return;
  if (!/add|drop|alter|modify|change|rename|index|column|constraint|foreign|key/i.test(procedure.name.name)) return;
  for (let at = cursor.at; at < cursor.tokens.length; at++) {
    if (cursor.tokens.kinds[at] !== Kind.string) continue;
    const name = stringValue(cursor.source.slice(cursor.tokens.starts[at], cursor.tokens.ends[at]));
    if (/^\w+$/.test(name)) reader.gap('a procedure that may change the table', reader.objectName(name, undefined));
  }
}

function tokensIn(reader: StatementReader, start: number, end: number): Tokens {
  const scanner = new Scanner(reader.cursor.source, reader.dialect, start, end);
  const tokens = new Tokens();
  while (scanner.next() !== Kind.end) {
    if (scanner.kind !== Kind.comment) tokens.push(scanner.kind, scanner.start, scanner.end, reader.cursor.source);
  }
  return tokens;
}

/** The tables that a change makes other than they were. */
export function tablesOf(change: SchemaChange): readonly ObjectName[] {
  if (change.kind === 'rename-table') return [change.table, change.to];
  if (change.kind === 'create-table') return [change.table];
  return 'table' in change && change.table !== undefined ? [change.table] : [];
}
