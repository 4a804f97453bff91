/** Reads CREATE TABLE in all its forms. */
import type { ObjectName } from '../../model/names.ts';
import type { LikeClause } from '../../model/schema-change.ts';
import type { Gap, Table, TableOptions } from '../../model/table.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import { readColumn, typeEnds } from './read-column.ts';
import { readTableConstraint } from './read-constraint.ts';
import { readIndexParts } from './read-index.ts';
import { readQueryTables } from './read-query.ts';
import { readQueryColumns } from './read-query-columns.ts';
import type { StatementReader } from './statement-reader.ts';
import { TableBuilder } from './table-builder.ts';

const elementEnd: ReadonlySet<string> = new Set([',']);

/** CREATE … TABLE; the cursor stands behind CREATE. Answers false when the statement is something else. */
export function readCreateTable(reader: StatementReader): boolean {
  const { cursor, dialect } = reader;
  const from = cursor.at;
  let persistence: Table['persistence'] = 'permanent';
  let kind: Table['kind'] = 'table';
  let replaces = false;
  for (;;) {
    const word = cursor.acceptAny(
      'temporary',
      'temp',
      'unlogged',
      'global',
      'local',
      'foreign',
      'virtual',
      'external',
      'or',
      'replace',
    );
    if (word === undefined) break;
    if (word === 'replace') replaces = true;
    else if (word === 'temporary' || word === 'temp') persistence = 'temporary';
    else if (word === 'unlogged') persistence = 'unlogged';
    else if (word === 'foreign' || word === 'external') kind = 'foreign';
    else if (word === 'virtual') kind = 'virtual';
  }
  if (!cursor.accept('table')) {
    cursor.at = from;
    return false;
  }
  const ifNotExists = cursor.accept('if', 'not', 'exists');
  const name = reader.tableName(true);
  if (name === undefined) {
    reader.gap('CREATE TABLE without a name');
    return true;
  }
  // MariaDB's CREATE OR REPLACE TABLE drops what was there.
  if (replaces) reader.emit({ kind: 'drop-table', table: name.name, cascade: false });
  const raw = cursor.source.slice(name.origin.start, name.origin.end);
  if (dialect === 'sqlserver' && raw.replace('[', '').startsWith('#')) persistence = 'temporary';

  const builder = new TableBuilder(reader, name.name, name.origin);
  const gaps: Gap[] = [];
  const like: LikeClause[] = [];
  const more: { -readonly [Member in keyof Table]?: Table[Member] } = { kind, persistence };
  const noteGap = (reason: string, origin = reader.whole): void => {
    const gap = { reason, origin };
    gaps.push(gap);
    reader.gaps.push(gap);
  };

  if (kind === 'virtual') {
    // CREATE VIRTUAL TABLE … USING fts5(…): its columns are the module's affair.
    const table = builder.build({ ...more, gaps: [] });
    reader.changes.push({ kind: 'create-table', table, ifNotExists, like, origin: reader.whole });
    return true;
  }
  if (cursor.accept('partition', 'of')) {
    const parent = reader.tableName();
    if (parent !== undefined) {
      more.partitionOf = parent.name;
      like.push(everything(parent.name, 0));
    }
  } else if (cursor.accept('of')) {
    reader.qualifiedName();
    noteGap('a typed table (OF): its columns come from the type');
  }
  if (cursor.accept('like')) {
    const source = reader.tableName();
    if (source !== undefined) like.push({ ...everything(source.name, 0), constraints: true });
  }
  if (cursor.is('(') && !isQueryGroup(reader)) readElements(reader, name.name, builder, like, noteGap);
  readTail(reader, name.name, builder, more, like, noteGap);
  const table = builder.build({ ...more, gaps });
  reader.changes.push({ kind: 'create-table', table, ifNotExists, like, origin: reader.whole });
  return true;
}

