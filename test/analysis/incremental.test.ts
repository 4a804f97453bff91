import { expect, test } from 'vitest';
import type { Analyzer } from '../../server/src/analysis/analyzer.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { readConfiguration } from '../../server/src/analysis/read-configuration.ts';
import { analyze } from '../kit/analyze.ts';

/** A small schema in files that lean on one another in every way that the engine keeps track of. */
const files: Readonly<Record<string, string>> = {
  'db/customer.sql': `
create type mood as enum ('glad', 'sad');
create table customer (
  id bigint generated always as identity primary key,
  name varchar(200) not null,
  mood mood,
  created_at timestamp not null,
  street text, city text, vat_number text, credit_limit numeric(12, 2), payment_days int
);
create table supplier (
  id bigint primary key,
  name varchar(200) not null,
  created_at timestamp not null,
  street text, city text, vat_number text, credit_limit numeric(12, 2), payment_days int
);`,
  'db/orders.sql': `
create table orders (
  id bigint primary key,
  customer_id bigint not null references customer,
  supplier_id bigint,
  placed_at timestamp,
  total float
);
create index orders_customer_idx on orders (customer_id);
create index orders_customer_total_idx on orders (customer_id, total);
-- db-architect-ignore float-for-money: kept for tests
create table order_lines (order_id int references orders (id), sku text, seen_at timestamp);`,
  'db/logs.sql': `
create table orders_2023 (id bigint primary key, placed_at timestamp, total numeric, buyer text);
create table orders_2024 (id bigint primary key, placed_at timestamp, total numeric, buyer text);
create table orders_2025 (id bigint primary key, placed_at timestamp, total numeric, buyer text);
create table Visits (visit_id bigint, customerId bigint, customer_id int, updated_at timestamptz);
create table parts (id bigint, at timestamptz) partition by range (at);
create table parts_1 partition of parts for values from ('2024-01-01') to ('2025-01-01');`,
  'db/later.sql': `
alter table orders add column customer_name text;
alter table order_lines add primary key (order_id);
alter table customer rename column city to town;
create view order_view as select * from orders;
create unique index on customer (name);
insert into supplier (id, name) values (1, 'one'), (2, 'two');
drop index orders_customer_idx;`,
};

const words = [
  'customer',
  'orders',
  'supplier_id',
  'timestamp',
  'timestamptz',
  'bigint',
  'int',
  'text',
  'primary key',
  'references customer',
  ';',
  '(',
  ')',
  ',',
  "'",
  '--',
  '\n',
  'x',
  'not null',
  'create table orders_2026 (id int, total numeric, buyer text);',
  'alter table customer rename to client;',
  'drop table orders cascade;',
  '-- db-architect-ignore-file',
];

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

function everything(analyzer: Analyzer): unknown {
  const paths = [...analyzer.files()].sort();
  return paths.map((file) => ({
    file,
    findings: analyzer.findingsIn(file),
    occurrences: analyzer.occurrencesIn(file),
    database: analyzer.databaseOf(file)?.id,
  }));
}

function fresh(analyzer: Analyzer): Analyzer {
  return analyze(analyzer.files().map((file) => ({ file, text: analyzer.textOf(file)! })));
}

test.each([1, 2, 3, 4, 5, 6])('edits leave what a first reading would find (%i)', { timeout: 60_000 }, (seed) => {
  const next = numbers(seed);
  const analyzer = analyze(Object.entries(files).map(([file, text]) => ({ file, text })));
  for (let step = 0; step < 40; step++) {
    const file = Object.keys(files)[next(4)]!;
    const text = analyzer.textOf(file)!;
    const start = next(text.length + 1);
    const length = next(3) === 0 ? next(Math.min(60, text.length - start + 1)) : 0;
    const newText = length > 0 && next(2) === 0 ? '' : words[next(words.length)]!;
    analyzer.editFile(file, [{ span: { start, end: start + length }, newText }]);
    // Two edits in three are taken back, so that the schema stays one.
    if (next(3) > 0) {
      analyzer.findingsIn(file);
      const undo = { span: { start, end: start + newText.length }, newText: text.slice(start, start + length) };
      analyzer.editFile(file, [undo]);
    }
    expect(everything(analyzer), `step ${step}`).toEqual(everything(fresh(analyzer)));
  }
});

test('a file that goes and comes again', () => {
  const analyzer = analyze(Object.entries(files).map(([file, text]) => ({ file, text })));
  for (const [file, text] of Object.entries(files)) {
    analyzer.removeFile(file);
    expect(everything(analyzer)).toEqual(everything(fresh(analyzer)));
    analyzer.setFile(file, text);
    expect(everything(analyzer)).toEqual(everything(fresh(analyzer)));
  }
});

