import { expect, test } from 'vitest';
import { anIndex, objectName } from '../../server/src/model/factories.ts';
import { type Asked, afterFix } from './fix-text.ts';

const orders = objectName('orders');

function create(columns: readonly string[], name = `orders_${columns.join('_')}_idx`, table = orders): Asked {
  return { kind: 'create-index', table, index: anIndex(columns, { name }), ifNotExists: false };
}

function drop(name: string): Asked {
  return { kind: 'drop-index', name: objectName(name), table: orders, concurrently: false };
}

test('a new index follows its table', () => {
  const before = `
create table orders (
  id int primary key,
  customer_id int -- who
); -- all of them

create table other (id int primary key);
`;
  const after = `
create table orders (
  id int primary key,
  customer_id int -- who
); -- all of them
create index orders_customer_id_idx on orders (customer_id);

create table other (id int primary key);
`;
  expect(afterFix(before, [create(['customer_id'])])).toBe(after);
});

test('a new index follows the other indexes of the table', () => {
  const before = `CREATE TABLE orders (id int, a int, b int);

CREATE TABLE other (id int);
CREATE INDEX orders_a ON orders (a);

CREATE INDEX other_id ON other (id);
`;
  const after = `CREATE TABLE orders (id int, a int, b int);

CREATE TABLE other (id int);
CREATE INDEX orders_a ON orders (a);
CREATE INDEX orders_b_idx ON orders (b);

CREATE INDEX other_id ON other (id);
`;
  expect(afterFix(before, [create(['b'])])).toBe(after);
});

test('a new index follows an XML index of the table', () => {
  const before = `CREATE TABLE orders (id int PRIMARY KEY, a int, doc xml);
CREATE TABLE other (id int);
CREATE PRIMARY XML INDEX orders_doc ON orders (doc);
`;
  const after = `${before}CREATE INDEX orders_a_idx ON orders (a);
`;
  expect(afterFix(before, [create(['a'])], 'sqlserver')).toBe(after);
});

test('a new index follows the statement that adds its column', () => {
  const before = 'create table orders (id int);\nalter table orders add column b int;\nselect 1;\n';
  const after =
    'create table orders (id int);\nalter table orders add column b int;\ncreate index orders_b_idx on orders (b);\nselect 1;\n';
  expect(afterFix(before, [create(['b'])])).toBe(after);
});

test('a statement without its semicolon gets one', () => {
  expect(afterFix('create table orders (a int)', [create(['a'])])).toBe(
    'create table orders (a int);\ncreate index orders_a_idx on orders (a);',
  );
});

test('statements on one line stay there', () => {
  expect(afterFix('create table orders (a int); create table b (a int);', [create(['a'])])).toBe(
    'create table orders (a int);\ncreate index orders_a_idx on orders (a); create table b (a int);',
  );
});

test('line ends are those of the file', () => {
  expect(afterFix('create table orders (a int);\r\nselect 1;\r\n', [create(['a'])])).toBe(
    'create table orders (a int);\r\ncreate index orders_a_idx on orders (a);\r\nselect 1;\r\n',
  );
});

test('names are spelled as the file spells them', () => {
  const before = 'CREATE TABLE public."orders" (\n    ID integer,\n    "Customer" integer\n);\n';
  expect(afterFix(before, [create(['id', 'Customer'], 'orders_idx')])).toBe(
    `${before}CREATE INDEX orders_idx ON public."orders" (ID, "Customer");\n`,
  );
});

test('several indexes come in the order they are asked for', () => {
  expect(afterFix('create table orders (a int, b int);\n', [create(['a']), create(['b'])])).toBe(
    'create table orders (a int, b int);\ncreate index orders_a_idx on orders (a);\ncreate index orders_b_idx on orders (b);\n',
  );
});

