/** Reads a column definition with everything that may stand in it. */
import type { DataType } from '../../model/data-type.ts';
import type { WrittenExpression } from '../../model/expression.ts';
import type { ObjectName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column } from '../../model/table.ts';
import { columnClauses } from '../../syntax/sql/clause-words.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import { type Constraint, readInlineIndex, readReferences } from './read-constraint.ts';
import { readAttributes } from './read-key-options.ts';
import type { StatementReader } from './statement-reader.ts';

/** A column and the constraints written inside its definition. */
export interface ColumnDefinition {
  readonly column: Column;
  readonly constraints: readonly Constraint[];
}

/** Words that end a column's type or default, because they begin what comes next. */
const columnWords: ReadonlySet<string> = new Set([
  ...columnClauses,
  'after',
  'first',
  'using',
  'character',
  'ascii',
  'unicode',
  'binary',
  'with',
  'no',
  'add',
  'drop',
  'alter',
  'index',
  'options',
  'restrict',
  'cascade',
  'filestream',
  'clustered',
  'nonclustered',
  'for',
]);

export const typeEnds: ReadonlySet<string> = new Set(
  [...columnWords].filter((word) => word !== 'character' && word !== 'binary'),
);
const defaultEnds: ReadonlySet<string> = new Set([...columnWords, ',']);
/** In PostgreSQL these may stand in a cast: `''::character varying`, `now()::timestamp with time zone`. */
const postgresDefaultEnds: ReadonlySet<string> = new Set(
  [...defaultEnds].filter((word) => word !== 'character' && word !== 'with' && word !== 'for'),
);

