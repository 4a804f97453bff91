import type { Schema } from '../../../server/src/model/schema.ts';
import type { Index } from '../../../server/src/model/table.ts';
import type { ConformanceCase } from './case.ts';

function index(schema: Schema): Index | undefined {
  return schema.tables.get('t')?.indexes[0];
}

function sqlIndex(statement: string): string {
  return `create table t (id integer not null, a text, b integer, c jsonb, constraint t_pkey primary key (id)); ${statement};`;
}

function model(line: string): string {
  return `model t {\n  id Int @id\n  a String?\n  b Int?\n  c Json?\n  ${line}\n}\n`;
}

function mapped(args: string): string {
  return `class T(Base):\n    __tablename__ = "t"\n    id = Column(Integer, autoincrement=False)\n    a = Column(Text)\n    b = Column(Integer)\n    c = Column(postgresql.JSONB)\n    __table_args__ = (PrimaryKeyConstraint("id", name="t_pkey"), ${args})\n`;
}

export const indexCases: readonly ConformanceCase[] = [
  {
    concept: 'index of several columns',
    sql: sqlIndex('create index i on t (a, b)'),
    prisma: model('@@index([a, b], map: "i")'),
    sqlalchemy: mapped('Index("i", "a", "b")'),
    expected: (schema) => index(schema)?.parts.map(({ column }) => column),
    is: ['a', 'b'],
  },
  {
    concept: 'unique index',
    sql: sqlIndex('create unique index i on t (a)'),
    prisma: model('@@unique([a], map: "i")'),
    sqlalchemy: mapped('Index("i", "a", unique=True)'),
    expected: (schema) => index(schema)?.unique,
    is: true,
  },
  {
    concept: 'order',
    sql: sqlIndex('create index i on t (a desc, b)'),
    prisma: model('@@index([a(sort: Desc), b], map: "i")'),
    sqlalchemy: mapped('Index("i", desc("a"), "b")'),
    expected: (schema) => index(schema)?.parts.map(({ order, nulls }) => [order, nulls]),
    is: [
      ['desc', 'first'],
      ['asc', 'last'],
    ],
  },
  {
    concept: 'place of NULLs',
    sql: sqlIndex('create index i on t (a desc nulls last)'),
    prisma: { cannot: 'there is no argument for it' },
    sqlalchemy: mapped('Index("i", text("a DESC NULLS LAST"))'),
    expected: (schema) => index(schema)?.parts.map(({ order, nulls }) => [order, nulls]),
    is: [['desc', 'last']],
  },
  {
    concept: 'method',
    sql: sqlIndex('create index i on t using hash (b)'),
    prisma: model('@@index([b], type: Hash, map: "i")'),
    sqlalchemy: mapped('Index("i", "b", postgresql_using="hash")'),
    expected: (schema) => index(schema)?.method,
    is: 'hash',
  },
  {
    concept: 'operator class',
    sql: sqlIndex('create index i on t using gin (c jsonb_path_ops)'),
    prisma: model('@@index([c(ops: JsonbPathOps)], type: Gin, map: "i")'),
    sqlalchemy: mapped('Index("i", "c", postgresql_using="gin", postgresql_ops={"c": "jsonb_path_ops"})'),
    expected: (schema) => index(schema)?.parts[0]?.opclass,
    is: 'jsonb_path_ops',
  },
  {
    concept: 'index of some rows',
    sql: sqlIndex('create index i on t (a) where b is not null'),
    prisma: model('@@index([a], where: raw("b is not null"), map: "i")'),
    sqlalchemy: mapped('Index("i", "a", postgresql_where=text("b is not null"))'),
    expected: (schema) => index(schema)?.where?.expression.kind,
    is: 'is-null',
  },
  {
    concept: 'index of an expression',
    sql: sqlIndex('create index i on t (lower(a))'),
    prisma: { cannot: 'indexes name fields' },
    sqlalchemy: mapped('Index("i", text("lower(a)"))'),
    expected: (schema) => index(schema)?.parts[0]?.expression?.expression.kind,
    is: 'call',
  },
  {
    concept: 'columns that are only carried',
    sql: sqlIndex('create index i on t (a) include (b)'),
    prisma: { cannot: 'there is no argument for it' },
    sqlalchemy: mapped('Index("i", "a", postgresql_include=["b"])'),
    expected: (schema) => index(schema)?.include,
    is: ['b'],
  },
  {
    concept: 'index that is built beside the work',
    sql: sqlIndex('create index concurrently i on t (a)'),
    prisma: { cannot: 'how an index is built is not part of a Prisma schema' },
    sqlalchemy: mapped('Index("i", "a", postgresql_concurrently=True)'),
    expected: (schema) => index(schema)?.concurrently,
    is: true,
  },
  {
    concept: 'unique index that takes one NULL',
    sql: sqlIndex('create unique index i on t (a) nulls not distinct'),
    prisma: { cannot: 'there is no argument for it' },
    sqlalchemy: mapped('Index("i", "a", unique=True, postgresql_nulls_not_distinct=True)'),
    expected: (schema) => index(schema)?.nullsNotDistinct,
    is: true,
  },
];
