/** Reads statements that stand inside code and in texts that are executed. */
import type { Dialect } from '../../model/dialect.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import { Kind, Scanner, Tokens } from '../../syntax/sql/lexer.ts';
import { namesIn } from './identifier.ts';
import { tablesOf } from './read-prepared.ts';
import type { StatementReader } from './statement-reader.ts';

type ReadStatement = (reader: StatementReader) => void;

/**
 * A DO block is code: which of its statements run may depend on the database. Its DDL is read as if all of it ran, and
 * where that is not certain what it touches is marked as a gap, so that rules stay silent about it.
 */
export function readDo(reader: StatementReader, readStatement: ReadStatement): void {
  const { cursor } = reader;
  if (reader.dialect !== 'postgresql') return;
  const at = cursor.tokens.texts.findIndex((_, index) => cursor.tokens.kinds[index] === Kind.string && index > 0);
  const raw = cursor.tokens.texts[at];
  if (raw === undefined || !ddlInCode.test(raw)) return;
  const tag = raw.startsWith('$') ? raw.indexOf('$', 1) + 1 : 1;
  const start = cursor.tokens.starts[at]! + tag;
  const end = cursor.tokens.ends[at]! - tag;
  const touched = new Map<string, ObjectName>();
  for (const tokens of codeStatements(cursor.source, start, end, reader.dialect)) {
    const inner = reader.inside(tokens);
    readStatement(inner);
    for (const change of inner.changes) {
      if (besideTheTable.has(change.kind)) continue;
      for (const name of tablesOf(change)) touched.set(keyOf(reader.dialect, name), name);
    }
    reader.adopt(inner);
  }
  if (!branches.test(raw)) return;
  // EXECUTE builds statements out of text: the names in it are all we see.
  const dynamic = /\bexecute\b/i.test(raw) ? raw : '';
  for (const match of dynamic.matchAll(
    /\b(?:table|on)\s+(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?((?:[a-z_]\w*\.)?[a-z_]\w*)/gi,
  )) {
    const [schema, table] = match[1]!.includes('.')
      ? match[1]!.toLowerCase().split('.')
      : [reader.currentSchema, match[1]!.toLowerCase()];
    const name = reader.objectName(table!, schema);
    touched.set(keyOf(reader.dialect, name), name);
  }
  if (touched.size === 0 && dynamic !== '') reader.gap('DDL inside a DO block');
  for (const name of touched.values()) reader.gap('DDL inside a DO block', name);
}

/** What makes it uncertain whether a statement runs. The IF NOT EXISTS of a statement is not that of the language. */
const branches = /\b(?:loop|case|execute|return)\b|(?<!\bend\s+)\bif\b(?!\s+(?:not\s+)?exists\b(?!\s*\())/i;

/** Changes that leave columns, keys and indexes as they are. */
const besideTheTable: ReadonlySet<SchemaChange['kind']> = new Set([
  'set-row-security',
  'create-policy',
  'drop-policy',
  'create-trigger',
  'drop-trigger',
  'comment-on-table',
  'comment-on-column',
  'insert-rows',
]);

const ddlInCode = /\b(?:create|alter|drop)\s+(?:table|index|unique|type|schema|materialized)\b/i;

/** Words of PL/pgSQL behind which a statement begins. */
const codeOpeners: ReadonlySet<string> = new Set(['begin', 'then', 'else', 'loop', ';']);

/** The statements in a PL/pgSQL body that change the schema, their tokens counting in the whole source. */
function* codeStatements(source: string, start: number, end: number, dialect: Dialect): Iterable<Tokens> {
  const scanner = new Scanner(source, dialect, start, end);
  let current: Tokens | undefined;
  let opens = true;
  while (scanner.next() !== Kind.end) {
    if (scanner.kind === Kind.comment) continue;
    const word =
      scanner.kind === Kind.word || scanner.kind === Kind.symbol
        ? source.slice(scanner.start, scanner.end).toLowerCase()
        : '';
    if (current === undefined && opens && (word === 'create' || word === 'alter' || word === 'drop'))
      current = new Tokens();
    if (current !== undefined && word === ';') {
      yield current;
      current = undefined;
    }
    current?.push(scanner.kind, scanner.start, scanner.end, source);
    opens = codeOpeners.has(word);
  }
  if (current !== undefined) yield current;
}

/** SQL Server: EXEC sp_rename 'table.column', 'new', 'COLUMN'. */
export function readExec(reader: StatementReader, readStatement: ReadStatement): void {
  const { cursor } = reader;
  cursor.acceptAny('exec', 'execute');
  if (cursor.is('sys', '.')) cursor.at += 2;
  const literal = cursor.accept('(') || cursor.accept('sp_executesql') ? cursor.at : -1;
  const after = cursor.tokens.texts[literal + 1];
  if (cursor.tokens.kinds[literal] === Kind.string && (after === undefined || after === ')' || after === ',')) {
    // The whole statement stands in one literal: it is read as if it stood outside.
    const start = cursor.offset + cursor.tokens.texts[literal]!.indexOf("'") + 1;
    for (const tokens of codeStatements(cursor.source, start, cursor.tokens.ends[literal]! - 1, reader.dialect)) {
      const inner = reader.inside(tokens);
      readStatement(inner);
      reader.adopt(inner);
    }
    return;
  }
  if (!cursor.accept('sp_rename')) return;
  const strings: string[] = [];
  while (!cursor.done) {
    const value = reader.stringLiteral();
    if (value !== undefined) strings.push(value);
    else cursor.at++;
  }
  const [from, bracketed, kind] = strings;
  if (from === undefined || bracketed === undefined) return;
  const to = bracketed.replace(/[[\]]/g, '');
  const parts = namesIn(from, reader.dialect);
  const last = parts.pop();
  if (last === undefined) return;
  if (kind?.toUpperCase() === 'COLUMN' && parts.length > 0) {
    const table = parts.pop();
    if (table === undefined) return;
    reader.emit({ kind: 'rename-column', table: reader.objectName(table, parts.pop()), column: last, to });
  } else if (kind?.toUpperCase() === 'INDEX' && parts.length > 0) {
    const table = parts.pop();
    if (table === undefined) return;
    const name = reader.objectName(table, parts.pop());
    reader.emit({ kind: 'rename-index', name: { schema: undefined, name: last }, table: name, to });
  } else {
    const schema = parts.pop();
    reader.emit({ kind: 'rename-table', table: reader.objectName(last, schema), to: reader.objectName(to, schema) });
  }
}
