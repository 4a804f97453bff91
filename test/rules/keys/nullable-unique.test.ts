import { test } from 'vitest';
import { nullableUnique } from '../../../server/src/rules/keys/nullable-unique.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a scope that may be absent', () => {
  checkRule(
    nullableUnique,
    `
create table folder (id int primary key, parent_id int references folder, name text not null, unique (parent_id, name));
--                                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^ nullable-unique
create table chapter (id int primary key, parent_id int not null references chapter, name text not null, unique (parent_id, name));
`,
  );
});

test('NULLS NOT DISTINCT', () => {
  checkRule(
    nullableUnique,
    `
create table folder (id int primary key, parent_id int references folder, name text not null, unique nulls not distinct (parent_id, name));
`,
  );
});

test('a second key for the rows without scope', () => {
  checkRule(
    nullableUnique,
    `
create table folder (id int primary key, parent_id int references folder, name text not null, unique (parent_id, name));
create unique index on folder (name) where parent_id is null;
`,
  );
});

test('the other columns are unique by themselves', () => {
  checkRule(
    nullableUnique,
    `
create table account (id int primary key, email text not null unique, deleted_at timestamptz, unique (email, deleted_at));
`,
  );
});

test('a deletion mark is NULL for the living', () => {
  checkRule(
    nullableUnique,
    `
create table account (id int primary key, email text not null, deleted_at timestamptz);
create unique index account_email on account (email, deleted_at);
--                  ^^^^^^^^^^^^^ nullable-unique
`,
  );
});

test('an optional value', () => {
  checkRule(
    nullableUnique,
    `
create table account (id int primary key, email text unique, owner_id int not null references account, external_id text, unique (owner_id, external_id));
`,
  );
});

test('an optional reference', () => {
  checkRule(
    nullableUnique,
    `
create table seat (id int primary key);
create table show (id int primary key);
create table ticket (id int primary key, show_id int not null references show, seat_id int references seat, unique (show_id, seat_id));
`,
  );
});

test('SQL Server lets one row be without', () => {
  checkRule(
    nullableUnique,
    `
//- schema.sql dialect=sqlserver
create table person (id int primary key, passport varchar(20) null unique, tax_no varchar(20) not null unique);
--                                                                 ^^^^^^ nullable-unique
`,
  );
});

test('SQL Server counts NULLs as equal in composite keys', () => {
  checkRule(
    nullableUnique,
    `
//- schema.sql dialect=sqlserver
create table folder (id int primary key, parent_id int null references folder (id), name varchar(99) not null, unique (parent_id, name));
`,
  );
});

test('a filtered index is made for it', () => {
  checkRule(
    nullableUnique,
    `
//- schema.sql dialect=sqlserver
create table person (id int primary key, passport varchar(20) null);
create unique index passport on person (passport) where passport is not null;
`,
  );
});

test('counts NULLs as equal', () =>
  checkFix(
    nullableUnique,
    `
create table folder (
  id bigint primary key,
  parent_id bigint references folder (id),
  name text not null,
  constraint folder_name_key unique (parent_id, name)
);
`,
    `
create table folder (
  id bigint primary key,
  parent_id bigint references folder (id),
  name text not null,
  constraint folder_name_key unique nulls not distinct (parent_id, name)
);
`,
  ));