/** The definition at the cursor; undefined, and the cursor unmoved, when no column begins here. */
export function readColumn(reader: StatementReader, table: ObjectName): ColumnDefinition | undefined {
  const { cursor, dialect } = reader;
  const from = cursor.at;
  const name = reader.columnName(table, true);
  if (name === undefined) return undefined;
  const type = reader.dataType(typeEnds);
  const constraints: Constraint[] = [];
  const own = [name.name];
  let nullable = true;
  let defaultValue: WrittenExpression | undefined;
  let defaultName: string | undefined;
  let identity: Column['identity'];
  let autoIncrement = type?.serial === true || (dialect === 'mysql' && type?.text.toLowerCase() === 'serial');
  let generated: Column['generated'];
  let collation: string | undefined;
  let charset: string | undefined;
  let comment: string | undefined;
  if (autoIncrement) nullable = false;
  const unique = (at: number): Constraint => ({
    kind: 'unique',
    key: { columns: own, include: [], nullsNotDistinct: false, deferrable: false, origin: reader.originFrom(at) },
  });
  // MySQL's SERIAL is BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE.
  if (autoIncrement && dialect === 'mysql') constraints.push(unique(cursor.at - 1));

  for (;;) {
    const at = cursor.at;
    // Whatever may follow begins with a word; most definitions end here, at a comma or a parenthesis.
    if (cursor.kind() !== Kind.word) break;
    let constraintName: string | undefined;
    if (cursor.accept('constraint')) constraintName = reader.identifier();
    const named = constraintName !== undefined ? { name: constraintName } : {};
    if (cursor.accept('not', 'null')) {
      nullable = false;
      readAttributes(reader);
    } else if (cursor.accept('null')) nullable = true;
    else if (cursor.accept('default')) {
      defaultValue = readDefault(reader);
      defaultName = constraintName;
      cursor.accept('with', 'values');
    } else if (cursor.accept('primary', 'key') || (dialect === 'mysql' && cursor.accept('key'))) {
      nullable = false;
      const direction = cursor.acceptAny('asc', 'desc');
      const clustered = cursor.acceptAny('clustered', 'nonclustered');
      cursor.accept('hash');
      const columns = ownList(reader, table) ?? own;
      if (cursor.accept('autoincrement')) autoIncrement = true;
      // SQLite: a column of exactly INTEGER PRIMARY KEY is the row id and counts by itself.
      if (dialect === 'sqlite' && type !== undefined && isExactlyInteger(type) && direction !== 'desc')
        autoIncrement = true;
      const deferrable = keyTail(reader);
      if (cursor.accept('autoincrement')) autoIncrement = true;
      constraints.push({
        kind: 'primary-key',
        key: {
          columns,
          include: [],
          nullsNotDistinct: false,
          deferrable,
          origin: reader.originFrom(at),
          ...named,
          ...(clustered !== undefined && { clustered: clustered === 'clustered' }),
        },
      });
    } else if (cursor.accept('unique')) {
      if (dialect === 'mysql') cursor.acceptAny('key', 'index');
      const nullsNotDistinct = cursor.accept('nulls', 'not', 'distinct');
      cursor.accept('nulls', 'distinct');
      const clustered = cursor.acceptAny('clustered', 'nonclustered');
      cursor.accept('hash');
      const columns = ownList(reader, table) ?? own;
      const deferrable = keyTail(reader);
      constraints.push({
        kind: 'unique',
        key: {
          columns,
          include: [],
          nullsNotDistinct,
          deferrable,
          origin: reader.originFrom(at),
          ...named,
          ...(clustered !== undefined && { clustered: clustered === 'clustered' }),
        },
      });
    } else if (cursor.is('references')) {
      const foreignKey = readReferences(reader, own, at, { ...named, inline: true });
      if (foreignKey !== undefined) constraints.push({ kind: 'foreign-key', foreignKey });
    } else if (cursor.accept('foreign', 'key')) {
      const columns = ownList(reader, table) ?? own;
      const foreignKey = readReferences(reader, columns, at, { ...named, inline: true });
      if (foreignKey !== undefined) constraints.push({ kind: 'foreign-key', foreignKey });
    } else if (dialect === 'sqlserver' && cursor.is('index')) {
      const index = readInlineIndex(reader, table, at, name.name);
      if (index === undefined) {
        cursor.at = at;
        break;
      }
      constraints.push(index);
    } else if (cursor.accept('check')) {
      cursor.accept('not', 'for', 'replication');
      const expression = reader.parenthesized();
      const attributes = readAttributes(reader);
      if (expression !== undefined) {
        constraints.push({
          kind: 'check',
          check: { expression, validated: attributes.validated, origin: reader.originFrom(at), ...named },
        });
      }
    } else if (dialect === 'mysql' && cursor.accept('serial', 'default', 'value')) {
      autoIncrement = true;
      nullable = false;
      constraints.push(unique(at));
    } else if (cursor.accept('generated', 'always', 'as', 'identity')) {
      identity = 'always';
      autoIncrement = true;
      nullable = false;
      cursor.skipGroup();
    } else if (cursor.accept('generated', 'by', 'default', 'as', 'identity')) {
      identity = 'by default';
      autoIncrement = true;
      nullable = false;
      cursor.skipGroup();
    } else if (cursor.accept('identity')) {
      autoIncrement = true;
      nullable = false;
      cursor.skipGroup();
      cursor.accept('not', 'for', 'replication');
    } else if (cursor.accept('auto_increment') || cursor.accept('autoincrement')) {
      autoIncrement = true;
      nullable = false;
    } else if (cursor.accept('generated', 'always', 'as', 'row') || cursor.accept('as', 'row')) {
      cursor.acceptAny('start', 'end');
      cursor.accept('hidden');
    } else if (cursor.accept('generated', 'always', 'as') || cursor.accept('as')) {
      const expression = reader.parenthesized() ?? reader.expressionUntil(defaultEnds);
      const kind = cursor.acceptAny('stored', 'virtual', 'persisted', 'persistent');
      generated = { expression, stored: kind !== undefined && kind !== 'virtual' };
    } else if (cursor.accept('collate')) collation = reader.qualifiedName()?.name.name;
    else if (cursor.accept('character', 'set') || cursor.accept('charset')) {
      cursor.accept('=');
      charset = reader.identifier()?.toLowerCase();
    } else if (cursor.accept('comment')) comment = reader.stringLiteral();
    else if (cursor.accept('on', 'update')) {
      cursor.at++;
      cursor.skipGroup();
    } else if (
      (dialect === 'sqlserver' && cursor.accept('column_set', 'for')) ||
      cursor.accept('engine_attribute') ||
      cursor.accept('secondary_engine_attribute') ||
      cursor.accept('storage') ||
      cursor.accept('compression') ||
      cursor.accept('column_format') ||
      cursor.accept('srid')
    ) {
      cursor.accept('=');
      cursor.at++;
    } else if (dialect === 'mysql' && (cursor.accept('without', 'system') || cursor.accept('with', 'system'))) {
      cursor.accept('versioning');
    } else if (cursor.accept('masked', 'with') || cursor.accept('encrypted', 'with') || cursor.accept('options'))
      cursor.skipGroup();
    else if (
      cursor.acceptAny(
        'visible',
        'invisible',
        'sparse',
        'rowguidcol',
        'ascii',
        'unicode',
        'binary',
        'hidden',
        'filestream',
        'compressed',
      ) === undefined
    ) {
      const before = cursor.at;
      readAttributes(reader);
      if (cursor.at === before) {
        cursor.at = at;
        break;
      }
    }
  }
  const column: { -readonly [Member in keyof Column]: Column[Member] } = {
    name: name.name,
    type: type ?? {
      text: '',
      name: '',
      args: [],
      family: 'unknown',
      dimensions: 0,
      origin: generated === undefined ? name.origin : nowhere,
    },
    nullable,
    autoIncrement,
    origin: reader.originFrom(from),
    nameOrigin: name.origin,
  };
  if (defaultValue !== undefined) column.default = defaultValue;
  if (defaultName !== undefined && dialect === 'sqlserver') column.defaultName = defaultName;
  if (identity !== undefined) column.identity = identity;
  if (generated !== undefined) column.generated = generated;
  if (collation !== undefined) column.collation = collation;
  if (charset !== undefined) column.charset = charset;
  if (comment !== undefined) column.comment = comment;
  return { column, constraints };
}

