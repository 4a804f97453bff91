/** Sketched schemas as SQL files of the four sqlDialects, with what else stands in such files. */
import fc from 'fast-check';
import type { SqlDialect } from '../../server/src/model/dialect.ts';
import type {
  SketchedColumn,
  SketchedForeignKey,
  SketchedSchema,
  SketchedTable,
  SketchedType,
} from './random-schema.ts';
import { randomSchema } from './random-schema.ts';

const typeNames: Readonly<Record<Exclude<SketchedType, 'enum'>, Readonly<Record<SqlDialect, string>>>> = {
  integer: { postgresql: 'integer', mysql: 'int', sqlite: 'integer', sqlserver: 'int' },
  bigint: { postgresql: 'bigint', mysql: 'bigint unsigned', sqlite: 'bigint', sqlserver: 'bigint' },
  text: { postgresql: 'text', mysql: 'text', sqlite: 'text', sqlserver: 'nvarchar(max)' },
  varchar: { postgresql: 'varchar(40)', mysql: 'varchar(40)', sqlite: 'varchar(40)', sqlserver: 'nvarchar(40)' },
  decimal: { postgresql: 'numeric(12, 2)', mysql: 'decimal(12,2)', sqlite: 'numeric', sqlserver: 'decimal(12, 2)' },
  float: { postgresql: 'double precision', mysql: 'double', sqlite: 'real', sqlserver: 'float' },
  boolean: { postgresql: 'boolean', mysql: 'tinyint(1)', sqlite: 'boolean', sqlserver: 'bit' },
  timestamp: { postgresql: 'timestamp', mysql: 'datetime', sqlite: 'datetime', sqlserver: 'datetime2' },
  timestamptz: { postgresql: 'timestamptz', mysql: 'timestamp', sqlite: 'text', sqlserver: 'datetimeoffset' },
  date: { postgresql: 'date', mysql: 'date', sqlite: 'date', sqlserver: 'date' },
  json: { postgresql: 'jsonb', mysql: 'json', sqlite: 'text', sqlserver: 'nvarchar(max)' },
  uuid: { postgresql: 'uuid', mysql: 'char(36)', sqlite: 'text', sqlserver: 'uniqueidentifier' },
  binary: { postgresql: 'bytea', mysql: 'blob', sqlite: 'blob', sqlserver: 'varbinary(max)' },
};

const defaults: Readonly<Partial<Record<SketchedType, string>>> = {
  integer: '0',
  bigint: '0',
  decimal: '0',
  float: '0',
  varchar: "'x'",
  date: "'2024-02-29'",
};

/** Statements of other kinds, by dialect; `T` stands for a table of the schema, `C` for one of its columns. */
const statements: Readonly<Record<SqlDialect, readonly string[]>> = {
  postgresql: [
    'alter table T add column note text;',
    'alter table T rename column C to renamed;',
    'alter table T drop column if exists C;',
    'create index concurrently if not exists on T using btree (C desc nulls last) where C is not null;',
    'create view seen as select * from T where C is not null;',
    "insert into T (C) values ('1'), (null), (E'it\\'s');",
    'create function f() returns trigger language plpgsql as $body$ begin update T set C = C; return new; end $body$;',
    "do $$ begin if not exists (select 1 from T) then execute 'drop table T'; end if; end $$;",
    'create policy own on T using (C = current_user);',
    'comment on table T is $$it\'s "quoted"$$;',
    'drop table if exists T cascade;',
    'alter table T alter column C type text using C::text, alter column C drop not null;',
    'create table part partition of T for values from (1) to (2);',
    'create table copy (like T including all);',
  ],
  mysql: [
    'ALTER TABLE T ADD COLUMN note text AFTER C, ADD KEY (C);',
    'ALTER TABLE T CHANGE C renamed int NOT NULL;',
    'DELIMITER //\nCREATE TRIGGER tr BEFORE INSERT ON T FOR EACH ROW BEGIN SET NEW.C = 1; END//\nDELIMITER ;',
    "INSERT INTO T (C) VALUES ('a\\'b'), (NULL);",
    '/*!40101 SET NAMES utf8 */;\n# a comment\n',
    'CREATE FULLTEXT INDEX ft ON T (C);',
    'DROP TABLE IF EXISTS T;',
    'CREATE OR REPLACE VIEW seen AS SELECT C FROM T;',
  ],
  sqlite: [
    'ALTER TABLE T ADD COLUMN note;',
    'ALTER TABLE T RENAME COLUMN C TO renamed;',
    "CREATE TRIGGER tr AFTER UPDATE ON T BEGIN UPDATE T SET C = 'x;y'; END;",
    'CREATE INDEX part ON T (C) WHERE C IS NOT NULL;',
    'PRAGMA foreign_keys = ON;',
    'CREATE TABLE made AS SELECT * FROM T;',
    "INSERT INTO T (C) VALUES (x'00'), ('b');",
    'CREATE VIRTUAL TABLE ft USING fts5(C, content=T);',
  ],
  sqlserver: [
    'ALTER TABLE T ADD note nvarchar(max) NULL\nGO',
    "EXEC sp_rename 'T.C', 'renamed', 'COLUMN';\nGO",
    'CREATE NONCLUSTERED INDEX ix ON T (C) INCLUDE (id) WHERE C IS NOT NULL;',
    "IF OBJECT_ID('T') IS NOT NULL DROP TABLE T;\nGO",
    'CREATE TRIGGER tr ON T AFTER INSERT AS BEGIN SET NOCOUNT ON; UPDATE T SET C = C END\nGO',
    "INSERT T (C) VALUES (N'a'), (NULL)\nGO",
    'ALTER TABLE T WITH NOCHECK ADD CONSTRAINT ck CHECK (C IS NOT NULL);',
  ],
};

