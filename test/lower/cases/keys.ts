import type { Schema } from '../../../server/src/model/schema.ts';
import type { Table } from '../../../server/src/model/table.ts';
import type { ConformanceCase } from './case.ts';

function table(schema: Schema, name = 't'): Table | undefined {
  return schema.tables.get(name);
}

const parentSql = 'create table p (a integer not null, b integer not null, constraint p_pkey primary key (a, b));';
const parentPython =
  'class P(Base):\n    __tablename__ = "p"\n    a = Column(Integer, autoincrement=False)\n    b = Column(Integer, autoincrement=False)\n    __table_args__ = (PrimaryKeyConstraint("a", "b", name="p_pkey"),)\n';

function mapped(columns: string, args: string): string {
  return `class T(Base):\n    __tablename__ = "t"\n    id = Column(Integer, autoincrement=False)\n    ${columns}\n    __table_args__ = (PrimaryKeyConstraint("id", name="t_pkey"), ${args})\n`;
}

function sqlTable(columns: string): string {
  return `create table t (id integer not null, ${columns}, constraint t_pkey primary key (id));`;
}

const noChecks = { cannot: 'Prisma has no checks' };

export const keyCases: readonly ConformanceCase[] = [
  {
    concept: 'primary key of several columns',
    sql: parentSql,
    prisma: 'model p {\n  a Int\n  b Int\n  @@id([a, b])\n}\n',
    sqlalchemy: parentPython,
    expected: (schema) => table(schema, 'p')?.primaryKey?.columns,
    is: ['a', 'b'],
  },
  {
    concept: 'unique constraint',
    sql: sqlTable('a integer, b integer, constraint t_ab unique (a, b)'),
    prisma: { cannot: 'unique in Prisma is a unique index, not a constraint' },
    sqlalchemy: mapped('a = Column(Integer)\n    b = Column(Integer)', 'UniqueConstraint("a", "b", name="t_ab")'),
    expected: (schema) => table(schema)?.uniques[0]?.columns,
    is: ['a', 'b'],
  },
  {
    concept: 'unique constraint that takes one NULL',
    sql: sqlTable('a integer, constraint t_a unique nulls not distinct (a)'),
    prisma: { cannot: 'there is no argument for it' },
    sqlalchemy: mapped('a = Column(Integer)', 'UniqueConstraint("a", name="t_a", postgresql_nulls_not_distinct=True)'),
    expected: (schema) => table(schema)?.uniques[0]?.nullsNotDistinct,
    is: true,
  },
  {
    concept: 'unique constraint that waits',
    sql: sqlTable('a integer, constraint t_a unique (a) deferrable initially deferred'),
    prisma: { cannot: 'there is no argument for it' },
    sqlalchemy: mapped(
      'a = Column(Integer)',
      'UniqueConstraint("a", name="t_a", deferrable=True, initially="DEFERRED")',
    ),
    expected: (schema) => table(schema)?.uniques[0]?.deferrable,
    is: true,
  },
  {
    concept: 'foreign key with actions',
    sql: `create table p (id integer not null, constraint p_pkey primary key (id));
      ${sqlTable('p_id integer, constraint t_p foreign key (p_id) references p (id) on delete set null on update cascade')}`,
    prisma:
      'model p {\n  id Int @id\n  ts t[]\n}\nmodel t {\n  id Int @id\n  p_id Int?\n  p p? @relation(fields: [p_id], references: [id], onDelete: SetNull, onUpdate: Cascade, map: "t_p")\n}\n',
    sqlalchemy: `class P(Base):\n    __tablename__ = "p"\n    id = Column(Integer, autoincrement=False)\n    __table_args__ = (PrimaryKeyConstraint("id", name="p_pkey"),)\n${mapped('p_id = Column(Integer, ForeignKey("p.id", name="t_p", ondelete="SET NULL", onupdate="CASCADE"))', '')}`,
    expected: (schema) => table(schema)?.foreignKeys.map(({ onDelete, onUpdate }) => [onDelete, onUpdate]),
    is: [['set null', 'cascade']],
  },
  {
    concept: 'foreign key of several columns',
    sql: `${parentSql} ${sqlTable('a integer, b integer, constraint t_p foreign key (a, b) references p (a, b)')}`,
    prisma:
      'model p {\n  a Int\n  b Int\n  ts t[]\n  @@id([a, b])\n}\nmodel t {\n  id Int @id\n  a Int?\n  b Int?\n  p p? @relation(fields: [a, b], references: [a, b], onDelete: NoAction, onUpdate: NoAction, map: "t_p")\n}\n',
    sqlalchemy: `${parentPython}${mapped('a = Column(Integer)\n    b = Column(Integer)', 'ForeignKeyConstraint(["a", "b"], ["p.a", "p.b"], name="t_p")')}`,
    expected: (schema) => table(schema)?.foreignKeys[0]?.references.columns,
    is: ['a', 'b'],
  },
  {
    concept: 'foreign key to the table itself',
    sql: sqlTable('up integer, constraint t_up foreign key (up) references t (id)'),
    prisma:
      'model t {\n  id Int @id\n  up Int?\n  parent t? @relation("tree", fields: [up], references: [id], onDelete: NoAction, onUpdate: NoAction, map: "t_up")\n  children t[] @relation("tree")\n}\n',
    sqlalchemy: mapped('up = Column(Integer, ForeignKey("t.id", name="t_up"))', ''),
    expected: (schema) => table(schema)?.foreignKeys[0]?.references.table.name,
    is: 't',
  },
  {
    concept: 'foreign key that waits, and matches in full',
    sql: sqlTable('up integer, constraint t_up foreign key (up) references t (id) match full deferrable'),
    prisma: { cannot: 'there is no argument for it' },
    sqlalchemy: mapped('up = Column(Integer, ForeignKey("t.id", name="t_up", deferrable=True, match="FULL"))', ''),
    expected: (schema) => table(schema)?.foreignKeys.map(({ deferrable, match }) => [deferrable, match]),
    is: [[true, 'full']],
  },
  {
    concept: 'foreign key that was never validated',
    sql: `${sqlTable('up integer')} alter table t add constraint t_up foreign key (up) references t (id) not valid;`,
    prisma: { cannot: 'there is no argument for it' },
    sqlalchemy: mapped(
      'up = Column(Integer)',
      'ForeignKeyConstraint(["up"], ["t.id"], name="t_up", postgresql_not_valid=True)',
    ),
    expected: (schema) => table(schema)?.foreignKeys[0]?.validated,
    is: false,
  },
  {
    concept: 'check',
    sql: sqlTable('a integer, constraint t_a check (a > 0)'),
    prisma: noChecks,
    sqlalchemy: mapped('a = Column(Integer)', 'CheckConstraint("a > 0", name="t_a")'),
    expected: (schema) => table(schema)?.checks.map(({ name }) => name),
    is: ['t_a'],
  },
  {
    concept: 'exclusion',
    sql: sqlTable('a int4range, constraint t_a exclude using gist (a with &&) where (id > 0)'),
    prisma: { cannot: 'Prisma has no exclusions' },
    sqlalchemy: mapped(
      'a = Column(postgresql.INT4RANGE)',
      'postgresql.ExcludeConstraint(("a", "&&"), name="t_a", using="gist", where=text("id > 0"))',
    ),
    expected: (schema) => table(schema)?.exclusions.map(({ elements }) => elements.map(({ operator }) => operator)),
    is: [['&&']],
  },
];