/** SQLite's row id must be of the type INTEGER; INT will not do. */
export function isExactlyInteger(type: DataType): boolean {
  return type.text.replace(/["`[\]]/g, '').toLowerCase() === 'integer';
}

export function readDefault(reader: StatementReader): WrittenExpression {
  return reader.expressionUntil(reader.dialect === 'postgresql' ? postgresDefaultEnds : defaultEnds);
}

/** SQL Server lets a constraint inside a column's definition list its columns, as if a comma stood before it. */
function ownList(reader: StatementReader, table: ObjectName): readonly string[] | undefined {
  const columns = reader.dialect === 'sqlserver' ? reader.columnList(table)?.columns : undefined;
  // Half typed, a list is empty; a key has columns always.
  return columns === undefined || columns.length === 0 ? undefined : columns;
}

/** What may follow an inline key, up to the next part of the definition. */
function keyTail(reader: StatementReader): boolean {
  const { cursor } = reader;
  let deferrable = false;
  for (;;) {
    if (cursor.accept('using', 'index', 'tablespace')) reader.identifier();
    else if (cursor.is('with') && cursor.peek(1) === '(') {
      cursor.at++;
      cursor.skipGroup();
    } else if (
      reader.dialect === 'sqlserver' &&
      cursor.is('on') &&
      cursor.peek(1) !== 'delete' &&
      cursor.peek(1) !== 'update'
    ) {
      cursor.at++;
      reader.identifier();
    } else {
      const before = cursor.at;
      deferrable ||= readAttributes(reader).deferrable;
      if (cursor.at === before) return deferrable;
    }
  }
}
