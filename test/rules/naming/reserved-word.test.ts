import { test } from 'vitest';
import { reservedWord } from '../../../server/src/rules/naming/reserved-word.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a table and a column', () => {
  checkRule(
    reservedWord,
    `
    create table "user" (id bigint primary key, "order" int not null, name text not null);
    --           ^^^^^^ reserved-word
    --                                          ^^^^^^^ reserved-word
    `,
  );
});

test('keywords that may be used', () => {
  checkRule(
    reservedWord,
    `
    create table account (id bigint primary key, name text, type text, value text, status text, date date, key text);
    `,
  );
});

test('the words of MySQL', () => {
  checkRule(
    reservedWord,
    `
    //- schema.sql dialect=mysql
    create table player (id int primary key, \`rank\` int not null, \`key\` int not null, \`user\` int not null);
    --                                       ^^^^^^ reserved-word
    --                                                            ^^^^^ reserved-word
    `,
  );
});

test('the words of SQL Server', () => {
  checkRule(
    reservedWord,
    `
    //- schema.sql dialect=sqlserver
    create table Player (Id int primary key, Rank int not null, [Key] int not null, [User] int not null);
    --                                                          ^^^^^ reserved-word
    --                                                                              ^^^^^^ reserved-word
    `,
  );
});

test('the words of SQLite', () => {
  checkRule(
    reservedWord,
    `
    //- schema.sql dialect=sqlite
    create table player (id integer primary key, rank int, key int, user int, "group" int);
    --                                                                        ^^^^^^^ reserved-word
    `,
  );
});

test('a capital letter needs quotes anyway', () => {
  checkRule(
    reservedWord,
    `
    create table "User" (id bigint primary key, "Order" int not null);
    `,
  );
});

test('migration tables', () => {
  checkRule(
    reservedWord,
    `
    create table schema_migrations ("end" int primary key);
    `,
  );
});