/** SELECT … INTO name makes a table of the query in PostgreSQL and SQL Server. The cursor is left where it was. */
export function readSelectInto(reader: StatementReader): void {
  const { cursor, dialect } = reader;
  if (dialect !== 'postgresql' && dialect !== 'sqlserver') return;
  if (!cursor.is('select') && !cursor.is('with')) return;
  const start = cursor.at;
  cursor.at = cursor.indexOfNext(intoOrFrom);
  const into = cursor.tokens.texts[cursor.at - 1];
  if (cursor.accept('into') && into !== 'insert' && into !== 'merge') {
    const word = cursor.acceptAny('temporary', 'temp', 'unlogged');
    cursor.accept('table');
    const name = reader.tableName(true);
    if (name !== undefined) {
      const isTemporary = word === 'temporary' || word === 'temp' || name.name.name.startsWith('#');
      const builder = new TableBuilder(reader, name.name, name.origin);
      cursor.at = start;
      builder.columns.push(...(readQueryColumns(reader) ?? []));
      const gap = { reason: fromQuery, origin: reader.whole };
      reader.gaps.push(gap);
      const persistence = isTemporary ? 'temporary' : word === 'unlogged' ? word : 'permanent';
      const table = builder.build({ persistence, gaps: [gap] });
      reader.emit({ kind: 'create-table', table, ifNotExists: false, like: [] });
    }
  }
  cursor.at = start;
}

const intoOrFrom: ReadonlySet<string> = new Set(['into', 'from', 'union']);

const fromQuery = 'created from a query (AS SELECT): columns, types and keys are those of the query';

/** MySQL's and PARTITION OF's copy: all there is. */
function everything(table: ObjectName, position: number): LikeClause {
  return {
    table,
    defaults: true,
    constraints: true,
    indexes: true,
    identity: true,
    generated: true,
    comments: true,
    position,
  };
}

function isQueryGroup(reader: StatementReader): boolean {
  const next = reader.cursor.is('(') ? reader.cursor.peek(1) : '';
  return next === 'select' || next === 'with';
}

const nameEnds: ReadonlySet<string> = new Set([',', ')']);

function readElements(
  reader: StatementReader,
  table: ObjectName,
  builder: TableBuilder,
  like: LikeClause[],
  noteGap: (reason: string, origin?: Gap['origin']) => void,
): void {
  const { cursor, dialect } = reader;
  const end = cursor.closingIndex();
  cursor.at++;
  while (cursor.at < end && !cursor.is(')')) {
    const from = cursor.at;
    if (cursor.accept(',')) continue;
    if (dialect !== 'sqlite' && cursor.is('like') && (cursor.kind(1) === Kind.word || cursor.kind(1) === Kind.quoted)) {
      cursor.at++;
      const clause = readLike(reader, builder.columns.length);
      if (clause !== undefined) like.push(clause);
    } else if (cursor.is('period', 'for') && dialect !== 'postgresql' && dialect !== 'sqlite') {
      cursor.at += 3;
      cursor.skipGroup();
    } else if (dialect === 'sqlite' && cursor.is('constraint') && nameEnds.has(cursor.peek(2))) {
      // SQLite takes a name that names nothing.
      cursor.at += 2;
    } else {
      const constraint = beginsConstraint(reader) ? readTableConstraint(reader, table) : undefined;
      if (constraint !== undefined) builder.addConstraint(constraint);
      else {
        const column = readColumn(reader, table);
        if (column !== undefined) builder.addColumn(column);
      }
    }
    const stopped = cursor.at;
    // SQLite and SQL Server want no comma before a constraint; elsewhere it is only missing.
    if (stopped > from && beginsConstraint(reader)) continue;
    const next = Math.min(cursor.indexOfNext(elementEnd), end);
    if (stopped < next && stopped < end - 1) {
      const origin = reader.origin(cursor.tokens.starts[stopped]!, cursor.tokens.ends[next - 1]!);
      noteGap(
        `not understood in the definition of ${table.name}: ${shorten(cursor.textBetween(stopped, next))}`,
        origin,
      );
      // A comma is still to be typed: the next line begins another column, which is read rather than lost.
      if (stopped > from && beginsColumnLine(reader)) continue;
    }
    cursor.at = next > from ? next : from + 1;
  }
  cursor.at = end;
}

