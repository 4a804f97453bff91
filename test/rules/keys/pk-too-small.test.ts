import { expect, test } from 'vitest';
import { pkTooSmall } from '../../../server/src/rules/keys/pk-too-small.ts';
import { allFindings, analyze } from '../../kit/analyze.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a counter of many rows in four bytes', () => {
  checkRule(
    pkTooSmall,
    `
create table page_view (id integer generated always as identity primary key, path text, user_agent text);
--                         ^^^^^^^ pk-too-small
create table page_visit (id bigint generated always as identity primary key, path text, user_agent text);
`,
  );
});

test('serial is an integer that counts', () => {
  checkRule(
    pkTooSmall,
    `
create table message (id serial primary key, body text, sent_at timestamptz);
--                       ^^^^^^ pk-too-small
create table reply (id bigserial primary key, body text, sent_at timestamptz);
`,
  );
});

test('two bytes are little for any table that grows', () => {
  checkRule(
    pkTooSmall,
    `
create table customer (id smallserial primary key, email text, phone text);
--                        ^^^^^^^^^^^ pk-too-small
`,
  );
});

test('a list of labels stays short', () => {
  checkRule(
    pkTooSmall,
    `
create table category (id smallint generated always as identity primary key, name text not null, description text);
`,
  );
});

test('a key that nobody counts is as large as its values', () => {
  checkRule(
    pkTooSmall,
    `
create table season (year smallint primary key, motto text, budget numeric);
`,
  );
});

test('a key that is a reference follows its parent', () => {
  checkRule(
    pkTooSmall,
    `
create table person (id bigint primary key, email text);
create table employee (id serial primary key references person (id), hired_on date);
`,
  );
});

test('unsigned integers of MySQL reach twice as far', () => {
  checkRule(
    pkTooSmall,
    `
//- schema.sql dialect=mysql
create table customer (id int unsigned not null auto_increment primary key, email varchar(99), phone varchar(20));
create table supplier (id mediumint not null auto_increment primary key, email varchar(99), phone varchar(20));
--                        ^^^^^^^^^ pk-too-small
`,
  );
});

test('a composite key is not counted by one column', () => {
  checkRule(
    pkTooSmall,
    `
create table line (order_id int, position int generated always as identity, primary key (order_id, position));
`,
  );
});

test('widens what references the key too', () =>
  checkFix(
    pkTooSmall,
    `
create table message (id serial primary key, body text, sent_on date);
create table attachment (id bigint primary key, message_id integer not null references message (id));
create index on attachment (message_id);
`,
    `
create table message (id bigserial primary key, body text, sent_on date);
create table attachment (id bigint primary key, message_id bigint not null references message (id));
create index on attachment (message_id);
`,
  ));

test.each([
  ['mysql', 'create table site (id tinyint(4) primary key auto_increment, url varchar(99), owner int);', '127'],
  ['mysql', 'create table site (id tinyint unsigned primary key auto_increment, url varchar(99), owner int);', '255'],
  ['sqlserver', 'create table site (id tinyint identity primary key, url varchar(99), owner int);', '255'],
] as const)('%s: %s counts to %s', (dialect, text, limit) => {
  const [finding] = allFindings(analyze([{ file: 'a.sql', text }], { dialect, rules: [pkTooSmall] }));
  expect(finding?.message).toContain(`counts to ${limit}:`);
});
