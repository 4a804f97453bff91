import { test } from 'vitest';
import { tablePerValue } from '../../../server/src/rules/normalization/table-per-value.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('three years in three names', () => {
  checkRule(
    tablePerValue,
    `
    create table sales_2022 (id int primary key, sold_on date, amount int);
    --           ^^^^^^^^^^ table-per-value
    create table sales_2023 (id int primary key, sold_on date, amount int);
    create table sales_2024 (id int primary key, sold_on date, amount int);
    `,
  );
});

test('two are not enough', () => {
  checkRule(
    tablePerValue,
    `
    create table sales_2023 (id int primary key, sold_on date, amount int);
    create table sales_2024 (id int primary key, sold_on date, amount int);
    `,
  );
});

test('tables of another shape do not count', () => {
  checkRule(
    tablePerValue,
    `
    create table sales_2022 (id int primary key, sold_on date, total int);
    create table sales_2023 (id int primary key, sold_on date, amount int);
    create table sales_2024 (id int primary key, sold_on date, amount int);
    `,
  );
});

test('months and regions', () => {
  checkRule(
    tablePerValue,
    `
    create table visits_2024_01 (id int primary key, page text, seen timestamptz);
    --           ^^^^^^^^^^^^^^ table-per-value
    create table visits_2024_02 (id int primary key, page text, seen timestamptz);
    create table visits_2024_03 (id int primary key, page text, seen timestamptz);
    create table members_asia (id int primary key, name text, born date);
    --           ^^^^^^^^^^^^ table-per-value
    create table members_eu (id int primary key, name text, born date);
    create table members_us (id int primary key, name text, born date);
    `,
  );
});

test('partitions are one table', () => {
  checkRule(
    tablePerValue,
    `
    create table sales (sold_on date, amount int, note text) partition by range (sold_on);
    create table sales_2022 partition of sales for values from ('2022-01-01') to ('2023-01-01');
    create table sales_2023 partition of sales for values from ('2023-01-01') to ('2024-01-01');
    create table sales_2024 partition of sales for values from ('2024-01-01') to ('2025-01-01');
    `,
  );
});

test('archives are kept apart on purpose', () => {
  checkRule(
    tablePerValue,
    `
    create table sales_archive_2022 (id int primary key, sold_on date, amount int);
    create table sales_archive_2023 (id int primary key, sold_on date, amount int);
    create table sales_archive_2024 (id int primary key, sold_on date, amount int);
    `,
  );
});

test('short names are samples', () => {
  checkRule(
    tablePerValue,
    `
    create table t1 (a int primary key, b int, c int);
    create table t2 (a int primary key, b int, c int);
    create table t3 (a int primary key, b int, c int);
    `,
  );
});
