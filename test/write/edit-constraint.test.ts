import { expect, test } from 'vitest';
import { aForeignKey, aKey, objectName } from '../../server/src/model/factories.ts';
import { nowhere } from '../../server/src/model/origin.ts';
import { type Asked, afterFix } from './fix-text.ts';

const orders = objectName('orders');
const written = (text: string) => ({ text, expression: { kind: 'opaque', text } }) as const;
const foreignKey: Asked = {
  kind: 'add-foreign-key',
  table: orders,
  foreignKey: aForeignKey(['customer_id'], objectName('customer'), ['id'], { name: 'orders_customer_fk' }),
};

function drop(name: string): Asked {
  return { kind: 'drop-constraint', table: orders, name, cascade: false };
}

test('a foreign key becomes the last line of its table', () => {
  const before =
    'create table customer (id int primary key);\ncreate table orders (\n\tid int,\n\tcustomer_id int -- who\n);\n';
  expect(afterFix(before, [foreignKey])).toBe(
    'create table customer (id int primary key);\ncreate table orders (\n\tid int,\n\tcustomer_id int, -- who\n\tconstraint orders_customer_fk foreign key (customer_id) references customer (id)\n);\n',
  );
});

test('a foreign key to a table that comes later is added behind it', () => {
  const before = 'CREATE TABLE orders (customer_id int);\nCREATE TABLE customer (id int PRIMARY KEY);\n';
  expect(afterFix(before, [foreignKey])).toBe(
    `${before}ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id);\n`,
  );
  expect(afterFix(before, [foreignKey], 'sqlite')).toBe(
    'CREATE TABLE orders (customer_id int, CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id));\nCREATE TABLE customer (id int PRIMARY KEY);\n',
  );
});

test('a foreign key over a column that is added later', () => {
  const before =
    'create table customer (id int primary key);\ncreate table orders (id int);\nalter table orders add customer_id int;\n';
  expect(afterFix(before, [foreignKey])).toBe(
    `${before}alter table orders add constraint orders_customer_fk foreign key (customer_id) references customer (id);\n`,
  );
});

test('primary key, unique and check', () => {
  const changes: Asked[] = [
    { kind: 'add-primary-key', table: orders, key: aKey(['id']) },
    { kind: 'add-unique', table: orders, key: aKey(['a', 'b'], { name: 'u' }) },
    {
      kind: 'add-check',
      table: orders,
      check: { name: 'c', expression: written('a > 0'), validated: true, origin: nowhere },
    },
  ];
  expect(afterFix('CREATE TABLE orders (\n  id int,\n  a int,\n  b int\n);\n', changes)).toBe(
    'CREATE TABLE orders (\n  id int,\n  a int,\n  b int,\n  PRIMARY KEY (id),\n  CONSTRAINT u UNIQUE (a, b),\n  CONSTRAINT c CHECK (a > 0)\n);\n',
  );
});

test('a line goes with its comma', () => {
  const before =
    'create table orders (\n  a int,\n  constraint u unique (a), -- once\n  constraint c check (a > 0)\n);\n';
  expect(afterFix(before, [drop('u')])).toBe(
    'create table orders (\n  a int,\n  -- once\n  constraint c check (a > 0)\n);\n',
  );
  expect(afterFix(before, [drop('c')])).toBe(
    'create table orders (\n  a int,\n  constraint u unique (a) -- once\n);\n',
  );
});

test('a constraint inside a column definition goes', () => {
  const before =
    'create table orders (a int constraint u unique not null, b int constraint f references x (id) on delete set null default 1);';
  expect(afterFix(before, [drop('u')])).toBe(
    'create table orders (a int not null, b int constraint f references x (id) on delete set null default 1);',
  );
  expect(afterFix(before, [drop('f')])).toBe(
    'create table orders (a int constraint u unique not null, b int default 1);',
  );
});

test('a constraint added later goes from there', () => {
  const before =
    'create table orders (a int);\nalter table only orders\n    add constraint u unique (a);\n\nselect 1;\n';
  expect(afterFix(before, [drop('u')])).toBe('create table orders (a int);\n\nselect 1;\n');
});

test('SQL Server: WITH CHECK ADD and what switches it on', () => {
  const before =
    'CREATE TABLE [orders]([a] [int] NULL)\nGO\nALTER TABLE [dbo].[orders]  WITH CHECK ADD  CONSTRAINT [f] FOREIGN KEY([a])\nREFERENCES [dbo].[x] ([a])\nGO\nALTER TABLE [dbo].[orders] CHECK CONSTRAINT [f]\nGO\nSELECT 1\nGO\n';
  expect(afterFix(before, [drop('f')], 'sqlserver')).toBe('CREATE TABLE [orders]([a] [int] NULL)\nGO\nSELECT 1\nGO\n');
});

test('a key is replaced by another', () => {
  const before = 'create table orders (\n  a int,\n  constraint u unique (a)\n);\n';
  const key = aKey(['a'], { name: 'u', nullsNotDistinct: true });
  expect(afterFix(before, [drop('u'), { kind: 'add-unique', table: orders, key }])).toBe(
    'create table orders (\n  a int,\n  constraint u unique nulls not distinct (a)\n);\n',
  );
});

test('a primary key goes, its columns stay NOT NULL', () => {
  const change: Asked = { kind: 'drop-primary-key', table: orders };
  expect(afterFix('create table orders (id int primary key, b int);', [change])).toBe(
    'create table orders (id int not null, b int);',
  );
});

test('MySQL table options are replaced and added', () => {
  const set = (options: object): Asked => ({ kind: 'set-table-options', table: orders, options });
  const before = "CREATE TABLE orders (a int) ENGINE=MyISAM DEFAULT CHARSET=utf8 COLLATE=utf8_bin COMMENT='x';\n";
  expect(afterFix(before, [set({ engine: 'innodb' })], 'mysql')).toBe(
    "CREATE TABLE orders (a int) ENGINE=InnoDB DEFAULT CHARSET=utf8 COLLATE=utf8_bin COMMENT='x';\n",
  );
  expect(afterFix(before, [set({ charset: 'utf8mb4' })], 'mysql')).toBe(
    "CREATE TABLE orders (a int) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='x';\n",
  );
  expect(afterFix('create table orders (a int);', [set({ engine: 'innodb', charset: 'utf8mb4' })], 'mysql')).toBe(
    'create table orders (a int) engine=InnoDB default charset=utf8mb4;',
  );
});

test('validation follows the table', () => {
  const before = 'create table orders (a int);\nalter table orders add constraint c check (a > 0) not valid;\n';
  expect(afterFix(before, [{ kind: 'validate-constraint', table: orders, name: 'c' }])).toBe(
    `${before}alter table orders validate constraint c;\n`,
  );
});