function beginsColumnLine(reader: StatementReader): boolean {
  const { cursor } = reader;
  if (!isName(cursor.kind()) || !isName(cursor.kind(1)) || typeEnds.has(cursor.peek())) return false;
  return cursor.source.slice(cursor.previousEnd, cursor.offset).includes('\n');
}

function isName(kind: Kind): boolean {
  return kind === Kind.word || kind === Kind.quoted;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** Whether a table element starts with a constraint rather than a column that has a keyword for a name. */
function beginsConstraint(reader: StatementReader): boolean {
  const { cursor, dialect } = reader;
  if (cursor.kind() !== Kind.word) return false;
  const next = cursor.peek(1);
  switch (cursor.peek()) {
    case 'constraint':
      return true;
    case 'primary':
    case 'foreign':
      return next === 'key';
    case 'unique':
      return (
        next === '(' ||
        next === 'key' ||
        next === 'index' ||
        next === 'nulls' ||
        next === 'using' ||
        next === 'clustered' ||
        next === 'nonclustered' ||
        dialect === 'mysql'
      );
    case 'check':
      return next === '(' || next === 'not';
    case 'exclude':
      return dialect === 'postgresql' && (next === 'using' || next === '(');
    case 'not':
      return next === 'null';
    case 'key':
    case 'index':
      return dialect === 'mysql' || dialect === 'sqlserver' ? isIndexElement(reader) : false;
    case 'fulltext':
    case 'spatial':
      return dialect === 'mysql';
    default:
      return false;
  }
}

/** `KEY name (…)`, `KEY (…)`, `KEY name USING BTREE (…)` against a column called key: `key varchar(10)`. */
function isIndexElement(reader: StatementReader): boolean {
  const { cursor, dialect } = reader;
  if (cursor.is(cursor.peek(), '(')) return true;
  const afterName = cursor.peek(2);
  if (dialect === 'sqlserver') {
    return inlineIndexWords.has(afterName);
  }
  if (afterName === 'using') return true;
  // `key varchar(10)` and `KEY idx(a)` differ in what is inside the parentheses: a number or a name.
  return afterName === '(' && cursor.kind(3) !== Kind.number;
}

const inlineIndexWords: ReadonlySet<string> = new Set([
  '(',
  'unique',
  'clustered',
  'nonclustered',
  'columnstore',
  'hash',
]);

function readLike(reader: StatementReader, position: number): LikeClause | undefined {
  const { cursor } = reader;
  const source = reader.tableName();
  if (source === undefined) return undefined;
  const included = new Set<string>();
  for (;;) {
    if (cursor.accept('including')) {
      const what = cursor.peek();
      cursor.at++;
      if (what === 'all') for (const each of copied) included.add(each);
      else included.add(what);
    } else if (cursor.accept('excluding')) {
      included.delete(cursor.peek());
      cursor.at++;
    } else break;
  }
  if (reader.dialect === 'mysql') return everything(source.name, position);
  return {
    table: source.name,
    defaults: included.has('defaults'),
    constraints: included.has('constraints'),
    indexes: included.has('indexes'),
    identity: included.has('identity'),
    generated: included.has('generated'),
    comments: included.has('comments'),
    position,
  };
}

const copied = ['defaults', 'constraints', 'indexes', 'identity', 'generated', 'comments'];

function readTail(
  reader: StatementReader,
  table: ObjectName,
  builder: TableBuilder,
  more: { -readonly [Member in keyof Table]?: Table[Member] },
  like: LikeClause[],
  noteGap: (reason: string) => void,
): void {
  const { cursor, dialect } = reader;
  const other: string[] = [];
  let options: { -readonly [Member in keyof TableOptions]?: TableOptions[Member] } = {};
  while (!cursor.done) {
    const from = cursor.at;
    if (dialect === 'sqlserver' && (cursor.accept('as', 'node') || cursor.accept('as', 'edge'))) continue;
    if (cursor.is('as') || cursor.is('select') || isQueryGroup(reader)) {
      cursor.accept('as');
      if (builder.columns.length === 0) builder.columns.push(...(readQueryColumns(reader) ?? []));
      readQueryTables(reader);
      noteGap(fromQuery);
      break;
    }
    if (cursor.accept('inherits')) {
      const end = cursor.closingIndex();
      cursor.at++;
      const parents: ObjectName[] = [];
      while (cursor.at < end && !cursor.is(')')) {
        const parent = reader.tableName();
        if (parent === undefined) break;
        parents.push(parent.name);
        if (!cursor.accept(',')) break;
      }
      cursor.at = end;
      more.inherits = parents;
      for (const parent of parents) {
        like.push({ ...everything(parent, 0), indexes: false, identity: false });
      }
    } else if (cursor.accept('partition', 'by')) {
      more.partitionBy = readPartitionBy(reader, table);
      // MySQL lists its partitions behind.
      if (dialect === 'mysql') cursor.at = cursor.tokens.length;
    } else if (cursor.accept('without', 'rowid')) options.withoutRowid = true;
    else if (cursor.accept('strict')) options.strict = true;
    else if (cursor.accept('engine') || cursor.accept('type')) {
      cursor.accept('=');
      const engine = reader.identifier()?.toLowerCase();
      if (engine !== undefined) options = { ...options, engine };
    } else if (cursor.is('default') || cursor.is('character') || cursor.is('charset') || cursor.is('collate')) {
      cursor.accept('default');
      if (cursor.accept('character', 'set') || cursor.accept('charset')) {
        cursor.accept('=');
        const charset = reader.identifier()?.toLowerCase();
        if (charset !== undefined) options = { ...options, charset };
      } else if (cursor.accept('collate')) {
        cursor.accept('=');
        const collation = reader.identifier()?.toLowerCase();
        if (collation !== undefined) options = { ...options, collation };
      } else if (cursor.at === from) cursor.at++;
    } else if (cursor.accept('comment')) {
      cursor.accept('=');
      const comment = reader.stringLiteral();
      if (comment !== undefined) more.comment = comment;
      else cursor.at = Math.max(cursor.at, from + 1);
    } else if (dialect !== 'sqlserver' && cursor.is('with', '(')) {
      cursor.at++;
      cursor.skipGroup();
    } else if (dialect === 'sqlserver' && cursor.accept('with') && cursor.is('(')) {
      other.push(
        cursor
          .textBetween(cursor.at + 1, cursor.closingIndex() - 1)
          .replace(/\s+/g, ' ')
          .toLowerCase(),
      );
      cursor.skipGroup();
    } else if (dialect === 'sqlserver' && cursor.accept('on')) {
      // ON scheme (column): a partition scheme always divides by range.
      const partitionFrom = cursor.at;
      reader.identifier();
      const columns = reader.columnList(table)?.columns;
      if (columns !== undefined) {
        more.partitionBy = { strategy: 'range', columns, text: cursor.textBetween(partitionFrom, cursor.at) };
      }
    } else if (cursor.accept('for', 'values')) {
      cursor.at = Math.max(cursor.at, cursor.indexOfNext(partitionTail));
    } else if (!cursor.skipGroup()) cursor.at++;
  }
  if (other.length > 0) options = { ...options, other };
  builder.options = options;
}

/** `RANGE (a)`, `LIST COLUMNS (a, b)`, `LINEAR KEY ALGORITHM = 2 (a)`: an expression among the parts leaves no columns. */
function readPartitionBy(reader: StatementReader, table: ObjectName): NonNullable<Table['partitionBy']> {
  const { cursor } = reader;
  const from = cursor.at;
  cursor.accept('linear');
  const strategy = cursor.peek();
  while (!cursor.done && !cursor.is('(')) cursor.at++;
  const parts = readIndexParts(reader, table) ?? [];
  const columns = parts.flatMap((part) => part.column ?? []);
  const text = cursor.textBetween(from, cursor.at);
  return { strategy, columns: columns.length === parts.length ? columns : [], text };
}

const partitionTail: ReadonlySet<string> = new Set(['partition', 'with', 'tablespace', 'server']);