test('SQL Server batches end with GO', () => {
  const before =
    'CREATE TABLE [dbo].[orders](\r\n\t[a] [int] NULL\r\n) ON [PRIMARY]\r\nGO\r\nCREATE TABLE [dbo].[x]([a] [int] NULL)\r\nGO\r\n';
  const after =
    'CREATE TABLE [dbo].[orders](\r\n\t[a] [int] NULL\r\n) ON [PRIMARY]\r\nGO\r\nCREATE INDEX [orders_a_idx] ON [dbo].[orders] ([a])\r\nGO\r\nCREATE TABLE [dbo].[x]([a] [int] NULL)\r\nGO\r\n';
  expect(afterFix(before, [create(['a'])], 'sqlserver')).toBe(after);
});

test('SQL Server without GO', () => {
  expect(afterFix('CREATE TABLE orders (a int);\nCREATE TABLE x (a int);\n', [create(['a'])], 'sqlserver')).toBe(
    'CREATE TABLE orders (a int);\nCREATE INDEX orders_a_idx ON orders (a);\nCREATE TABLE x (a int);\n',
  );
});

test('MySQL keeps its keys together where the table has some', () => {
  const before =
    'CREATE TABLE `orders` (\n  `a` int,\n  `b` int,\n  PRIMARY KEY (`a`),\n  KEY `k` (`a`,`b`),\n  CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `x` (`a`)\n) ENGINE=InnoDB;\n';
  const after =
    'CREATE TABLE `orders` (\n  `a` int,\n  `b` int,\n  PRIMARY KEY (`a`),\n  KEY `k` (`a`,`b`),\n  KEY `orders_b_idx` (`b`),\n  CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `x` (`a`)\n) ENGINE=InnoDB;\n';
  expect(afterFix(before, [create(['b'])], 'mysql')).toBe(after);
});

test('MySQL without keys', () => {
  expect(afterFix('create table orders (a int) engine=innodb;\n', [create(['a'])], 'mysql')).toBe(
    'create table orders (a int) engine=innodb;\ncreate index orders_a_idx on orders (a);\n',
  );
});

test('an index that goes takes its line along', () => {
  const before = 'create table orders (a int);\n-- for the report\ncreate index i on orders (a);\nselect 1;\n';
  expect(afterFix(before, [drop('i')])).toBe('create table orders (a int);\n-- for the report\nselect 1;\n');
});

test('of two blank lines one goes with the index', () => {
  const before = 'create table orders (a int);\n\ncreate index i on orders (a);\n\nselect 1;\n';
  expect(afterFix(before, [drop('i')])).toBe('create table orders (a int);\n\nselect 1;\n');
});

test('a comment behind an index that goes stays', () => {
  const before = 'create table orders (a int);\ncreate index i on orders (a); -- why\nselect 1;\n';
  expect(afterFix(before, [drop('i')])).toBe('create table orders (a int);\n-- why\nselect 1;\n');
});

test('the comment on an index goes with it', () => {
  const before = "create table orders (a int);\ncreate index i on orders (a);\ncomment on index i is 'x';\n";
  expect(afterFix(before, [drop('i')])).toBe('create table orders (a int);\n');
});

test('an index that another statement needs stays', () => {
  const before = 'create table orders (a int);\ncreate index i on orders (a);\ncluster orders using i;\n';
  expect(afterFix(before, [drop('i')])).toBe(undefined);
});

test('an index is replaced where it is', () => {
  const before = 'create table orders (a int, b int);\nselect 1;\ncreate index i on orders (a);\nselect 2;\n';
  expect(afterFix(before, [drop('i'), create(['a', 'b'], 'i')])).toBe(
    'create table orders (a int, b int);\nselect 1;\ncreate index i on orders (a, b);\nselect 2;\n',
  );
});

test('an index without a name goes by the name that the database gives it', () => {
  const before = 'create table orders (a int);\ncreate index on orders (a);\n';
  expect(afterFix(before, [drop('orders_a_idx')])).toBe('create table orders (a int);\n');
});

