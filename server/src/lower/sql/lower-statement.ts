/** Turns one SQL statement into schema changes, named places and gaps. The only entry of this folder. */

import type { Dialect } from '../../model/dialect.ts';
import type { WrittenExpression } from '../../model/expression.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import type { Origin } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import { Kind, Scanner, Tokens } from '../../syntax/sql/lexer.ts';
import { namesIn, stringValue } from './identifier.ts';
import { readAlterOther } from './read-alter-other.ts';
import { readAlterTable } from './read-alter-table.ts';
import { typeEnds } from './read-column.ts';
import { readCreateTable, readSelectInto } from './read-create-table.ts';
import { readCreateIndex } from './read-index.ts';
import { readAttributes } from './read-key-options.ts';
import { readMentions } from './read-mentions.ts';
import { readCall, readPrepared, tablesOf } from './read-prepared.ts';
import { readDataStatement, readInsert, readQueryTables } from './read-query.ts';
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
      readDo(reader);
      break;
    case 'exec':
    case 'execute':
    case 'sp_rename':
      readExec(reader);
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

function readCreate(reader: StatementReader): void {
  const { cursor } = reader;
  if (readCreateTable(reader) || readCreateIndex(reader)) return;
  const orReplace = cursor.accept('or', 'replace') || cursor.accept('or', 'alter');
  if (readCreateView(reader, orReplace)) return;
  if (cursor.accept('type')) readCreateType(reader);
  else if (cursor.accept('domain')) readCreateDomain(reader);
  else if (cursor.accept('schema')) readCreateSchema(reader);
  else if (cursor.accept('policy')) readPolicy(reader);
  else if (cursor.accept('extension')) {
    cursor.accept('if', 'not', 'exists');
    const name = reader.identifier();
    if (name !== undefined) reader.extensions.push(name.toLowerCase());
  } else if (cursor.accept('database')) {
    // `CREATE DATABASE x; USE x;` says nothing about tables.
  } else readTrigger(reader);
}

const viewPrefixes: ReadonlySet<string> = new Set([
  'algorithm',
  'definer',
  'sql',
  'temp',
  'temporary',
  'recursive',
  'force',
  'noforce',
]);

const otherObjects: ReadonlySet<string> = new Set([
  'materialized',
  'trigger',
  'procedure',
  'function',
  'event',
  'aggregate',
]);

function readCreateView(reader: StatementReader, orReplace: boolean): boolean {
  const { cursor } = reader;
  const from = cursor.at;
  // MySQL: ALGORITHM = …, DEFINER = …, SQL SECURITY …
  if (viewPrefixes.has(cursor.peek())) {
    while (!cursor.done && !cursor.is('view') && !cursor.isAny(otherObjects)) cursor.at++;
  }
  const materialized = cursor.accept('materialized');
  if (!cursor.accept('view')) {
    cursor.at = from;
    return false;
  }
  cursor.accept('if', 'not', 'exists');
  const name = reader.tableName(true);
  if (name === undefined) return true;
  const columns: string[] = [];
  if (cursor.is('(')) {
    const end = cursor.closingIndex();
    cursor.at++;
    while (cursor.at < end) {
      const column = reader.identifier();
      if (column === undefined) break;
      columns.push(column);
      if (!cursor.accept(',')) break;
    }
    cursor.at = end;
  }
  while (!cursor.done && !cursor.is('as')) if (!cursor.skipGroup()) cursor.at++;
  cursor.accept('as');
  const query = cursor.textBetween(cursor.at, cursor.tokens.length);
  readQueryTables(reader);
  reader.emit({
    kind: 'create-view',
    orReplace,
    view: {
      ...name.name,
      key: keyOf(reader.dialect, name.name),
      materialized,
      columns,
      indexes: [],
      query,
      origin: reader.whole,
      nameOrigin: name.origin,
    },
  });
  return true;
}

function readCreateType(reader: StatementReader): void {
  const { cursor } = reader;
  const name = reader.qualifiedName();
  if (name === undefined) return;
  // SQL Server's alias types are domains without checks.
  if (reader.dialect === 'sqlserver' && cursor.accept('from')) {
    readDomain(reader, name);
    return;
  }
  if (!cursor.accept('as', 'enum') || !cursor.is('(')) return;
  const end = cursor.closingIndex();
  const values: string[] = [];
  for (let index = cursor.at; index < end; index++) {
    if (cursor.tokens.kinds[index] === Kind.string) values.push(stringValue(cursor.tokens.texts[index]!));
  }
  reader.emit({
    kind: 'create-enum',
    type: {
      ...name.name,
      key: keyOf(reader.dialect, name.name),
      values,
      origin: reader.whole,
      nameOrigin: name.origin,
    },
  });
}

function readCreateDomain(reader: StatementReader): void {
  const { cursor } = reader;
  const name = reader.qualifiedName();
  if (name === undefined) return;
  cursor.accept('as');
  readDomain(reader, name);
}

