import type { Schema } from '../../../server/src/model/schema.ts';
import type { Column } from '../../../server/src/model/table.ts';
import type { ConformanceCase } from './case.ts';

function column(schema: Schema, name: string): Column | undefined {
  return schema.tables.get('t')?.columns.find((each) => each.name === name);
}

function sqlTable(columns: string): string {
  return `create table t (id integer not null, constraint t_pkey primary key (id), ${columns});`;
}

function model(fields: string): string {
  return `model t {\n  id Int @id\n  ${fields}\n}\n`;
}

function mapped(columns: string): string {
  return `class T(Base):\n    __tablename__ = "t"\n    id = Column(Integer, autoincrement=False)\n    ${columns}\n    __table_args__ = (PrimaryKeyConstraint("id", name="t_pkey"),)\n`;
}

/** Types: SQL, Prisma, SQLAlchemy, and what each is for. */
const types: readonly (readonly [string, string | undefined, string, string])[] = [
  ['smallint', 'Int @db.SmallInt', 'SmallInteger', 'integer'],
  ['integer', 'Int', 'Integer', 'integer'],
  ['bigint', 'BigInt', 'BigInteger', 'integer'],
  ['decimal(12,2)', 'Decimal @db.Decimal(12, 2)', 'DECIMAL(12, 2)', 'decimal'],
  ['real', 'Float @db.Real', 'REAL', 'float'],
  ['double precision', 'Float', 'Double', 'float'],
  ['money', 'Decimal @db.Money', 'postgresql.MONEY', 'money'],
  ['text', 'String', 'Text', 'text'],
  ['varchar(40)', 'String @db.VarChar(40)', 'String(40)', 'text'],
  ['char(3)', 'String @db.Char(3)', 'CHAR(3)', 'char'],
  ['boolean', 'Boolean', 'Boolean', 'boolean'],
  ['date', 'DateTime @db.Date', 'Date', 'date'],
  ['timestamp(3)', 'DateTime', 'postgresql.TIMESTAMP(precision=3)', 'timestamp'],
  ['timestamptz(6)', 'DateTime @db.Timestamptz(6)', 'postgresql.TIMESTAMP(timezone=True, precision=6)', 'timestamptz'],
  ['interval', undefined, 'Interval', 'interval'],
  ['uuid', 'String @db.Uuid', 'Uuid', 'uuid'],
  ['json', 'Json @db.Json', 'JSON', 'json'],
  ['jsonb', 'Json', 'postgresql.JSONB', 'jsonb'],
  ['bytea', 'Bytes', 'LargeBinary', 'binary'],
  ['bit(8)', 'String @db.Bit(8)', 'postgresql.BIT(8)', 'bit'],
  ['inet', 'String @db.Inet', 'postgresql.INET', 'network'],
  ['xml', 'String @db.Xml', 'Unknown', 'xml'],
  ['int4range', undefined, 'postgresql.INT4RANGE', 'range'],
  ['tsvector', undefined, 'postgresql.TSVECTOR', 'tsvector'],
];

function typeCase([sql, prisma, python, family]: (typeof types)[number]): ConformanceCase {
  return {
    concept: `type ${sql}`,
    sql: sqlTable(`a ${sql} not null`),
    prisma: model(prisma === undefined ? `a Unsupported("${sql}")` : `a ${prisma.replace(/^\w+/, '$&')}`),
    sqlalchemy:
      python === 'Unknown'
        ? { cannot: 'SQLAlchemy has no type for XML' }
        : mapped(`a = Column(${python}, nullable=False)`),
    expected: (schema) => column(schema, 'a')?.type.family,
    is: family,
  };
}