const comments = [
  '-- a comment; with a semicolon',
  "/* it's a block */",
  '-- db-architect-ignore no-primary-key: generated',
  '-- db-architect-ignore-next-line fk-without-index',
  '/* db-architect-ignore */',
  '-- db-architect-ignore-file prefer-timestamptz: generated',
  '-- squawk-ignore prefer-big-int',
  '-- migrate:up',
  '-- +goose Up',
];

export interface RandomSql {
  readonly dialect: SqlDialect;
  readonly text: string;
}

/** A SQL file in the dialect, or in any of the four when none is given. */
export function randomSql(dialect?: SqlDialect): fc.Arbitrary<RandomSql> {
  const of =
    dialect === undefined ? fc.constantFrom(...(Object.keys(statements) as SqlDialect[])) : fc.constant(dialect);
  return of.chain((dialect) =>
    fc
      .record({
        schema: randomSchema,
        extras: fc.array(
          fc.record({
            text: fc.constantFrom(...statements[dialect], ...comments),
            table: fc.nat({ max: 100 }),
            column: fc.nat({ max: 100 }),
          }),
          { maxLength: 5 },
        ),
      })
      .map(({ schema, extras }) => {
        const tail = extras.map(({ text, table, column }) => filledIn(text, schema, table, column));
        return { dialect, text: [...tail.slice(3), sqlOf(schema, dialect), ...tail.slice(0, 3)].join('\n') };
      }),
  );
}

function filledIn(text: string, schema: SketchedSchema, table: number, column: number): string {
  const { name, columns } = schema.tables[table % schema.tables.length]!;
  return text.replace(/\bT\b/g, name).replace(/\bC\b/g, columns[column % columns.length]!.name);
}

/** The schema as a file that makes it. Targets may come behind their foreign keys where the dialect checks late. */
export function sqlOf(schema: SketchedSchema, dialect: SqlDialect): string {
  const blocks: string[] = [];
  if (dialect === 'postgresql') {
    blocks.push(`create type state as enum (${schema.enumValues.map(quoted).join(', ')});`);
  }
  for (const table of schema.tables) blocks.push(...tableOf(schema, table, dialect));
  return `${blocks.join('\n\n')}\n`;
}

function tableOf(schema: SketchedSchema, table: SketchedTable, dialect: SqlDialect): string[] {
  const lines = [
    ...(table.key === 'none' ? [] : [`id ${keyType(table.key, dialect)} primary key`]),
    ...table.columns.map((column) => columnOf(schema, column, dialect)),
    ...table.foreignKeys.map((key) => referenceOf(schema, key, dialect)),
    ...(dialect === 'mysql' ? table.foreignKeys.map((key) => constraintOf(schema, key)) : []),
    ...(table.checked === undefined ? [] : [`constraint ${table.name}_check check (${table.checked} >= 0)`]),
  ];
  const end = dialect === 'mysql' ? ' engine=InnoDB default charset=utf8mb4' : '';
  const result = [`create table ${table.name} (\n  ${lines.join(',\n  ')}\n)${end};`];
  table.indexes.forEach(({ columns, unique }, position) => {
    const name = `${table.name}_index${position}`;
    result.push(`create ${unique ? 'unique ' : ''}index ${name} on ${table.name} (${columns.join(', ')});`);
  });
  if (table.comment !== undefined && dialect === 'postgresql') {
    result.push(`comment on table ${table.name} is ${quoted(table.comment)};`);
  }
  return result;
}

function keyType(key: Exclude<SketchedTable['key'], 'none'>, dialect: SqlDialect): string {
  return typeNames[key][dialect];
}

function columnOf(
  schema: SketchedSchema,
  { name, type, nullable, unique, hasDefault }: SketchedColumn,
  dialect: SqlDialect,
) {
  const value = hasDefault ? defaults[type] : undefined;
  const isLong = type === 'text' || type === 'json' || type === 'binary';
  return [
    name,
    type === 'enum' ? enumType(schema, dialect) : typeNames[type][dialect],
    ...(nullable ? [] : ['not null']),
    ...(value === undefined ? [] : [`default ${value}`]),
    ...(unique && !isLong ? ['unique'] : []),
  ].join(' ');
}

function enumType(schema: SketchedSchema, dialect: SqlDialect): string {
  if (dialect === 'postgresql') return 'state';
  return dialect === 'mysql' ? `enum(${schema.enumValues.map(quoted).join(', ')})` : typeNames.varchar[dialect];
}

function referenceOf(schema: SketchedSchema, key: SketchedForeignKey, dialect: SqlDialect): string {
  const type = keyType(keyOfTarget(schema, key), dialect);
  const column = `${key.column} ${type}${key.nullable ? '' : ' not null'}`;
  return dialect === 'mysql' ? column : `${column} ${targetOf(schema, key)}`;
}

function constraintOf(schema: SketchedSchema, key: SketchedForeignKey): string {
  return `foreign key (${key.column}) ${targetOf(schema, key)}`;
}

function targetOf(schema: SketchedSchema, { target, onDelete }: SketchedForeignKey): string {
  return `references ${schema.tables[target]!.name} (id)${onDelete === 'no action' ? '' : ` on delete ${onDelete}`}`;
}

function keyOfTarget(schema: SketchedSchema, { target }: SketchedForeignKey): Exclude<SketchedTable['key'], 'none'> {
  const { key } = schema.tables[target]!;
  return key === 'none' ? 'integer' : key;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
