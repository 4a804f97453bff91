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