test.each([
  ['schema.prisma', 'datasource db {\n  provider = "sqlite"\n}\nmodel User {\n  id Int @id\n}\n'],
  [
    'models.py',
    'class Base(DeclarativeBase):\n    pass\nclass User(Base):\n    __tablename__ = "User"\n    id = Column(Integer, primary_key=True)\n',
  ],
])('%s goes and comes before anybody asks what its last edit came to', (file, text) => {
  const analyzer = analyze([{ file, text }]);
  const tables = (): readonly string[] => analyzer.databases().flatMap(({ schema }) => [...schema.tables.keys()]);
  expect(tables()).toHaveLength(1);
  const start = text.lastIndexOf('User');
  analyzer.editFile(file, [{ span: { start, end: start + 4 }, newText: 'Account' }]);
  const edited = analyzer.textOf(file)!;
  analyzer.removeFile(file);
  analyzer.setFile(file, edited);
  expect(tables()).toHaveLength(1);
  expect(everything(analyzer)).toEqual(everything(fresh(analyzer)));
});

test('gaps are those of the texts as they are, whoever asks first', () => {
  const text = 'from alembic import op\nrevision = "1"\ndown_revision = None\ndef upgrade():\n    op.unheard_of("t")\n';
  expect(analyze([{ file: 'versions/1.py', text }]).gaps()).toHaveLength(1);
});

test('a step that turns out to be of a later time is compared no longer', () => {
  const [history, schema] = ['db/migrations/002_more.sql', 'db/schema.sql'];
  const declared = `create table parts (id bigint primary key, at timestamptz);
create table orders (id bigint primary key, customer_id bigint not null references customer (id));`;
  const later = `alter table orders add column customer_name text;
create table returns (id bigint primary key);
alter table orders add foreign key (customer_id) references customer;`;
  const analyzer = analyze([
    { file: history, text: '' },
    { file: schema, text: declared },
  ]);
  analyzer.findingsIn(schema);
  analyzer.setFile(history, later);
  expect(analyzer.findingsIn(schema).map(({ rule }) => rule)).not.toContain('drift-table');
  expect(everything(analyzer)).toEqual(everything(fresh(analyzer)));
});

test('the settings of a database are those of its first file, whichever that is now', () => {
  const analyzer = createAnalyzer({ rethrowRuleFailures: true });
  const shop = '{"databases": [{"name": "shop", "files": ["*.sql", "sub/*.sql"]}]}';
  analyzer.configure('', readConfiguration(shop).configuration);
  analyzer.configure('sub', readConfiguration('{"rules": {"no-primary-key": "off"}}').configuration);
  analyzer.setFile('a.sql', 'create table a (id int primary key);');
  analyzer.setFile('sub/b.sql', 'create table b (name text);');
  const rules = () => analyzer.findingsIn('sub/b.sql').map(({ rule }) => rule);
  expect(rules()).toContain('no-primary-key');
  analyzer.removeFile('a.sql');
  expect(rules()).not.toContain('no-primary-key');
});

test('a step of Python is in the history where its text says it is, edit by edit', () => {
  const step = (id: string, down: string, body: string) =>
    `from alembic import op\nimport sqlalchemy as sa\n\nrevision = "${id}"\ndown_revision = ${down}\n\n\ndef upgrade():\n    ${body}\n`;
  const [first, second] = ['versions/1.py', 'versions/2.py'];
  const analyzer = analyze([
    {
      file: first,
      text: step('one', 'None', 'op.create_table("t", sa.Column("id", sa.BigInteger, primary_key=True))'),
    },
    { file: second, text: step('two', '"one"', 'op.add_column("t", sa.Column("name", sa.Text))') },
  ]);
  const columns = () =>
    analyzer.databases().flatMap(({ schema }) => [...schema.tables.values()].map((table) => table.columns.length));
  expect(columns()).toEqual([2]);
  for (const [old, now] of [
    ['revision = "one"\n', 'revision = "uno"\n'],
    ['def upgrade', 'def upgrad'],
    ['def upgrad(', 'def upgrade('],
    ['revision = "uno"\n', 'revision = (\n    "one"\n)\n'],
    ['    "one"\n', '    "oen"\n'],
    ['"oen"', '"one"'],
    ['down_revision = None', 'down_revisio = None'],
    ['down_revisio = None', 'down_revision = None'],
  ] as const) {
    const start = analyzer.textOf(first)!.indexOf(old);
    analyzer.editFile(first, [{ span: { start, end: start + old.length }, newText: now }]);
    expect(everything(analyzer)).toEqual(everything(fresh(analyzer)));
  }
  expect(columns()).toEqual([2]);
});
