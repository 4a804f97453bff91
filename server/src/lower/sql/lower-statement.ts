/** Turns one SQL statement into schema changes, named places and gaps. The only entry of this folder. */

import type { Dialect } from '../../model/dialect.ts';
import type { ObjectName } from '../../model/names.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import { Kind, type Tokens } from '../../syntax/sql/lexer.ts';
import { stringValue } from './identifier.ts';
import { readAlterOther } from './read-alter-other.ts';
import { readAlterTable } from './read-alter-table.ts';
import { readDo, readExec } from './read-code.ts';
import { readCreate } from './read-create.ts';
import { readSelectInto } from './read-create-table.ts';
import { readMentions } from './read-mentions.ts';
import { readCall, readPrepared } from './read-prepared.ts';
import { readDataStatement, readInsert } from './read-query.ts';
import { readRename } from './read-rename.ts';
import { type Lowered, StatementReader } from './statement-reader.ts';

/**
 * Reads a statement. `source` is its text, `tokens` count in it, `currentSchema` is where unqualified names go.
 * Never throws; what it does not know yields nothing.
 */
export function lowerStatement(
  tokens: Tokens,
  source: string,
  place: { readonly file: string; readonly unit: number },
  dialect: Dialect,
  currentSchema: string | undefined,
): Lowered {
  const reader = new StatementReader(tokens, source, place, dialect, currentSchema);
  readStatement(reader);
  return reader.finish();
}

/** Every place in a statement that names a table or a column, those included that say nothing about the schema. */
export function occurrencesIn(...statement: Parameters<typeof lowerStatement>): readonly Occurrence[] {
  const reader = new StatementReader(...statement);
  readStatement(reader);
  readMentions(reader);
  const byPlace = new Map<number, Occurrence>();
  for (const occurrence of reader.occurrences) {
    if (!byPlace.has(occurrence.origin.start)) byPlace.set(occurrence.origin.start, occurrence);
  }
  return [...byPlace.values()];
}

function readStatement(reader: StatementReader): void {
  const { cursor } = reader;
  if (reader.dialect === 'sqlserver') skipConditions(reader);
  switch (cursor.peek()) {
    case 'create':
      cursor.at++;
      readCreate(reader);
      break;
    case 'alter':
      cursor.at++;
      if (!readAlterTable(reader)) readAlterOther(reader);
      break;
    case 'drop':
      cursor.at++;
      readDrop(reader);
      break;
    case 'rename':
      readRename(reader);
      break;
    case 'insert':
    case 'replace':
      readInsert(reader);
      break;
    case 'select':
    case 'update':
    case 'delete':
    case 'with':
    case 'merge':
    case 'truncate':
      readSelectInto(reader);
      readDataStatement(reader);
      readSetConfig(reader);
      // SELECT IF(…, 'ALTER TABLE …', 'DO 0') INTO @sql.
      if (cursor.tokens.texts.includes('into')) readPrepared(reader, readStatement);
      break;
    case 'comment':
      readComment(reader);
      break;
    case 'set':
      readSet(reader);
      readPrepared(reader, readStatement);
      break;
    case 'prepare':
      readPrepared(reader, readStatement);
      break;
    case 'call':
      readCall(reader);
      break;
    case 'use':
      cursor.at++;
      readUse(reader);
      break;
    case 'do':
      readDo(reader, readStatement);
      break;
    case 'exec':
    case 'execute':
    case 'sp_rename':
      readExec(reader, readStatement);
      break;
  }
}

/** SQL Server scripts guard statements with IF …, BEGIN and END: what is guarded is read as if it ran. */
function skipConditions(reader: StatementReader): void {
  const { cursor } = reader;
  for (;;) {
    if (cursor.is('begin') && !cursor.is('begin', 'tran') && !cursor.is('begin', 'transaction')) cursor.at++;
    else if (cursor.acceptAny('end', 'else') !== undefined) continue;
    else if (cursor.is('if')) {
      cursor.at++;
      while (!cursor.done && !guarded.has(cursor.peek())) if (!cursor.skipGroup()) cursor.at++;
    } else return;
  }
}

const guarded: ReadonlySet<string> = new Set([
  'create',
  'alter',
  'drop',
  'begin',
  'insert',
  'exec',
  'execute',
  'update',
  'delete',
]);

