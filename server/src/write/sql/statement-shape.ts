import { type Dialect, defaultSchema, foldCase } from '../../model/dialect.ts';
import type { ObjectName } from '../../model/names.ts';
import { indexModifiers } from '../../syntax/sql/clause-words.ts';
import { Cursor } from '../../syntax/sql/cursor.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import type { Statement } from '../../syntax/sql/splitter.ts';
import { bareName, type SourceFile } from './source-file.ts';

/** Token indexes: `from` inclusive, `to` exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What a writer needs to know of a statement: what it is about, and the list of elements or actions in it. */
export interface StatementShape {
  readonly kind: 'create table' | 'alter table' | 'create index' | 'insert' | 'other';
  /** Name of the table it is about, as its parts are written. */
  readonly table: readonly Range[];
  /** Elements of CREATE TABLE, actions of ALTER TABLE; empty when there is no list, or it is not closed. */
  readonly items: readonly Range[];
  /** Where what follows the elements begins: the options of CREATE TABLE. */
  readonly tail: number;
  /** The word ADD that several constraints of SQL Server's ALTER TABLE share. */
  readonly sharedAdd: boolean;
}

const other: Omit<StatementShape, 'tail'> = { kind: 'other', table: [], items: [], sharedAdd: false };

export function shapeOf(source: SourceFile, statement: Statement): StatementShape {
  let shape = source.shapes.get(statement);
  if (shape === undefined) {
    shape = readShape(source, statement);
    source.shapes.set(statement, shape);
  }
  return shape;
}

/** Statements about the table, in order; views and types of the same name are not among them. */
export function statementsAbout(source: SourceFile, table: ObjectName): readonly Statement[] {
  if (source.byTable === undefined) {
    const byTable = new Map<string, Statement[]>();
    for (const statement of source.statements) {
      const last = shapeOf(source, statement).table.at(-1);
      if (last === undefined) continue;
      const name = bareName(statement.tokens.texts[last.from]!).toLowerCase();
      const others = byTable.get(name);
      if (others === undefined) byTable.set(name, [statement]);
      else others.push(statement);
    }
    source.byTable = byTable;
  }
  const candidates = source.byTable.get(table.name.toLowerCase()) ?? [];
  return candidates.filter((statement) => isNameOf(source, statement, shapeOf(source, statement).table, table));
}

function readShape(source: SourceFile, statement: Statement): StatementShape {
  const cursor = new Cursor(statement.tokens, source.text.slice(statement.start, statement.end));
  if (cursor.accept('create')) {
    const created = createdNoun(cursor);
    if (created === 'table') return createTable(cursor);
    if (created === 'index') return createIndex(cursor);
  } else if (cursor.accept('alter', 'table')) return alterTable(cursor, source.dialect);
  else if (cursor.acceptAny('insert', 'replace') !== undefined) {
    cursor.accept('into');
    return { ...other, kind: 'insert', table: name(cursor), tail: cursor.at };
  }
  return { ...other, tail: statement.tokens.length };
}

const modifiers = ['or', 'replace', 'temporary', 'temp', 'unlogged', 'global', 'local', ...indexModifiers];

function createdNoun(cursor: Cursor): 'table' | 'index' | undefined {
  while (cursor.acceptAny(...modifiers) !== undefined);
  return cursor.acceptAny('table', 'index') as 'table' | 'index' | undefined;
}

function createTable(cursor: Cursor): StatementShape {
  cursor.accept('if', 'not', 'exists');
  const table = name(cursor);
  const isList = cursor.is('(') && cursor.peek(1) !== 'select' && cursor.peek(1) !== 'with';
  if (!isList) return { ...other, kind: 'create table', table, tail: cursor.at };
  const tail = cursor.closingIndex();
  const closed = cursor.tokens.texts[tail - 1] === ')';
  const items = closed ? splitAtCommas(cursor, cursor.at + 1, tail - 1) : [];
  return { ...other, kind: 'create table', table, items, tail };
}

function alterTable(cursor: Cursor, dialect: Dialect): StatementShape {
  cursor.accept('if', 'exists');
  cursor.accept('only');
  const table = name(cursor);
  cursor.accept('*');
  const end = cursor.tokens.length;
  let sharedAdd = false;
  if (dialect === 'sqlserver') {
    const from = cursor.at;
    if (cursor.accept('with')) cursor.acceptAny('check', 'nocheck');
    sharedAdd = cursor.accept('add');
    if (!sharedAdd) cursor.at = from;
  }
  return { ...other, kind: 'alter table', table, items: splitAtCommas(cursor, cursor.at, end), tail: end, sharedAdd };
}

function createIndex(cursor: Cursor): StatementShape {
  while (!cursor.done && !cursor.is('on')) cursor.at++;
  cursor.accept('on');
  cursor.accept('only');
  return { ...other, kind: 'create index', table: name(cursor), tail: cursor.at };
}

/** The parts of a qualified name, each one token. */
function name(cursor: Cursor): readonly Range[] {
  const parts: Range[] = [];
  for (;;) {
    const kind = cursor.kind();
    if (kind !== Kind.word && kind !== Kind.quoted && kind !== Kind.string) return parts;
    parts.push({ from: cursor.at, to: cursor.at + 1 });
    cursor.at++;
    if (!cursor.accept('.')) return parts;
    while (cursor.accept('.'));
  }
}

function splitAtCommas(cursor: Cursor, from: number, to: number): readonly Range[] {
  const items: Range[] = [];
  let depth = 0;
  let start = from;
  for (let index = from; index < to; index++) {
    if (cursor.tokens.kinds[index] !== Kind.symbol) continue;
    const text = cursor.tokens.texts[index];
    if (text === '(' || text === '[') depth++;
    else if (text === ')' || text === ']') depth--;
    else if (text === ',' && depth === 0) {
      if (index > start) items.push({ from: start, to: index });
      start = index + 1;
    }
  }
  if (to > start) items.push({ from: start, to });
  return items;
}

/** Whether a name written in a statement is that of an object. */
export function isNameOf(
  source: SourceFile,
  statement: Statement,
  written: readonly Range[],
  object: ObjectName,
): boolean {
  const { dialect } = source;
  const parts = written.map((part) => bareName(statement.tokens.texts[part.from]!));
  const last = parts.at(-1);
  if (last === undefined || foldCase(dialect, last) !== foldCase(dialect, object.name)) return false;
  const schema = parts.at(-2);
  // A migration tool's placeholder may stand for any schema.
  if (schema === undefined || /^(?:\{\{|\$\{|<%)/.test(schema)) return true;
  const standard = defaultSchema(dialect);
  return foldCase(dialect, schema) === foldCase(dialect, object.schema ?? standard ?? schema);
}
