import { test } from 'vitest';
import { inconsistentCase } from '../../../server/src/rules/naming/inconsistent-case.ts';
import { checkRule } from '../../kit/check-rule.ts';

/** A table whose names are all in snake case, and the beginning of another. */
const person = `create table person (
      id bigint primary key,
      first_name text,
      last_name text,
      birth_place text,
      phone_no text,
      street_name text
    );`;

const purchase = `create table purchase (
      id bigint primary key,
      order_no text,
      paid_on date,
      sent_on date,
      unit_count int,
      net_total numeric`;

test('a quoted column among plain ones', () => {
  checkRule(
    inconsistentCase,
    `
    ${person}
    ${purchase},
      "unitPrice" numeric
   -- ^^^^^^^^^^^ inconsistent-case
    );
    `,
  );
});

test('the same in one word is no slip', () => {
  checkRule(
    inconsistentCase,
    `
    ${person}
    ${purchase},
      price numeric,
      qty int
    );
    `,
  );
});

test('several of a table are reported at the first', () => {
  checkRule(
    inconsistentCase,
    `
    create table person (
      id bigint primary key,
      first_name text,
      last_name text,
      birth_place text,
      phone_no text,
      street_name text,
      street_no text,
      zip_code text,
      city_name text,
      house_name text,
      flat_no text,
      note_text text,
      a_b int,
      c_d int
    );
    ${purchase},
      "unitPrice" numeric,
   -- ^^^^^^^^^^^ inconsistent-case
      "unitCost" numeric
    );
    `,
  );
});

test('half of the names is no slip but a habit', () => {
  checkRule(
    inconsistentCase,
    `
    create table person (
      id bigint primary key,
      first_name text,
      "lastName" text,
      birth_place text,
      "phoneNo" text
    );
    create table purchase (
      id bigint primary key,
      order_no text,
      "paidOn" date,
      sent_on date,
      "unitCount" int
    );
    `,
  );
});

test('too few names to have a usual style', () => {
  checkRule(
    inconsistentCase,
    `
    create table a (first_name text, "lastName" text);
    create table b (unit_price numeric);
    `,
  );
});

test('a table that is all different has its own convention', () => {
  checkRule(
    inconsistentCase,
    `
    ${person}
    ${purchase}
    );
    create table imported (
      "firstName" text,
      "lastName" text,
      "birthPlace" text
    );
    `,
  );
});

test('a table among tables', () => {
  checkRule(
    inconsistentCase,
    `
    create table order_line (id int primary key);
    create table order_head (id int primary key);
    create table customer (id int primary key);
    create table product_group (id int primary key);
    create table "PriceList" (id int primary key);
    --           ^^^^^^^^^^^ inconsistent-case
    `,
  );
});

test('Pascal case in SQL Server', () => {
  checkRule(
    inconsistentCase,
    `
    //- schema.sql dialect=sqlserver
    create table OrderLine (Id int primary key);
    create table OrderHead (Id int primary key);
    create table ProductGroup (Id int primary key);
    create table Customer (Id int primary key);
    create table PriceList (Id int primary key);
    create table stock_item (Id int primary key);
    --           ^^^^^^^^^^ inconsistent-case
    create table sysdiagrams (Id int primary key);
    `,
  );
});

test('tables that Prisma makes for relations bear its names', () => {
  checkRule(
    inconsistentCase,
    `
//- schema.prisma
model m1 {
  id Int @id
  others m2[]
  @@map("table_one")
}
model m2 {
  id Int @id
  others m1[]
  @@map("table_two")
}
model m3 {
  id Int @id
  @@map("table_three")
}
model m4 {
  id Int @id
  @@map("table_four")
}
model m5 {
  id Int @id
  @@map("table_five")
}
`,
  );
});
