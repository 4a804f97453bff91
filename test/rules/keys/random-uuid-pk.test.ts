import { test } from 'vitest';
import { randomUuidPk } from '../../../server/src/rules/keys/random-uuid-pk.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a random default', () => {
  checkRule(
    randomUuidPk,
    `
create table message (id uuid primary key default gen_random_uuid(), body text);
--                    ^^ random-uuid-pk
create table note (id uuid primary key default uuidv7(), body text);
`,
  );
});

test('uuid-ossp makes random ones too', () => {
  checkRule(
    randomUuidPk,
    `
create table message (id uuid primary key default uuid_generate_v4(), body text);
--                    ^^ random-uuid-pk
create table note (id uuid primary key default uuid_generate_v1mc(), body text);
`,
  );
});

test('outside the primary key nothing is ordered by it', () => {
  checkRule(
    randomUuidPk,
    `
create table message (id bigint primary key, token uuid not null default gen_random_uuid());
`,
  );
});

test('a second key column only orders rows of the same first', () => {
  checkRule(
    randomUuidPk,
    `
create table member (team_id bigint, id uuid default gen_random_uuid(), primary key (team_id, id));
`,
  );
});

test('NEWSEQUENTIALID counts upwards', () => {
  checkRule(
    randomUuidPk,
    `
//- schema.sql dialect=sqlserver
create table message (id uniqueidentifier not null default newid() primary key, body nvarchar(max));
--                    ^^ random-uuid-pk
create table note (id uniqueidentifier not null default newsequentialid() primary key, body nvarchar(max));
`,
  );
});

test('the swap flag puts the slow part of the clock first', () => {
  checkRule(
    randomUuidPk,
    `
//- schema.sql dialect=mysql
create table message (id binary(16) not null default (uuid_to_bin(uuid())) primary key, body text);
--                    ^^ random-uuid-pk
create table note (id binary(16) not null default (uuid_to_bin(uuid(), 1)) primary key, body text);
`,
  );
});

test('a short list of labels does not suffer', () => {
  checkRule(
    randomUuidPk,
    `
create table category (id uuid primary key default gen_random_uuid(), name text not null);
`,
  );
});

test('takes UUIDs in time order', () =>
  checkFix(
    randomUuidPk,
    `
create table message (id uuid primary key default gen_random_uuid(), body text);
`,
    `
create table message (id uuid primary key default uuidv7(), body text);
`,
  ));

test('takes NEWSEQUENTIALID on SQL Server', () =>
  checkFix(
    randomUuidPk,
    `
//- schema.sql dialect=sqlserver
create table message (id uniqueidentifier not null default newid() primary key, body nvarchar(max));
`,
    `
create table message (id uniqueidentifier not null default newsequentialid() primary key, body nvarchar(max));
`,
  ));
