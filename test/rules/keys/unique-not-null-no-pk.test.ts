import { test } from 'vitest';
import { uniqueNotNullNoPk } from '../../../server/src/rules/keys/unique-not-null-no-pk.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a NOT NULL unique column could be the key', () => {
  checkRule(
    uniqueNotNullNoPk,
    `
create table country (code char(2) not null unique, name text);
--           ^^^^^^^ unique-not-null-no-pk
create table region (code char(2) primary key, name text);
`,
  );
});

test('NULL keeps a unique column from identifying rows', () => {
  checkRule(
    uniqueNotNullNoPk,
    `
create table country (code char(2) unique, name text);
`,
  );
});

test('a unique index counts as much as a constraint', () => {
  checkRule(
    uniqueNotNullNoPk,
    `
create table rate (currency char(3) not null, day date not null, value numeric);
--           ^^^^ unique-not-null-no-pk
create unique index on rate (currency, day);
`,
  );
});

test('an index with a condition identifies nothing', () => {
  checkRule(
    uniqueNotNullNoPk,
    `
create table rate (currency char(3) not null, closed boolean not null);
create unique index on rate (currency) where not closed;
`,
  );
});

test('an index over an expression identifies nothing', () => {
  checkRule(
    uniqueNotNullNoPk,
    `
create table account (email text not null);
create unique index on account (lower(email));
`,
  );
});

test('the prefix of a column identifies nothing', () => {
  checkRule(
    uniqueNotNullNoPk,
    `
//- schema.sql dialect=mysql
create table page (url varchar(2000) not null, unique key (url(100)));
create table link (url varchar(200) not null, unique key (url));
--           ^^^^ unique-not-null-no-pk
`,
  );
});

test('tables of migration tools are not ours to shape', () => {
  checkRule(
    uniqueNotNullNoPk,
    `
create table schema_migrations (version varchar(255) not null unique);
create table "_PostToTag" ("A" int not null, "B" int not null, unique ("A", "B"));
`,
  );
});

test('takes the place of a constraint', () =>
  checkFix(
    uniqueNotNullNoPk,
    `
create table country (code char(2) not null unique, name text);
`,
    `
create table country (code char(2) not null, name text, primary key (code));
`,
  ));

test('takes the place of an index', () =>
  checkFix(
    uniqueNotNullNoPk,
    `
create table rate (currency char(3) not null, day date not null, value numeric);
create unique index rate_idx on rate (currency, day);
`,
    `
create table rate (currency char(3) not null, day date not null, value numeric, primary key (currency, day));
`,
  ));

test('a whole database of them is one finding', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const table = (name: string): string => `create table ${name} (code char(2) not null unique, name text);`;
  const found = `
${table('a')}
--           ^ unique-not-null-no-pk
${names.slice(1).map(table).join('\n')}
`;
  checkRule(uniqueNotNullNoPk, found);
  await checkFix(
    uniqueNotNullNoPk,
    names.map(table).join('\n'),
    names.map((name) => `create table ${name} (code char(2) not null, name text, primary key (code));`).join('\n'),
  );
});
