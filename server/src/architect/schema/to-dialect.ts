/** A pattern's tables, which are PostgreSQL, for the database that the workspace has; with what could not be kept. */
import type { Dialect, SqlDialect } from '../../model/dialect.ts';
import type { WrittenExpression } from '../../model/expression.ts';
import { aColumn, aKey, anIndex, aType } from '../../model/factories.ts';
import { keyOf } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Check, Column, Index, Table } from '../../model/table.ts';
import { dialectOf } from '../understanding/requirements.ts';

export interface Converted {
  readonly schema: Schema;
  /** One sentence each. */
  readonly lost: readonly string[];
}

/** What new tables are made for: the workspace's database, PostgreSQL where it has none or collections of MongoDB. */
export function sqlDialectOf(workspace: Schema | undefined): SqlDialect {
  const dialect = workspace?.dialect ?? 'postgresql';
  return dialect === 'mongodb' ? 'postgresql' : dialect;
}

/** The SQL that a database takes, by its id in `prompts/technologies`; undefined for one without tables. */
export function sqlSpokenBy(technology: string): SqlDialect | undefined {
  const dialect = spoken[technology];
  return dialect === 'mongodb' ? undefined : dialect;
}

const spoken: Readonly<Record<string, Dialect>> = {
  ...dialectOf,
  cockroachdb: 'postgresql',
  yugabytedb: 'postgresql',
  timescaledb: 'postgresql',
  tidb: 'mysql',
};

/** As a fenced block says whose SQL it is, where that is not the workspace's. */
export const fenceNames: Readonly<Record<SqlDialect, string>> = {
  postgresql: 'postgresql',
  mysql: 'mysql',
  sqlite: 'sqlite',
  sqlserver: 'tsql',
};

export function toDialect(schema: Schema, dialect: SqlDialect): Converted {
  if (schema.dialect === dialect) return { schema, lost: [] };
  const lost = new Set<string>();
  const tables = new Map<string, Table>();
  for (const [key, table] of schema.tables) {
    if (table.partitionOf === undefined)
      tables.set(key, convertTable(table, dialect, lost, isReferredAsWhole(table, schema)));
  }
  return { schema: { ...schema, dialect, tables }, lost: [...lost] };
}

/** A foreign key needs all columns of the key of the table. */
function isReferredAsWhole({ key, primaryKey }: Table, { tables, dialect }: Schema): boolean {
  return [...tables.values()].some(({ foreignKeys }) =>
    foreignKeys.some(
      ({ columns, references }) =>
        keyOf(dialect, references.table) === key && columns.length === primaryKey?.columns.length,
    ),
  );
}

function convertTable(table: Table, dialect: SqlDialect, lost: Set<string>, isReferred: boolean): Table {
  if (table.partitionBy !== undefined)
    lost.add(`${table.name} is one table here; delete old rows in batches by its time.`);
  if (table.rowSecurity)
    lost.add(
      'There is no row-level security in this form: the application filters by tenant, and a test tries to read another one.',
    );
  const { partitionBy: _, ...whole } = withPlainRanges(table, lost);
  const isKeyed = keyedColumns(whole);
  return withOwnKey(
    {
      ...whole,
      // The words of a text are kept by PostgreSQL; elsewhere the search index has them.
      columns: whole.columns
        .filter(({ type }) => type.family !== 'tsvector')
        .map((column) => convertColumn(column, dialect, isKeyed.has(column.name))),
      checks: whole.checks.filter((check) => keepCheck(check)),
      indexes: whole.indexes.flatMap((index) => convertIndex(index, table, dialect, lost)),
      exclusions: [],
      policies: [],
      rowSecurity: false,
    },
    dialect,
    isReferred,
  );
}

/** A range of times becomes its two ends; that they do not overlap is then no business of a constraint. */
function withPlainRanges(table: Table, lost: Set<string>): Table {
  const ranges = table.columns.filter(({ type }) => type.family === 'range').map(({ name }) => name);
  if (ranges.length === 0) return table;
  lost.add(
    `${table.name}: nothing refuses overlaps here; book slots that are rows with a unique key, or lock the practitioner's row in the transaction that books.`,
  );
  return {
    ...table,
    columns: table.columns.flatMap((column) =>
      ranges.includes(column.name)
        ? ['starts_at', 'ends_at'].map((name) =>
            aColumn(name, aType('timestamptz', 'timestamptz'), { nullable: column.nullable }),
          )
        : [column],
    ),
    checks: table.checks.filter(({ expression }) => !ranges.some((name) => expression.text.includes(name))),
    indexes: table.indexes.filter(
      ({ parts }) => !parts.some(({ column }) => column !== undefined && ranges.includes(column)),
    ),
    exclusions: [],
  };
}

/** Columns of keys and indexes: they need a bounded length in some databases. */
function keyedColumns(table: Table): ReadonlySet<string> {
  return new Set([
    ...[table.primaryKey, ...table.uniques].flatMap((key) => key?.columns ?? []),
    ...table.foreignKeys.flatMap(({ columns }) => columns),
    ...table.indexes.flatMap(({ parts }) =>
      parts.flatMap(({ column, expression }) => column ?? expression?.text.match(/\w+/g) ?? []),
    ),
  ]);
}

