import { test } from 'vitest';
import { storedDerivedColumn } from '../../../server/src/rules/normalization/stored-derived-column.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('an age beside the date of birth', () => {
  checkRule(
    storedDerivedColumn,
    `
    create table person (
      id int primary key,
      birth_date date,
      age int
    --^^^ stored-derived-column
    );
    create table animal (id int primary key, age int);
    `,
  );
});

test('a full name beside its parts', () => {
  checkRule(
    storedDerivedColumn,
    `
    create table person (
      id int primary key,
      first_name text, last_name text,
      full_name text
    --^^^^^^^^^ stored-derived-column
    );
    create table firm (id int primary key, first_name text, full_name text);
    `,
  );
});

test('a total beside quantity and price', () => {
  checkRule(
    storedDerivedColumn,
    `
    create table line (
      id int primary key,
      quantity int, unit_price numeric(10, 2),
      line_total numeric(10, 2)
    --^^^^^^^^^^ stored-derived-column
    );
    `,
  );
});

test('a discount makes the total a fact of its own', () => {
  checkRule(
    storedDerivedColumn,
    `
    create table line (id int primary key, quantity int, unit_price numeric, discount numeric, line_total numeric);
    `,
  );
});

test('generated columns do not go stale', () => {
  checkRule(
    storedDerivedColumn,
    `
    create table line (
      id int primary key, quantity int, unit_price numeric,
      line_total numeric generated always as (quantity * unit_price) stored
    );
    `,
  );
});

test('a trigger may keep the value', () => {
  checkRule(
    storedDerivedColumn,
    `
    create table person (id int primary key, birth_date date, age int);
    create function fill_age() returns trigger language plpgsql as $$ begin return new; end $$;
    create trigger person_age before insert on person for each row execute function fill_age();
    `,
  );
});

test('in any spelling', () => {
  checkRule(
    storedDerivedColumn,
    `
    //- schema.sql dialect=sqlserver
    create table Person (
      Id int primary key,
      FirstName nvarchar(50), LastName nvarchar(50),
      FullName nvarchar(101)
    --^^^^^^^^ stored-derived-column
    );
    `,
  );
});

test('histories and reports are left alone', () => {
  checkRule(
    storedDerivedColumn,
    `
    create table person_history (id int primary key, birth_date date, age int);
    create table person_report (id int primary key, first_name text, last_name text, full_name text);
    `,
  );
});
