import { test } from 'vitest';
import { deprecatedLobType } from '../../../server/src/rules/types/deprecated-lob-type.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('all three', () => {
  checkRule(
    deprecatedLobType,
    `
    //- schema.sql dialect=sqlserver
    create table Article (
      Id int primary key,
      Body ntext not null,
      --   ^^^^^ deprecated-lob-type
      Plain text null,
      --    ^^^^ deprecated-lob-type
      Picture image null,
      --      ^^^^^ deprecated-lob-type
      Title nvarchar(max) null
    );
    `,
  );
});

test('text of other databases', () => {
  checkRule(
    deprecatedLobType,
    `
    create table article (id bigint primary key, body text not null);
    `,
  );
});

test('a temporary table', () => {
  checkRule(
    deprecatedLobType,
    `
    //- schema.sql dialect=sqlserver
    create table #article (Id int primary key, Body ntext not null);
    `,
  );
});

test('holds the same', async () => {
  await checkFix(
    deprecatedLobType,
    `
    //- schema.sql dialect=sqlserver
    create table Article (Id int primary key, Body ntext not null, Picture varbinary(max) null);
    `,
    `
    //- schema.sql dialect=sqlserver
    create table Article (Id int primary key, Body nvarchar(max) not null, Picture varbinary(max) null);
    `,
  );
});

test('a whole database of them is one finding, with one fix', async () => {
  const tables = (type: string): string =>
    ['A', 'B', 'C', 'D', 'E']
      .map((name) => `create table ${name} (Id int primary key, Body ${type} not null);`)
      .join('\n');
  const [first, ...others] = tables('ntext').split('\n');
  checkRule(
    deprecatedLobType,
    `
//- schema.sql dialect=sqlserver
${first}
--                                       ^^^^^ deprecated-lob-type
${others.join('\n')}
`,
  );
  checkRule(
    deprecatedLobType,
    `
//- schema.sql dialect=sqlserver
create table X (Id int primary key, Body nvarchar(max)); create table Y (Id int primary key, Body varbinary(max)); create table Z (Id int primary key, Body varchar(max));
create table A (Id int primary key, Body ntext not null);
--                                       ^^^^^ deprecated-lob-type
`,
  );
  const file = '//- schema.sql dialect=sqlserver\n';
  await checkFix(deprecatedLobType, file + tables('ntext'), file + tables('nvarchar(max)'));
});
