import { test } from 'vitest';
import { zeroDateDefault } from '../../../server/src/rules/types/zero-date-default.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('zero date and time', () => {
  checkRule(
    zeroDateDefault,
    `
    //- schema.sql dialect=mysql
    create table s (
      id int primary key,
      ended_at datetime not null default '0000-00-00 00:00:00',
   -- ^^^^^^^^ zero-date-default
      day date not null default '0000-00-00',
   -- ^^^ zero-date-default
      seen timestamp not null default 0
   -- ^^^^ zero-date-default
    );
    `,
  );
});

test('a zero month', () => {
  checkRule(
    zeroDateDefault,
    `
    //- schema.sql dialect=mysql
    create table s (id int primary key, day date not null default '2000-00-00');
    --                                  ^^^ zero-date-default
    `,
  );
});

test('dates that exist', () => {
  checkRule(
    zeroDateDefault,
    `
    //- schema.sql dialect=mysql
    create table s (
      id int primary key,
      born date not null default '1970-01-01',
      made timestamp not null default current_timestamp,
      gone datetime default null
    );
    `,
  );
});

test('zero as a number or text of another type', () => {
  checkRule(
    zeroDateDefault,
    `
    //- schema.sql dialect=mysql
    create table s (id int primary key, n int not null default 0, t varchar(20) not null default '0000-00-00');
    `,
  );
});

test('lets it be NULL', async () => {
  await checkFix(
    zeroDateDefault,
    `
    //- schema.sql dialect=mysql
    create table s (id bigint unsigned primary key, ended_at datetime not null default '0000-00-00 00:00:00');
    `,
    `
    //- schema.sql dialect=mysql
    create table s (id bigint unsigned primary key, ended_at datetime);
    `,
  );
});
