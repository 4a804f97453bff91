import { test } from 'vitest';
import { fkWithoutIndex } from '../../../server/src/rules/indexing/fk-without-index.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a foreign key of one column, marked where the column is declared', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, sku text);
    --                                     ^^^^^^^^ fk-without-index
    `,
  );
});

test('an index that begins with the column is enough, wherever it is written', () => {
  checkRule(
    fkWithoutIndex,
    `
    //- 1_tables.sql
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, sku text);
    //- 2_indexes.sql
    create index on line (order_id desc nulls last, sku);
    `,
  );
});

test('leading decides, not membership', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, sku text);
    --                                     ^^^^^^^^ fk-without-index
    create index on line (sku, order_id);
    create index on line (sku) include (order_id);
    `,
  );
});

test('primary keys, unique constraints and exclusions count', () => {
  checkRule(
    fkWithoutIndex,
    `
    create extension btree_gist;
    create table room (id int primary key);
    create table a (room_id int references room, day date, primary key (room_id, day));
    create table b (id int primary key, room_id int unique references room);
    create table c (
      id int primary key, room_id int references room, during tsrange,
      exclude using gist (room_id with =, during with &&)
    );
    `,
  );
});

test('a partial index counts only when it leaves out NULL keys alone', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, deleted_at timestamptz);
    create index on line (order_id) where order_id is not null;
    create table note (id int primary key, order_id int references orders, deleted_at timestamptz);
    --                                     ^^^^^^^^ fk-without-index
    create index on note (order_id) where deleted_at is null;
    `,
  );
});

test('BRIN does not find single rows', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders);
    --                                     ^^^^^^^^ fk-without-index
    create index on line using brin (order_id);
    `,
  );
});

test('an index with another collation does not count', () => {
  checkRule(
    fkWithoutIndex,
    `
    //- schema.sql dialect=sqlite
    create table country (code text primary key);
    create table town (id integer primary key, country text references country);
    --                                         ^^^^^^^ fk-without-index
    create index town_country on town (country collate nocase);
    create table port (id integer primary key, country text collate nocase references country);
    create index port_country on port (country collate nocase);
    `,
  );
});

test('all columns of a composite key in any order', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table invoice (tenant int, number int, primary key (tenant, number));
    create table payment (id int primary key, tenant int, number int, foreign key (tenant, number) references invoice);
    create index on payment (number, tenant);
    create table refund (
      id int primary key, tenant int, number int,
      foreign key (tenant, number) references invoice
    --^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fk-without-index
    );
    `,
  );
});

test('InnoDB builds the index itself', () => {
  checkRule(
    fkWithoutIndex,
    `
    //- schema.sql dialect=mysql
    create table orders (id int primary key);
    create table line (id int primary key, order_id int, foreign key (order_id) references orders (id));
    `,
  );
});

test('partitions are the business of their parent', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (order_id int references orders, day date) partition by range (day);
    create table line_1 partition of line for values from ('2024-01-01') to ('2025-01-01');
    create index on line (order_id);
    create table visit (order_id int references orders, day date) partition by range (day);
    --                  ^^^^^^^^ fk-without-index
    create table visit_1 partition of visit for values from ('2024-01-01') to ('2025-01-01');
    `,
  );
});

test('an index on each partition is as good as one on the parent', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (order_id int references orders, day date) partition by range (day);
    create table line_1 partition of line for values from ('2024-01-01') to ('2025-01-01');
    create index on only line (order_id);
    create index on line_1 (order_id);
    `,
  );
});

test('temporary tables and small lists of fixed values stay silent', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table region (id int primary key, name text);
    create temporary table draft (id int primary key, region_id int references region);
    create table state (id int primary key, name text, region_id int references region);
    insert into state (id, name, region_id) values (1, 'Vorarlberg', 1), (2, 'Tirol', 1);
    `,
  );
});

test('two foreign keys over one column need one index', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table person (id int primary key);
    create table customer (id int primary key references person);
    create table orders (id int primary key, customer_id int references customer);
    --                                       ^^^^^^^^^^^ fk-without-index
    alter table orders add foreign key (customer_id) references person;
    `,
  );
});

test('adds an index after the table, named in the way of its other indexes', async () => {
  await checkFix(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, sku text);
    create index idx_line_sku on line (sku);
    `,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, sku text);
    create index idx_line_sku on line (sku);
    create index idx_line_order_id on line (order_id);
    `,
  );
});

test('one index for two foreign keys of which one begins with the other', async () => {
  await checkFix(
    fkWithoutIndex,
    `
    create table tenant (id int primary key);
    create table invoice (tenant_id int, number int, primary key (tenant_id, number));
    create table payment (
      id int primary key,
      tenant_id int references tenant,
      number int,
      foreign key (tenant_id, number) references invoice
    );
    `,
    `
    create table tenant (id int primary key);
    create table invoice (tenant_id int, number int, primary key (tenant_id, number));
    create table payment (
      id int primary key,
      tenant_id int references tenant,
      number int,
      foreign key (tenant_id, number) references invoice
    );
    create index payment_tenant_id_number_idx on payment (tenant_id, number);
    `,
  );
});