function readDrop(reader: StatementReader): void {
  const { cursor } = reader;
  cursor.acceptAny('temporary', 'foreign');
  cursor.accept('materialized');
  const what = cursor.acceptAny('table', 'index', 'view', 'type', 'domain', 'schema', 'policy', 'trigger', 'database');
  if (what === undefined) return;
  if (what === 'database' || (what === 'schema' && reader.dialect === 'mysql')) return;
  const concurrently = cursor.accept('concurrently');
  reader.acceptIfExists();
  if (what === 'schema') {
    const names: string[] = [];
    do {
      const name = reader.identifier();
      if (name !== undefined) names.push(name);
    } while (cursor.accept(','));
    for (const name of names) reader.emit({ kind: 'drop-schema', name, cascade: cursor.is('cascade') });
    return;
  }
  if (what === 'policy' || what === 'trigger') {
    const name = reader.qualifiedName();
    if (name === undefined) return;
    if (!cursor.accept('on')) {
      if (what === 'trigger') reader.emit({ kind: 'drop-trigger', name: name.name.name });
      return;
    }
    const table = reader.tableName();
    if (table === undefined) return;
    if (what === 'policy') reader.emit({ kind: 'drop-policy', table: table.name, name: name.name.name });
    else reader.emit({ kind: 'drop-trigger', table: table.name, name: name.name.name });
    return;
  }
  const names: ObjectName[] = [];
  do {
    const name = what === 'table' || what === 'view' ? reader.tableName() : reader.qualifiedName();
    if (name === undefined) break;
    if (what === 'index' && cursor.accept('on')) {
      // MySQL and SQL Server: DROP INDEX name ON table.
      const table = reader.tableName();
      if (table !== undefined) {
        reader.emit({ kind: 'drop-index', name: name.name, table: table.name, concurrently });
      }
      continue;
    }
    names.push(name.name);
  } while (cursor.accept(','));
  const cascade = cursor.is('cascade');
  for (const name of names) {
    switch (what) {
      case 'table':
        reader.emit({ kind: 'drop-table', table: name, cascade });
        break;
      case 'index':
        if (reader.dialect === 'sqlserver' && name.schema !== undefined) {
          // The old form DROP INDEX table.index.
          reader.emit({
            kind: 'drop-index',
            name: { schema: undefined, name: name.name },
            table: { schema: undefined, name: name.schema },
            concurrently,
          });
        } else reader.emit({ kind: 'drop-index', name, concurrently });
        break;
      case 'view':
        reader.emit({ kind: 'drop-view', view: name, cascade });
        break;
      default:
        reader.emit({ kind: 'drop-type', type: name, cascade });
    }
  }
}

function readComment(reader: StatementReader): void {
  const { cursor } = reader;
  if (cursor.accept('comment', 'on', 'table')) {
    const table = reader.tableName();
    if (table === undefined || !cursor.accept('is')) return;
    const text = reader.stringLiteral();
    reader.changes.push({ kind: 'comment-on-table', table: table.name, text, origin: reader.whole });
    return;
  }
  if (!cursor.accept('comment', 'on', 'column')) return;
  // schema.table.column: the last part is the column.
  const parts: { readonly name: string; readonly start: number; readonly end: number }[] = [];
  do {
    const start = cursor.offset;
    const name = reader.identifier();
    if (name === undefined) return;
    parts.push({ name, start, end: cursor.previousEnd });
  } while (cursor.accept('.'));
  const column = parts.pop();
  const table = parts.pop();
  if (column === undefined || table === undefined || !cursor.accept('is')) return;
  const name = reader.objectName(table.name, parts.pop()?.name ?? reader.currentSchema);
  reader.occurrences.push({
    kind: 'table',
    table: name,
    origin: reader.origin(table.start, table.end),
    declares: false,
  });
  reader.occurrences.push({
    kind: 'column',
    table: name,
    column: column.name,
    origin: reader.origin(column.start, column.end),
    declares: false,
  });
  const text = reader.stringLiteral();
  reader.changes.push({ kind: 'comment-on-column', table: name, column: column.name, text, origin: reader.whole });
}

/** SET [SESSION|LOCAL] search_path TO a, b: the first schema is where new objects go. */
function readSet(reader: StatementReader): void {
  const { cursor } = reader;
  if (reader.dialect !== 'postgresql') return;
  cursor.at++;
  cursor.acceptAny('session', 'local');
  if (!cursor.accept('search_path') && !cursor.accept('schema')) return;
  if (cursor.acceptAny('to', '=') === undefined && cursor.kind() !== Kind.string) return;
  if (cursor.is('default')) {
    reader.currentSchema = undefined;
    return;
  }
  let first = reader.stringLiteral() ?? reader.identifier();
  if (first === '$user' || first === '"$user"') {
    cursor.accept(',');
    first = reader.stringLiteral() ?? reader.identifier();
  }
  reader.currentSchema = first === undefined || first === '' || first === 'public' ? undefined : first;
}

/** pg_dump empties the path: `SELECT pg_catalog.set_config('search_path', '', false)`. */
function readSetConfig(reader: StatementReader): void {
  const { cursor } = reader;
  if (reader.dialect !== 'postgresql') return;
  const at = cursor.tokens.texts.indexOf('set_config');
  if (at === -1 || cursor.tokens.texts[at + 2] !== "'search_path'") return;
  const value = stringValue(cursor.tokens.texts[at + 4] ?? '')
    .split(',')[0]!
    .trim();
  reader.currentSchema = value === '' || value === 'public' ? undefined : value;
}

function readUse(reader: StatementReader): void {
  // One MySQL or SQL Server script describes one database whatever it is called.
  reader.identifier();
}
