import { test } from 'vitest';
import { identifierTooLong } from '../../../server/src/rules/naming/identifier-too-long.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('an index name is cut', () => {
  checkRule(
    identifierTooLong,
    `
    create table a (id bigint primary key, n int);
    create index xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy on a (n);
    --           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ identifier-too-long
    create index xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx on a (n);
    `,
  );
});

test('bytes count, not characters', () => {
  checkRule(
    identifierTooLong,
    `
    create table a (id bigint primary key, "ääääääääääääääääääääääääääääääää" int, "äääääääääääääääääääääääääääääää" int);
    --                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ identifier-too-long
    `,
  );
});

test('two that become one', () => {
  checkRule(
    identifierTooLong,
    `
    create table a (
      id bigint primary key,
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxa int,
   -- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ identifier-too-long
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxb int
   -- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ identifier-too-long
    );
    `,
  );
});

test('MySQL has 64 characters', () => {
  checkRule(
    identifierTooLong,
    `
    //- schema.sql dialect=mysql
    create table a (id int primary key, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy int, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxyz int);
    --                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ identifier-too-long
    `,
  );
});

test('SQL Server has 128', () => {
  checkRule(
    identifierTooLong,
    `
    //- schema.sql dialect=sqlserver
    create table a (id int primary key, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx int, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx int);
    --                                                                                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ identifier-too-long
    `,
  );
});

test('names that PostgreSQL makes up and has to number', () => {
  checkRule(
    identifierTooLong,
    `
    create table correspondence_address (
      id bigint primary key,
      street_and_house_number_of_the_recipient_of_mail_first_line text,
      street_and_house_number_of_the_recipient_of_mail_second_line text,
      unique (street_and_house_number_of_the_recipient_of_mail_first_line),
      unique (street_and_house_number_of_the_recipient_of_mail_second_line)
   -- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ identifier-too-long
    );
    `,
  );
});

test('names that it makes up and need no number', () => {
  checkRule(
    identifierTooLong,
    `
    create table address (id bigint primary key, street text unique, city text unique);
    create index on address (street);
    create index on address (city);
    `,
  );
});
