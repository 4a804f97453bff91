import { test } from 'vitest';
import { noPrimaryKey } from '../../../server/src/rules/keys/no-primary-key.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { datasource } from '../../kit/schema-files.ts';

test('a table without any key', () => {
  checkRule(
    noPrimaryKey,
    `
create table measurement (sensor_id int not null, celsius numeric not null);
--           ^^^^^^^^^^^ no-primary-key
create table sensor (id int primary key, label text);
`,
  );
});

test('the key may be added in a later statement', () => {
  checkRule(
    noPrimaryKey,
    `
create table sensor (id int not null, label text);
alter table sensor add primary key (id);
`,
  );
});

test('a unique key over NOT NULL columns is left to another rule', () => {
  checkRule(
    noPrimaryKey,
    `
create table country (code char(2) not null unique, name text not null);
create table region (code char(2) unique, name text not null);
--           ^^^^^^ no-primary-key
`,
  );
});

test('a pair of references is left to the rule on junctions', () => {
  checkRule(
    noPrimaryKey,
    `
create table post (id int primary key);
create table tag (id int primary key);
create table post_tag (post_id int references post, tag_id int references tag);
create table post_rating (post_id int references post, tag_id int references tag, rating int);
--           ^^^^^^^^^^^ no-primary-key
`,
  );
});

test('a link table whose pair is unique gets it as its primary key', async () => {
  await checkFix(
    noPrimaryKey,
    `
create table post (id int primary key);
create table tag (id int primary key);
create table post_tag (
  post_id int references post,
  tag_id int references tag,
  constraint post_tag_key unique (post_id, tag_id)
);
`,
    `
create table post (id int primary key);
create table tag (id int primary key);
create table post_tag (
  post_id int references post,
  tag_id int references tag,
  primary key (post_id, tag_id)
);
`,
  );
});

test('temporary, staging and backup tables come and go', () => {
  checkRule(
    noPrimaryKey,
    `
create temporary table picked (id int);
create table staging_orders (id int, total numeric);
create table orders_backup (id int, total numeric);
`,
  );
});

test('tables of migration tools are not ours to shape', () => {
  checkRule(
    noPrimaryKey,
    `
create table schema_migrations (version varchar(255));
create table alembic_version (version_num varchar(32) not null);
create table act_fo_databasechangelog (id varchar(255));
create table sample_version (major int, minor int);
`,
  );
});

test('partitions are not reported beside their parent', () => {
  checkRule(
    noPrimaryKey,
    `
create table event (id int, at timestamptz not null) partition by range (at);
--           ^^^^^ no-primary-key
create table event_2024 partition of event for values from ('2024-01-01') to ('2025-01-01');
`,
  );
});

test('the parent of partitions that have keys is left alone', () => {
  checkRule(
    noPrimaryKey,
    `
create table event (id int not null, at timestamptz not null) partition by range (at);
create table event_2024 partition of event (primary key (id)) for values from ('2024-01-01') to ('2025-01-01');
`,
  );
});

test('a table with unknown columns is not judged', () => {
  checkRule(
    noPrimaryKey,
    `
create table copied as select * from somewhere.else_entirely;
`,
  );
});

test('hypertables of TimescaleDB are ordered by time', () => {
  checkRule(
    noPrimaryKey,
    `
create extension timescaledb;
create table conditions (at timestamptz not null, celsius real);
`,
  );
});

test('a columnstore table has no use for a key', () => {
  checkRule(
    noPrimaryKey,
    `
//- schema.sql dialect=sqlserver
create table fact_sale (day date not null, amount decimal(10, 2) not null);
create clustered columnstore index fact_sale_cci on fact_sale;
`,
  );
});

test('virtual tables of SQLite have a rowid only', () => {
  checkRule(
    noPrimaryKey,
    `
//- schema.sql dialect=sqlite
create virtual table pages using fts5(title, body);
create table page (title text, body text);
--           ^^^^ no-primary-key
`,
  );
});

test('a partitioned table needs the columns it is partitioned by in its key', () => {
  checkRule(
    noPrimaryKey,
    `
create table event (id uuid not null, at timestamptz not null) partition by range (at);
--           ^^^^^ no-primary-key
create table visit (id uuid not null, at timestamptz not null) partition by range (date_trunc('month', at));
`,
  );
});

test('the history of a system-versioned table has no key', () => {
  checkRule(
    noPrimaryKey,
    `
//- schema.sql dialect=sqlserver
create table cities_archive (id int not null, valid_from datetime2 not null, valid_to datetime2 not null);
create table cities (name varchar(99) not null);
--           ^^^^^^ no-primary-key
`,
  );
});

test('a distributed table of a warehouse', () => {
  checkRule(
    noPrimaryKey,
    `
//- schema.sql dialect=sqlserver
create table sale (day date not null) with (distribution = round_robin, heap);
`,
  );
});

test('promotes the column that counts', () =>
  checkFix(
    noPrimaryKey,
    `
create table reading (no bigint generated always as identity, value int);
`,
    `
create table reading (no bigint generated always as identity, value int, primary key (no));
`,
  ));

test('adds an identity column where nothing identifies a row', () =>
  checkFix(
    noPrimaryKey,
    `
create table reading (sensor text, value int);
`,
    `
create table reading (sensor text, value int, id bigint not null generated always as identity, primary key (id));
`,
  ));

test('puts what the table is partitioned by into the key', () =>
  checkFix(
    noPrimaryKey,
    `
create table event (id uuid not null, at timestamptz not null) partition by range (at);
`,
    `
create table event (id uuid not null, at timestamptz not null, primary key (id, at)) partition by range (at);
`,
  ));

test('names the new column in the manner of the table', () =>
  checkFix(
    noPrimaryKey,
    `
//- schema.sql dialect=sqlserver
create table Reading (SensorName varchar(20), Celsius int);
`,
    `
//- schema.sql dialect=sqlserver
create table Reading (SensorName varchar(20), Celsius int, Id bigint not null identity, primary key (Id));
`,
  ));

test('tables that Prisma makes for relations', () => {
  checkRule(
    noPrimaryKey,
    `
//- schema.prisma dialect=mysql
${datasource('mysql')}
model Post {
  id   Int   @id
  tags Tag[]
}
model Tag {
  id    Int    @id
  posts Post[]
}
`,
  );
});

test('the table of one row that Oracle selects from', () => {
  checkRule(noPrimaryKey, 'create table DUAL (dummy char(1));');
});
