/** Reads CREATE: views, types, domains, schemas, policies, triggers and routines stand here. */
import type { WrittenExpression } from '../../model/expression.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import { stringValue } from './identifier.ts';
import { typeEnds } from './read-column.ts';
import { readCreateTable } from './read-create-table.ts';
import { readCreateIndex } from './read-index.ts';
import { readAttributes } from './read-key-options.ts';
import { readQueryTables } from './read-query.ts';
import type { StatementReader } from './statement-reader.ts';

export function readCreate(reader: StatementReader): void {
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