type Types = Readonly<
  Record<string, readonly [name: string, family: Column['type']['family'], args?: readonly string[]]>
>;

const types: Readonly<Record<Exclude<SqlDialect, 'postgresql'>, Types>> = {
  mysql: {
    timestamptz: ['datetime', 'timestamp', ['6']],
    jsonb: ['json', 'json'],
    bytea: ['varbinary', 'binary', ['255']],
    uuid: ['char', 'char', ['36']],
    inet: ['varchar', 'text', ['45']],
    keyed: ['varchar', 'text', ['255']],
  },
  sqlite: {
    timestamptz: ['text', 'text'],
    jsonb: ['text', 'text'],
    bytea: ['blob', 'binary'],
    uuid: ['text', 'text'],
    inet: ['text', 'text'],
    boolean: ['integer', 'integer'],
    date: ['text', 'text'],
    time: ['text', 'text'],
    bigint: ['integer', 'integer'],
    smallint: ['integer', 'integer'],
  },
  sqlserver: {
    timestamptz: ['datetimeoffset', 'timestamptz', ['3']],
    jsonb: ['nvarchar', 'text', ['max']],
    bytea: ['varbinary', 'binary', ['255']],
    uuid: ['uniqueidentifier', 'uuid'],
    inet: ['nvarchar', 'text', ['45']],
    boolean: ['bit', 'boolean'],
    text: ['nvarchar', 'text', ['max']],
    keyed: ['nvarchar', 'text', ['255']],
  },
};

const defaults: Readonly<Record<Exclude<SqlDialect, 'postgresql'>, Readonly<Record<string, string>>>> = {
  mysql: { 'now()': 'current_timestamp(6)', 'gen_random_uuid()': '(uuid())' },
  sqlite: { 'now()': 'current_timestamp', true: '1', false: '0' },
  sqlserver: { 'now()': 'sysdatetimeoffset()', 'gen_random_uuid()': 'newid()', true: '1', false: '0' },
};

function convertColumn(column: Column, dialect: SqlDialect, isKeyed: boolean): Column {
  if (dialect === 'postgresql') return column;
  const { default: written, identity, ...rest } = column;
  // A short value with a default is a word out of a few.
  const isWord =
    column.type.name === 'text' && (isKeyed || written !== undefined) && types[dialect].keyed !== undefined;
  const found = types[dialect][isWord ? 'keyed' : column.type.name];
  const value = written === undefined ? undefined : convertDefault(written, dialect);
  return {
    ...rest,
    ...(found !== undefined && { type: aType(found[0], found[1], found[2]) }),
    ...(value !== undefined && { default: value }),
    ...(identity !== undefined && dialect === 'sqlserver' && { identity }),
  };
}

/** Undefined where the value exists in PostgreSQL only. */
function convertDefault(
  written: WrittenExpression,
  dialect: Exclude<SqlDialect, 'postgresql'>,
): WrittenExpression | undefined {
  const text = defaults[dialect][written.text.toLowerCase()];
  if (text !== undefined) return { text, expression: { kind: 'opaque', text } };
  return /\(|infinity/.test(written.text) ? undefined : written;
}

function keepCheck({ expression }: Check): boolean {
  return !/jsonb?_|[~@]|::|interval|array|cardinality|lower_|upper_|isempty/i.test(expression.text);
}

function convertIndex(index: Index, table: Table, dialect: SqlDialect, lost: Set<string>): readonly Index[] {
  const name = index.name ?? table.name;
  if (index.method !== 'btree') {
    lost.add(`${name} is left out: there is no ${index.method} index; search text or documents in another way.`);
    return [];
  }
  const isExpression = index.parts.some(({ expression }) => expression !== undefined);
  if (isExpression && dialect === 'sqlserver') {
    lost.add(`${name} is left out: an index on an expression wants a computed column here.`);
    return [];
  }
  if (index.where === undefined || dialect !== 'mysql') return [index];
  const { where, ...whole } = index;
  if (!index.unique) return [whole];
  lost.add(
    `${name} holds only where ${where.text}, which MySQL cannot say: use a generated column that is null otherwise.`,
  );
  return [anIndex(index.parts, { ...whole, unique: false })];
}

/** A counter inside a key of several columns: MySQL and SQLite count only what is a key by itself. */
function withOwnKey(table: Table, dialect: SqlDialect, isReferred: boolean): Table {
  const key = table.primaryKey;
  const counter = table.columns.find(({ autoIncrement }) => autoIncrement);
  if (dialect === 'sqlserver' || counter === undefined || key === undefined || key.columns.length < 2) return table;
  const uniques = isReferred ? [...table.uniques, aKey(key.columns)] : table.uniques;
  return { ...table, primaryKey: aKey([counter.name]), uniques };
}
