import { test } from 'vitest';
import { duplicateTableShape } from '../../../server/src/rules/normalization/duplicate-table-shape.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('two tables of one shape', () => {
  checkRule(
    duplicateTableShape,
    `
    create table domestic_supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    --           ^^^^^^^^^^^^^^^^^ duplicate-table-shape
    create table foreign_supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    `,
  );
});

test('four fifths are enough', () => {
  checkRule(
    duplicateTableShape,
    `
    create table domestic_supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int, a int, b int, c int);
    --           ^^^^^^^^^^^^^^^^^ duplicate-table-shape
    create table foreign_supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int, a int, b int, d int);
    `,
  );
});

test('less than four fifths are not', () => {
  checkRule(
    duplicateTableShape,
    `
    create table domestic_supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int, a int, b int, c int);
    create table foreign_supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int, a int, d int, e int);
    `,
  );
});

test('other types are another shape', () => {
  checkRule(
    duplicateTableShape,
    `
    create table domestic_supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    create table foreign_supplier (id int primary key, street text, city int, vat_number int, credit_limit text, payment_days int);
    `,
  );
});

test('one finding for many tables', () => {
  checkRule(
    duplicateTableShape,
    `
    create table domestic_supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    --           ^^^^^^^^^^^^^^^^^ duplicate-table-shape
    create table foreign_supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    create table private_supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    `,
  );
});

test('histories, staging tables and drafts are alike on purpose', () => {
  checkRule(
    duplicateTableShape,
    `
    create table supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    create table supplier_history (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    create table stg_supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    create table supplier_draft (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    `,
  );
});

test('the same name in two schemas, or with another number, is no coincidence', () => {
  checkRule(
    duplicateTableShape,
    `
    create schema north;
    create table north.supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    create table supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    create table supplier_2 (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    create table supplier_3 (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    `,
  );
});

test('one references the other', () => {
  checkRule(
    duplicateTableShape,
    `
    create table supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    create table supplier_offer (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int, foreign key (id) references supplier);
    `,
  );
});

test('what all tables have does not make them alike', () => {
  checkRule(
    duplicateTableShape,
    `
    create table shop (id int primary key, name text, status text, created_at date, updated_at date, deleted_at date);
    create table road (id int primary key, name text, status text, created_at date, updated_at date, deleted_at date);
    `,
  );
});

test('partitions and inheritance children are one table', () => {
  checkRule(
    duplicateTableShape,
    `
    create table supplier (id int primary key, street text, city text, vat_number text, credit_limit int, payment_days int);
    create table near_supplier () inherits (supplier);
    create table far_supplier () inherits (supplier);
    `,
  );
});