test('a MySQL key goes with its comma', () => {
  const before = 'create table orders (\n  a int,\n  b int, -- b\n  key i (a),\n  key j (b) -- last\n);\n';
  expect(afterFix(before, [drop('i')], 'mysql')).toBe(
    'create table orders (\n  a int,\n  b int, -- b\n  key j (b) -- last\n);\n',
  );
  expect(afterFix(before, [drop('j')], 'mysql')).toBe(
    'create table orders (\n  a int,\n  b int, -- b\n  key i (a)\n  -- last\n);\n',
  );
  expect(afterFix(before, [drop('i'), drop('j')], 'mysql')).toBe(
    'create table orders (\n  a int,\n  b int -- b\n  -- last\n);\n',
  );
});

test('keys on one line', () => {
  const before = 'create table orders (a int, key i (a), key j (a, b), b int);';
  expect(afterFix(before, [drop('i'), drop('j')], 'mysql')).toBe('create table orders (a int, b int);');
  expect(afterFix('create table orders (a int, key i (a));', [drop('i')], 'mysql')).toBe(
    'create table orders (a int);',
  );
});

test('an index added by ALTER TABLE goes from there', () => {
  const before = 'create table orders (a int);\nalter table orders add index i (a), add index j (a);\n';
  expect(afterFix(before, [drop('i')], 'mysql')).toBe(
    'create table orders (a int);\nalter table orders add index j (a);\n',
  );
  expect(afterFix(before, [drop('j')], 'mysql')).toBe(
    'create table orders (a int);\nalter table orders add index i (a);\n',
  );
  expect(afterFix(before, [drop('i'), drop('j')], 'mysql')).toBe('create table orders (a int);\n');
});

test('SQL Server: a batch goes as a whole', () => {
  const before = 'CREATE TABLE orders (a int)\nGO\nCREATE INDEX i ON orders (a)\nGO\nSELECT 1\nGO\n';
  expect(afterFix(before, [drop('i')], 'sqlserver')).toBe('CREATE TABLE orders (a int)\nGO\nSELECT 1\nGO\n');
});

test('SQL Server: an index inside a column definition goes, the column stays', () => {
  const before = 'CREATE TABLE orders (a int NOT NULL INDEX i NONCLUSTERED (a) DEFAULT 0, b int)';
  expect(afterFix(before, [drop('i')], 'sqlserver')).toBe('CREATE TABLE orders (a int NOT NULL DEFAULT 0, b int)');
});

test('the way back of a migration is left alone', () => {
  const before = `-- migrate:up
create table orders (a int);

-- migrate:down
create index j on orders (a);
drop table orders;
`;
  expect(afterFix(`//- m/1_a.sql\n${before}`, [create(['a'])])).toBe(
    `//- m/1_a.sql\n${before.replace('int);\n', 'int);\ncreate index orders_a_idx on orders (a);\n')}`,
  );
});

test('a script that drops an index if it is there, before it creates it, goes on dropping it', () => {
  const before = `
create table orders (id int primary key, customer_id int);
DROP INDEX IF EXISTS by_customer; CREATE INDEX by_customer ON orders (customer_id);
create table other (id int primary key);
`;
  expect(afterFix(before, [drop('by_customer')])).toMatch(/\nDROP INDEX IF EXISTS by_customer; ?\ncreate table other/);
  expect(afterFix(before.replace('IF EXISTS ', ''), [drop('by_customer')])).toBe(undefined);
});

test('a file that is run again over what it made guards the index as it guards the table', () => {
  const before = `create table if not exists orders (id int primary key, customer_id int);
`;
  const after = `${before}create index if not exists orders_customer_id_idx on orders (customer_id);
`;
  expect(afterFix(before, [create(['customer_id'])])).toBe(after);
  expect(afterFix(before, [create(['customer_id'])], 'sqlite')).toBe(after);
  expect(afterFix(before, [create(['customer_id'])], 'mysql')).toBe(after.replace('index if not exists', 'index'));
});