/** From the type on that a domain stands for. */
function readDomain(reader: StatementReader, name: { readonly name: ObjectName; readonly origin: Origin }): void {
  const { cursor } = reader;
  const base = reader.dataType(typeEnds);
  if (base === undefined) return;
  let nullable = true;
  const checks: WrittenExpression[] = [];
  while (!cursor.done) {
    if (cursor.accept('not', 'null')) nullable = false;
    else if (cursor.accept('check')) {
      const check = reader.parenthesized();
      if (check !== undefined) checks.push(check);
      readAttributes(reader);
    } else cursor.at++;
  }
  reader.emit({
    kind: 'create-domain',
    domain: {
      ...name.name,
      key: keyOf(reader.dialect, name.name),
      base,
      nullable,
      checks,
      origin: reader.whole,
      nameOrigin: name.origin,
    },
  });
}

function readCreateSchema(reader: StatementReader): void {
  reader.cursor.accept('if', 'not', 'exists');
  if (reader.cursor.is('authorization')) return;
  const name = reader.identifier();
  if (name !== undefined && reader.dialect !== 'mysql') reader.emit({ kind: 'create-schema', name });
}

function readPolicy(reader: StatementReader): void {
  const { cursor } = reader;
  const from = cursor.at;
  const name = reader.identifier();
  if (name === undefined || !cursor.accept('on')) return;
  const table = reader.tableName();
  if (table === undefined) return;
  let permissive = true;
  let command: 'all' | 'select' | 'insert' | 'update' | 'delete' = 'all';
  let using: WrittenExpression | undefined;
  let withCheck: WrittenExpression | undefined;
  while (!cursor.done) {
    if (cursor.accept('as', 'restrictive')) permissive = false;
    else if (cursor.accept('for')) {
      const word = cursor.acceptAny('all', 'select', 'insert', 'update', 'delete');
      if (word !== undefined) command = word as typeof command;
    } else if (cursor.accept('using')) using = reader.parenthesized();
    else if (cursor.accept('with', 'check')) withCheck = reader.parenthesized();
    else cursor.at++;
  }
  reader.emit({
    kind: 'create-policy',
    table: table.name,
    policy: {
      name,
      command,
      permissive,
      ...(using !== undefined && { using }),
      ...(withCheck !== undefined && { withCheck }),
      origin: reader.originFrom(from),
    },
  });
}

/**
 * Migrations put ALTER TABLE into a routine to ask first whether it is needed, and call it. Whether it ran is not to be
 * known: rules stay silent about the table. Routines of SQL Server projects are part of the schema and run every day.
 */
function readRoutine(reader: StatementReader): void {
  const { cursor, dialect } = reader;
  if (dialect === 'sqlserver') return;
  const touched = new Map<string, ObjectName>();
  for (const match of cursor.textBetween(cursor.at, cursor.tokens.length).matchAll(alteredInCode)) {
    const [name, schema] = match[1]!.replace(/[`"]/g, '').split('.').reverse();
    const table = reader.objectName(
      dialect === 'postgresql' ? name!.toLowerCase() : name!,
      schema ?? reader.currentSchema,
    );
    touched.set(keyOf(dialect, table), table);
  }
  for (const table of touched.values()) reader.gap('DDL inside a routine', table);
}

const alteredInCode =
  /\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?((?:[`"]?\w+[`"]?\.)?[`"]?[a-z_]\w*[`"]?)\s+(?:add|drop|alter|rename|modify|change)\b/gi;

/** CREATE TRIGGER name … ON table: only that it exists. */
function readTrigger(reader: StatementReader): void {
  const { cursor } = reader;
  while (!cursor.done && !cursor.is('trigger')) {
    if (cursor.is('function') || cursor.is('procedure')) {
      readRoutine(reader);
      return;
    }
    if (cursor.at > 8) return;
    cursor.at++;
  }
  if (!cursor.accept('trigger')) return;
  cursor.accept('if', 'not', 'exists');
  const name = reader.qualifiedName();
  if (name === undefined) return;
  while (!cursor.done && !cursor.is('on')) cursor.at++;
  if (!cursor.accept('on')) return;
  const table = reader.tableName();
  if (table !== undefined) reader.emit({ kind: 'create-trigger', table: table.name, name: name.name.name });
}

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

/** MySQL: RENAME TABLE a TO b, c TO d. */
function readRename(reader: StatementReader): void {
  const { cursor } = reader;
  if (!cursor.accept('rename', 'table')) return;
  do {
    const from = reader.tableName();
    if (from === undefined || !cursor.accept('to')) return;
    const to = reader.tableName(true);
    if (to === undefined) return;
    reader.emit({ kind: 'rename-table', table: from.name, to: to.name });
  } while (cursor.accept(','));
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

/**
 * A DO block is code: which of its statements run may depend on the database. Its DDL is read as if all of it ran, and
 * where that is not certain what it touches is marked as a gap, so that rules stay silent about it.
 */
function readDo(reader: StatementReader): void {
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
function readExec(reader: StatementReader): void {
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
