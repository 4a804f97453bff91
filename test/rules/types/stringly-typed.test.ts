import { test } from 'vitest';
import { stringlyTyped } from '../../../server/src/rules/types/stringly-typed.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('dates as text', () => {
  checkRule(
    stringlyTyped,
    `
    create table holiday (name text primary key, celebrated text not null, note text);
    --                                                      ^^^^ stringly-typed
    insert into holiday values
      ('a', '2025-01-01', 'x'), ('b', '2025-05-01', null), ('c', '2025-10-03', 'z'),
      ('d', '2025-12-25', null), ('e', '2025-12-26', 'y');
    `,
  );
});

test('one value that is no date', () => {
  checkRule(
    stringlyTyped,
    `
    create table holiday (name text primary key, celebrated text not null);
    insert into holiday values
      ('a', '2025-01-01'), ('b', '2025-05-01'), ('c', 'Easter'), ('d', '2025-12-25'), ('e', '2025-12-26');
    `,
  );
});

test('too few rows to tell', () => {
  checkRule(
    stringlyTyped,
    `
    create table holiday (name text primary key, celebrated text not null);
    insert into holiday values ('a', '2025-01-01'), ('b', '2025-05-01'), ('c', '2025-12-25');
    `,
  );
});

test('digits are a number where the name counts', () => {
  checkRule(
    stringlyTyped,
    `
    create table room (id int primary key, capacity varchar(10) not null, door varchar(10) not null);
    --                                              ^^^^^^^^^^^ stringly-typed
    insert into room (id, capacity, door) values
      (1, '10', '101'), (2, '20', '102'), (3, '30', '103'), (4, '8', '104'), (5, '12', '105');
    `,
  );
});

test('leading zeros make a code', () => {
  checkRule(
    stringlyTyped,
    `
    create table room (id int primary key, rank text not null);
    insert into room values (1, '001'), (2, '002'), (3, '003'), (4, '004'), (5, '005');
    `,
  );
});

test('documents', () => {
  checkRule(
    stringlyTyped,
    `
    create table widget (id int primary key, options text not null);
    --                                               ^^^^ stringly-typed
    insert into widget values (1, '{"a": 1}'), (2, '{"a": 2}'), (3, '{}'), (4, '{"b": []}'), (5, '[]');
    `,
  );
});

test('values of settings differ elsewhere', () => {
  checkRule(
    stringlyTyped,
    `
    create table setting (name text primary key, value text not null);
    insert into setting values
      ('a', '2025-01-01'), ('b', '2025-05-01'), ('c', '2025-10-03'), ('d', '2025-12-25'), ('e', '2025-12-26');
    `,
  );
});

test('SQLite has no type for dates, but for numbers', () => {
  checkRule(
    stringlyTyped,
    `
    //- schema.sql dialect=sqlite
    create table room (id integer primary key, capacity text not null, built text not null);
    --                                                  ^^^^ stringly-typed
    insert into room values
      (1, '10', '2025-01-01'), (2, '20', '2025-01-02'), (3, '30', '2025-01-03'), (4, '8', '2025-01-04'), (5, '9', '2025-01-05');
    `,
  );
});

test('gives the type that the values have', async () => {
  await checkFix(
    stringlyTyped,
    `
    create table holiday (name text primary key, celebrated text not null);
    insert into holiday values
      ('a', '2025-01-01'), ('b', '2025-05-01'), ('c', '2025-10-03'), ('d', '2025-12-25'), ('e', '2025-12-26');
    `,
    `
    create table holiday (name text primary key, celebrated date not null);
    insert into holiday values
      ('a', '2025-01-01'), ('b', '2025-05-01'), ('c', '2025-10-03'), ('d', '2025-12-25'), ('e', '2025-12-26');
    `,
  );
});
