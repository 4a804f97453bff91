import { test } from 'vitest';
import { missingForeignKey } from '../../../server/src/rules/keys/missing-foreign-key.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

const customerAndProduct = `create table customer (id bigint primary key, name text);
create table product (id bigint primary key, name text);`;

test('a reference without constraint', () => {
  checkRule(
    missingForeignKey,
    `
${customerAndProduct}
create table purchase (id bigint primary key, product_id bigint references product, customer_id bigint);
--                                                                                  ^^^^^^^^^^^ missing-foreign-key
`,
  );
});

test('the constraint may come later', () => {
  checkRule(
    missingForeignKey,
    `
${customerAndProduct}
create table purchase (id bigint primary key, product_id bigint references product, customer_id bigint);
alter table purchase add foreign key (customer_id) references customer;
`,
  );
});

test('plural tables', () => {
  checkRule(
    missingForeignKey,
    `
create table categories (id int primary key);
create table people (id int primary key);
create table books (id int primary key, category_id int, person_id int, previous_id int references books);
--                                      ^^^^^^^^^^^ missing-foreign-key
--                                                       ^^^^^^^^^ missing-foreign-key
`,
  );
});

test('a role before the name of the table', () => {
  checkRule(
    missingForeignKey,
    `
${customerAndProduct}
create table purchase (id bigint primary key, product_id bigint references product, billing_customer_id bigint, stripe_customer_id bigint);
--                                                                                  ^^^^^^^^^^^^^^^^^^^ missing-foreign-key
`,
  );
});

test('another type is another key', () => {
  checkRule(
    missingForeignKey,
    `
${customerAndProduct}
create table purchase (id bigint primary key, product_id bigint references product, customer_id text);
`,
  );
});

test('a name that two tables bear', () => {
  checkRule(
    missingForeignKey,
    `
create table product (id int primary key);
create table customer (id int primary key);
create table customers (id int primary key);
create table purchase (product_id int references product, customer_id int);
`,
  );
});

test('a type beside the id says which table is meant', () => {
  checkRule(
    missingForeignKey,
    `
${customerAndProduct}
create table purchase (id bigint primary key, product_id bigint references product, customer_id bigint, customer_type text);
`,
  );
});

test('a schema without foreign keys has none on purpose', () => {
  checkRule(
    missingForeignKey,
    `
create table customer (id int primary key);
create table purchase (id int primary key, customer_id int);
`,
  );
});

test('logs outlive what they speak of', () => {
  checkRule(
    missingForeignKey,
    `
${customerAndProduct}
create table purchase_log (id bigint primary key, product_id bigint references product, customer_id bigint);
`,
  );
});

test('the key of the own table is no reference', () => {
  checkRule(
    missingForeignKey,
    `
create table product (id int primary key);
create table purchase (purchase_id int primary key, product_id int references product);
`,
  );
});

test('a table in another schema may be another service', () => {
  checkRule(
    missingForeignKey,
    `
create schema sales;
create table sales.customer (id int primary key);
create table product (id int primary key);
create table purchase (product_id int references product, customer_id int);
`,
  );
});

test('a prefix that all tables carry', () => {
  checkRule(
    missingForeignKey,
    `
create table shop_product (id int primary key);
create table shop_customer (id int primary key);
create table shop_purchase (product_id int references shop_product, customer_id int);
--                                                                  ^^^^^^^^^^^ missing-foreign-key
`,
  );
});

test('MyISAM knows no foreign keys', () => {
  checkRule(
    missingForeignKey,
    `
//- schema.sql dialect=mysql
create table product (id int primary key);
create table customer (id int primary key);
create table purchase (product_id int, customer_id int, foreign key (product_id) references product (id));
--                                     ^^^^^^^^^^^ missing-foreign-key
create table visit (id int primary key, customer_id int) engine=MyISAM;
`,
  );
});

test('most references to the table do without', () => {
  checkRule(
    missingForeignKey,
    `
create table tenant (id int primary key);
create table site (id int primary key, tenant_id int references tenant);
create table page (id int primary key, tenant_id int, site_id int references site);
create table link (id int primary key, tenant_id int, site_id int references site);
create table menu (id int primary key, tenant_id int, site_id int references site);
`,
  );
});

test('most references to the table have a key', () => {
  checkRule(
    missingForeignKey,
    `
create table tenant (id int primary key);
create table site (id int primary key, tenant_id int references tenant);
create table page (id int primary key, tenant_id int references tenant);
create table link (id int primary key, tenant_id int);
--                                     ^^^^^^^^^ missing-foreign-key
`,
  );
});

test('a key that two tables share', () => {
  checkRule(
    missingForeignKey,
    `
create table film (id int primary key, title text);
create table copy (id int primary key, film_id int references film);
create table film_text (film_id int primary key, body text);
`,
  );
});

test('the partitions have the key', () => {
  checkRule(
    missingForeignKey,
    `
create table customer (id int primary key);
create table product (id int primary key);
create table sale (customer_id int, product_id int references product, day date) partition by range (day);
create table sale_2024 partition of sale for values from ('2024-01-01') to ('2025-01-01');
alter table sale_2024 add foreign key (customer_id) references customer;
`,
  );
});

test('a statement that was not understood may add the key', () => {
  checkRule(
    missingForeignKey,
    `
create table customer (id int primary key);
create table product (id int primary key);
create table purchase (customer_id int, product_id int references product);
do $$ begin execute 'alter table ' || 'purchase' || ' add foreign key (customer_id) references customer'; end $$;
`,
  );
});

test('adds the key with its index', () =>
  checkFix(
    missingForeignKey,
    `
create table customer (id bigint primary key, name text);
create table product (id bigint primary key, name text);
create table purchase (
  id bigint primary key,
  customer_id bigint not null,
  product_id bigint not null references product (id)
);
create index on purchase (product_id);
`,
    `
create table customer (id bigint primary key, name text);
create table product (id bigint primary key, name text);
create table purchase (
  id bigint primary key,
  customer_id bigint not null,
  product_id bigint not null references product (id),
  foreign key (customer_id) references customer (id)
);
create index on purchase (product_id);
create index purchase_customer_id_idx on purchase (customer_id);
`,
  ));

test('leaves an index that serves', () =>
  checkFix(
    missingForeignKey,
    `
create table customer (id bigint primary key);
create table product (id bigint primary key);
create table stock (customer_id bigint, product_id bigint references product, primary key (customer_id, product_id));
create index on stock (product_id);
`,
    `
create table customer (id bigint primary key);
create table product (id bigint primary key);
create table stock (customer_id bigint, product_id bigint references product, primary key (customer_id, product_id), foreign key (customer_id) references customer (id));
create index on stock (product_id);
`,
  ));

test('the table has a column of that name itself, which is what is meant', () => {
  checkRule(
    missingForeignKey,
    `
create table customer (id bigint primary key);
create table session (id bigint primary key, session_id bigint not null unique, customer_id bigint not null references customer (id));
create table category (id bigint primary key, category_id bigint references category (id));
create table message (
  id bigint primary key,
  session_id bigint not null,
  category_id bigint not null,
--^^^^^^^^^^^ missing-foreign-key
  customer_id bigint not null references customer (id)
);
`,
  );
});
