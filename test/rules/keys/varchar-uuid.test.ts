import { test } from 'vitest';
import { varcharUuid } from '../../../server/src/rules/keys/varchar-uuid.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('36 characters of an id', () => {
  checkRule(
    varcharUuid,
    `
create table device (id varchar(36) primary key, label text);
--                      ^^^^^^^^^^^ varchar-uuid
create table model (id varchar(40) primary key, label text);
`,
  );
});

test('the name says it', () => {
  checkRule(
    varcharUuid,
    `
create table device (id bigint primary key, device_uuid char(32) not null, checksum char(32));
--                                                      ^^^^^^^^ varchar-uuid
`,
  );
});

test('the default says it', () => {
  checkRule(
    varcharUuid,
    `
create table device (id text primary key default gen_random_uuid()::text, label text);
--                      ^^^^ varchar-uuid
create table model (id text primary key default left(gen_random_uuid()::text, 8), label text);
`,
  );
});

test('a reference follows the key', () => {
  checkRule(
    varcharUuid,
    `
create table device (id uuid primary key);
create table reading (id bigint primary key, device_uuid char(36) references device (id));
`,
  );
});

test('the type uuid', () => {
  checkRule(
    varcharUuid,
    `
create table device (id uuid primary key, guid uuid);
`,
  );
});

test('36 characters that are no key', () => {
  checkRule(
    varcharUuid,
    `
create table device (id bigint primary key, vendor_id varchar(36), label varchar(36));
`,
  );
});

test('bracketed ids of SQL Server', () => {
  checkRule(
    varcharUuid,
    `
//- schema.sql dialect=sqlserver
create table device (row_guid nvarchar(38) not null primary key, label nvarchar(99));
--                            ^^^^^^^^^^^^ varchar-uuid
create table model (row_guid uniqueidentifier not null primary key, label nvarchar(99));
`,
  );
});

test('SQLite has no type for them', () => {
  checkRule(
    varcharUuid,
    `
//- schema.sql dialect=sqlite
create table device (id varchar(36) primary key, uuid char(36));
`,
  );
});

const habit = ['a', 'b', 'c', 'd', 'e'].map((name) => `create table ${name} (id char(36) primary key, label text);`);

test('a whole database of them is one finding', () => {
  checkRule(
    varcharUuid,
    `
${habit[0]}
--                 ^^^^^^^^ varchar-uuid
${habit.slice(1).join('\n')}
`,
  );
});

test('where half of the tables do better, each that does not is one', () => {
  checkRule(
    varcharUuid,
    `
${habit.map((table) => `${table}\n--                 ^^^^^^^^ varchar-uuid`).join('\n')}
create table f (id uuid primary key);
create table g (id uuid primary key);
create table h (id uuid primary key);
`,
  );
});