export const columnCases: readonly ConformanceCase[] = [
  ...types.map(typeCase),
  {
    concept: 'array',
    sql: sqlTable('a text[]'),
    prisma: model('a String[]'),
    sqlalchemy: mapped('a = Column(ARRAY(Text))'),
    expected: (schema) => column(schema, 'a')?.type.dimensions,
    is: 1,
  },
  {
    concept: 'column that may be NULL',
    sql: sqlTable('a integer'),
    prisma: model('a Int?'),
    sqlalchemy: mapped('a: Mapped[int | None] = mapped_column()'),
    expected: (schema) => column(schema, 'a')?.nullable,
    is: true,
  },
  {
    concept: 'default that is a value',
    sql: sqlTable("a integer not null default 3, b text not null default 'it''s', c boolean not null default true"),
    prisma: model('a Int @default(3)\n  b String @default("it\'s")\n  c Boolean @default(true)'),
    sqlalchemy: mapped(
      'a = Column(Integer, nullable=False, server_default=text("3"))\n    b = Column(Text, nullable=False, server_default="it\'s")\n    c = Column(Boolean, nullable=False, server_default=text("true"))',
    ),
    expected: (schema) => column(schema, 'b')?.default?.expression,
    is: { kind: 'literal', type: 'string', value: "it's" },
  },
  {
    concept: 'default that the database computes',
    sql: sqlTable('a timestamp(3) not null default CURRENT_TIMESTAMP, b uuid not null default gen_random_uuid()'),
    prisma: model('a DateTime @default(now())\n  b String @default(dbgenerated("gen_random_uuid()")) @db.Uuid'),
    sqlalchemy: mapped(
      'a = Column(postgresql.TIMESTAMP(precision=3), nullable=False, server_default=text("CURRENT_TIMESTAMP"))\n    b = Column(Uuid, nullable=False, server_default=func.gen_random_uuid())',
    ),
    expected: (schema) => column(schema, 'b')?.default?.expression,
    is: { kind: 'call', name: 'gen_random_uuid', args: [] },
  },
  {
    concept: 'counter of the old kind',
    sql: 'create table t (id serial not null, constraint t_pkey primary key (id));',
    prisma: 'model t {\n  id Int @id @default(autoincrement())\n}\n',
    sqlalchemy:
      'class T(Base):\n    __tablename__ = "t"\n    id = Column(Integer)\n    __table_args__ = (PrimaryKeyConstraint("id", name="t_pkey"),)\n',
    expected: (schema) => [column(schema, 'id')?.autoIncrement, column(schema, 'id')?.type.serial],
    is: [true, true],
  },
  {
    concept: 'identity',
    sql: 'create table t (id bigint not null generated always as identity, constraint t_pkey primary key (id));',
    prisma: { cannot: 'autoincrement() is a serial in PostgreSQL' },
    sqlalchemy:
      'class T(Base):\n    __tablename__ = "t"\n    id = Column(BigInteger, Identity(always=True))\n    __table_args__ = (PrimaryKeyConstraint("id", name="t_pkey"),)\n',
    expected: (schema) => column(schema, 'id')?.identity,
    is: 'always',
  },
  {
    concept: 'computed column',
    sql: sqlTable('a integer not null, b integer generated always as (a * 2) stored'),
    prisma: { cannot: 'a computed column is an ordinary one in a Prisma schema' },
    sqlalchemy: mapped(
      'a = Column(Integer, nullable=False)\n    b = Column(Integer, Computed("a * 2", persisted=True))',
    ),
    expected: (schema) => column(schema, 'b')?.generated?.stored,
    is: true,
  },
  {
    concept: 'collation',
    sql: sqlTable('a text collate "C"'),
    prisma: { cannot: 'there is no attribute for collations' },
    sqlalchemy: mapped('a = Column(Text(collation="C"))'),
    expected: (schema) => column(schema, 'a')?.collation,
    is: 'C',
  },
  {
    concept: 'comments',
    sql: `${sqlTable('a integer')} comment on column t.a is 'how many'; comment on table t is 'things';`,
    prisma: { cannot: 'comments in a Prisma schema stay there' },
    sqlalchemy: mapped('a = Column(Integer, comment="how many")').replace(
      'name="t_pkey"),)',
      'name="t_pkey"), {"comment": "things"})',
    ),
    expected: (schema) => [schema.tables.get('t')?.comment, column(schema, 'a')?.comment],
    is: ['things', 'how many'],
  },
];
