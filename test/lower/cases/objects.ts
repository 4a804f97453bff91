import type { ConformanceCase } from './case.ts';

const pkey = '__table_args__ = (PrimaryKeyConstraint("id", name="t_pkey")';
const idColumn = 'id = Column(Integer, autoincrement=False)';
const noPolicies = 'policies belong to the database, not to models';

export const objectCases: readonly ConformanceCase[] = [
  {
    concept: 'enum',
    sql: `create type mood as enum ('glad', 'so so');
      create table t (id integer not null, m mood not null, constraint t_pkey primary key (id));`,
    prisma: 'enum Mood {\n  glad\n  so_so @map("so so")\n  @@map("mood")\n}\nmodel t {\n  id Int @id\n  m Mood\n}\n',
    sqlalchemy: `class T(Base):\n    __tablename__ = "t"\n    ${idColumn}\n    m = Column(Enum("glad", "so so", name="mood"), nullable=False)\n    ${pkey},)\n`,
    expected: (schema) => schema.enums.get('mood')?.values,
    is: ['glad', 'so so'],
  },
  {
    concept: 'schema',
    sql: 'create schema s; create table s.t (id integer not null, constraint t_pkey primary key (id));',
    prisma: 'model t {\n  id Int @id\n  @@schema("s")\n}\n',
    sqlalchemy: `class T(Base):\n    __tablename__ = "t"\n    ${idColumn}\n    ${pkey}, {"schema": "s"})\n`,
    expected: (schema) => [...schema.tables.keys()],
    is: ['s.t'],
  },
  {
    concept: 'names that differ from the program’s',
    sql: 'create table "Order Lines" ("Line No" integer not null, constraint t_pkey primary key ("Line No"));',
    prisma: 'model OrderLine {\n  no Int @id(map: "t_pkey") @map("Line No")\n  @@map("Order Lines")\n}\n',
    sqlalchemy:
      'class OrderLine(Base):\n    __tablename__ = "Order Lines"\n    no = Column("Line No", Integer, autoincrement=False)\n    __table_args__ = (PrimaryKeyConstraint("Line No", name="t_pkey"),)\n',
    expected: (schema) => schema.tables.get('Order Lines')?.columns[0]?.name,
    is: 'Line No',
  },
  {
    concept: 'table without key',
    sql: 'create table t (a integer);',
    prisma: { cannot: 'a model needs a unique criterion' },
    sqlalchemy: 't = Table("t", Base.metadata, Column("a", Integer))\n',
    expected: (schema) => schema.tables.get('t')?.primaryKey,
    is: undefined,
  },
  {
    concept: 'join table of many to many',
    sql: `create table a (id integer not null, constraint a_pkey primary key (id));
      create table b (id integer not null, constraint b_pkey primary key (id));
      create table ab (a_id integer not null, b_id integer not null, constraint ab_pkey primary key (a_id, b_id),
        constraint ab_a foreign key (a_id) references a (id), constraint ab_b foreign key (b_id) references b (id));`,
    prisma:
      'model a {\n  id Int @id\n  bs ab[]\n}\nmodel b {\n  id Int @id\n  as ab[]\n}\nmodel ab {\n  a_id Int\n  b_id Int\n  a a @relation(fields: [a_id], references: [id], onDelete: NoAction, onUpdate: NoAction, map: "ab_a")\n  b b @relation(fields: [b_id], references: [id], onDelete: NoAction, onUpdate: NoAction, map: "ab_b")\n  @@id([a_id, b_id])\n}\n',
    sqlalchemy: `class A(Base):
    __tablename__ = "a"
    ${idColumn}
    bs = relationship("B", secondary="ab")
    __table_args__ = (PrimaryKeyConstraint("id", name="a_pkey"),)

class B(Base):
    __tablename__ = "b"
    ${idColumn}
    __table_args__ = (PrimaryKeyConstraint("id", name="b_pkey"),)

ab = Table("ab", Base.metadata,
    Column("a_id", Integer, ForeignKey("a.id", name="ab_a")),
    Column("b_id", Integer, ForeignKey("b.id", name="ab_b")),
    PrimaryKeyConstraint("a_id", "b_id", name="ab_pkey"))
`,
    expected: (schema) => schema.tables.get('ab')?.foreignKeys.map(({ references }) => references.table.name),
    is: ['a', 'b'],
  },
  {
    concept: 'view',
    sql: 'create view v as select 1 as a;',
    prisma: { cannot: 'a Prisma view has fields but no query' },
    sqlalchemy: { cannot: 'a view is mapped like a table' },
    expected: (schema) => schema.views.get('v')?.materialized,
    is: false,
  },
  {
    concept: 'domain',
    sql: "create domain d as text not null check (value <> '');",
    prisma: { cannot: 'Prisma knows domains only as Unsupported' },
    sqlalchemy: { cannot: 'a domain is created with the column that has it, as a type of its own class' },
    expected: (schema) => schema.domains.get('d')?.nullable,
    is: false,
  },
  {
    concept: 'partitions',
    sql: 'create table t (id integer not null) partition by range (id); create table t1 partition of t for values from (1) to (9);',
    prisma: { cannot: 'Prisma knows no partitions' },
    sqlalchemy: { cannot: 'partitions themselves are made by hand; the partitioned table is compared alone below' },
    expected: (schema) => [schema.tables.get('t')?.partitionBy?.strategy, schema.tables.get('t1')?.partitionOf?.name],
    is: ['range', 't'],
  },
  {
    concept: 'partitioned table',
    sql: 'create table t (id integer not null, constraint t_pkey primary key (id)) partition by RANGE (id);',
    prisma: { cannot: 'Prisma knows no partitions' },
    sqlalchemy: `class T(Base):\n    __tablename__ = "t"\n    ${idColumn}\n    ${pkey}, {"postgresql_partition_by": "RANGE (id)"})\n`,
    expected: (schema) => schema.tables.get('t')?.partitionBy?.columns,
    is: ['id'],
  },
  {
    concept: 'table that inherits',
    sql: 'create table p (a integer); create table t (b integer) inherits (p);',
    prisma: { cannot: 'Prisma knows no inheritance of tables' },
    sqlalchemy: { cannot: 'postgresql_inherits names parents, but their columns are not copied by SQLAlchemy' },
    expected: (schema) => schema.tables.get('t')?.columns.map(({ name }) => name),
    is: ['a', 'b'],
  },
  {
    concept: 'row security',
    sql: 'create table t (id integer); alter table t enable row level security; create policy p on t for select using (id > 0);',
    prisma: { cannot: noPolicies },
    sqlalchemy: { cannot: noPolicies },
    expected: (schema) => [schema.tables.get('t')?.rowSecurity, schema.tables.get('t')?.policies[0]?.command],
    is: [true, 'select'],
  },
  {
    concept: 'table that is not logged',
    sql: 'create unlogged table t (id integer not null, constraint t_pkey primary key (id));',
    prisma: { cannot: 'there is no attribute for it' },
    sqlalchemy: `class T(Base):\n    __tablename__ = "t"\n    ${idColumn}\n    ${pkey}, {"prefixes": ["UNLOGGED"]})\n`,
    expected: (schema) => schema.tables.get('t')?.persistence,
    is: 'unlogged',
  },
];
