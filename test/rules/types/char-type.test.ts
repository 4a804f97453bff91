import { test } from 'vitest';
import { charType } from '../../../server/src/rules/types/char-type.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a name is padded', () => {
  checkRule(
    charType,
    `
    create table customer (id bigint primary key, last_name char(50) not null, first_name varchar(50));
    --                                                      ^^^^^^^^ char-type
    `,
  );
});

test('national text in SQL Server', () => {
  checkRule(
    charType,
    `
    //- schema.sql dialect=sqlserver
    create table Customer (Id int primary key, City nchar(50) not null, Street nvarchar(50) not null);
    --                                              ^^^^^^^^^ char-type
    `,
  );
});

test('codes, hashes and short values have a fixed length', () => {
  checkRule(
    charType,
    `
    create table thing (
      id bigint primary key,
      country_code char(4),
      sha256 char(64),
      body char(32),
      state char(2),
      zip char(5),
      postcode char(8)
    );
    `,
  );
});

test('the internal type and the bare one', () => {
  checkRule(
    charType,
    `
    create table thing (id bigint primary key, kind "char", flag char);
    `,
  );
});

test('MySQL strips the blanks itself', () => {
  checkRule(
    charType,
    `
    //- schema.sql dialect=mysql
    create table customer (id int primary key, last_name char(50) not null);
    `,
  );
});

test('varies in length', async () => {
  await checkFix(
    charType,
    `
    create table customer (id bigint primary key, last_name char(50) not null);
    `,
    `
    create table customer (id bigint primary key, last_name varchar(50) not null);
    `,
  );
});
