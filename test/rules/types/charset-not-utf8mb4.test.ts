import { test } from 'vitest';
import { charsetNotUtf8mb4 } from '../../../server/src/rules/types/charset-not-utf8mb4.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('three bytes a character', () => {
  checkRule(
    charsetNotUtf8mb4,
    `
    //- schema.sql dialect=mysql
    create table guest (id int primary key, name varchar(100) not null) default charset=utf8;
    --           ^^^^^ charset-not-utf8mb4
    create table host (id int primary key, name varchar(100) not null) default charset=utf8mb4;
    `,
  );
});

test('by the collation alone', () => {
  checkRule(
    charsetNotUtf8mb4,
    `
    //- schema.sql dialect=mysql
    create table guest (id int primary key, name varchar(100) not null) collate=latin1_swedish_ci;
    --           ^^^^^ charset-not-utf8mb4
    create table other (id int primary key);
    `,
  );
});

test('a table without text', () => {
  checkRule(
    charsetNotUtf8mb4,
    `
    //- schema.sql dialect=mysql
    create table visit (id int primary key, day date not null) charset=utf8;
    create table other (id int primary key);
    `,
  );
});

test('one column of its own', () => {
  checkRule(
    charsetNotUtf8mb4,
    `
    //- schema.sql dialect=mysql
    create table guest (
      id int primary key,
      name varchar(100) character set latin1 not null,
      --   ^^^^^^^^^^^^ charset-not-utf8mb4
      token char(32) character set ascii not null
    ) charset=utf8mb4;
    create table other (id int primary key);
    `,
  );
});

test('a habit of the whole database is one finding', () => {
  checkRule(
    charsetNotUtf8mb4,
    `
    //- schema.sql dialect=mysql
    create table a (id int primary key, name text) charset=utf8;
    --           ^ charset-not-utf8mb4
    create table b (id int primary key, name text) charset=utf8;
    create table c (id int primary key, name text) charset=utf8;
    create table d (id int primary key, name text) charset=utf8;
    create table e (id int primary key, name text) charset=utf8;
    `,
  );
});

test('columns that override the table', () => {
  checkRule(
    charsetNotUtf8mb4,
    `
    //- schema.sql dialect=mysql
    create table guest (id int primary key, name varchar(100) character set utf8mb4 not null) charset=latin1;
    create table other (id int primary key);
    `,
  );
});

test('nothing said', () => {
  checkRule(
    charsetNotUtf8mb4,
    `
    //- schema.sql dialect=mysql
    create table guest (id int primary key, name varchar(100) not null);
    create table other (id int primary key);
    `,
  );
});

test('changes charset and collation', async () => {
  await checkFix(
    charsetNotUtf8mb4,
    `
    //- schema.sql dialect=mysql
    create table guest (id bigint unsigned primary key, name varchar(100) not null) default charset=utf8 collate=utf8_bin;
    create table other (id bigint unsigned primary key);
    `,
    `
    //- schema.sql dialect=mysql
    create table guest (id bigint unsigned primary key, name varchar(100) not null) default charset=utf8mb4 collate=utf8mb4_bin;
    create table other (id bigint unsigned primary key);
    `,
  );
});
