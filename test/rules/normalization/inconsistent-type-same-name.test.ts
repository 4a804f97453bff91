import { test } from 'vitest';
import { inconsistentTypeSameName } from '../../../server/src/rules/normalization/inconsistent-type-same-name.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

/** A key and a reference to it, both `bigint`. */
const customers = `create table customer (customer_id bigint primary key);
    create table payment (id bigint primary key, customer_id bigint references customer);`;

test('one id among keys and references', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    ${customers}
    create table card (
      id bigint primary key,
      customer_id text
    --            ^^^^ inconsistent-type-same-name
    );
    `,
  );
});

test('a narrower integer', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    ${customers}
    create table card (
      id bigint primary key,
      customer_id int
    --            ^^^ inconsistent-type-same-name
    );
    `,
  );
});

test('without a key it takes seven in ten of three tables', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    create table payment (id bigint primary key, member_id bigint);
    create table card (id bigint primary key, member_id text);
    create table visit (id bigint primary key, member_id bigint);
    `,
  );
});

test('other names need seven in ten of three tables', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    create table payment (id int primary key, paid_amount numeric);
    create table refund (id int primary key, paid_amount numeric);
    create table receipt (id int primary key, paid_amount numeric);
    create table voucher (
      id int primary key,
      paid_amount text
    --            ^^^^ inconsistent-type-same-name
    );
    create table fee (id int primary key, net_amount numeric);
    create table fine (id int primary key, net_amount text);
    `,
  );
});

test('tables of another product, by their prefix, are not compared', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    create table shop_card (id int primary key, paid_at timestamptz);
    create table shop_payment (id int primary key, paid_at timestamptz);
    create table shop_refund (id int primary key, paid_at timestamptz);
    create table shop_visit (id int primary key, paid_at timestamptz);
    create table shop_bill (id int primary key, paid_at timestamptz);
    create table qrtz_trigger (id int primary key, paid_at bigint);
    create table shop_fee (
      id int primary key,
      paid_at bigint
    --        ^^^^^^ inconsistent-type-same-name
    );
    `,
  );
});

test('datetime and timestamp are one kind in MySQL', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    //- schema.sql dialect=mysql
    create table card (id int primary key, paid_at timestamp);
    create table payment (id int primary key, paid_at datetime);
    create table refund (id int primary key, paid_at datetime);
    create table fee (id int primary key, paid_at datetime);
    `,
  );
});

test('lengths do not matter', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    create table payment (id int primary key, card_holder varchar(50));
    create table refund (id int primary key, card_holder varchar(50));
    create table receipt (id int primary key, card_holder varchar(50));
    create table voucher (id int primary key, card_holder text);
    `,
  );
});

test('words that fit anything are not compared', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    create table payment (id int primary key, external_id text, parent_id int, card_value int);
    create table refund (id int primary key, external_id text, parent_id int, card_value int);
    create table receipt (id int primary key, external_id text, parent_id int, card_value int);
    create table voucher (id int primary key, external_id int, parent_id uuid, card_value text);
    `,
  );
});

test('a foreign key dictates the type', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    ${customers}
    create table old_customer (id text primary key);
    create table card (id bigint primary key, customer_id text references old_customer);
    `,
  );
});

test('the id of a polymorphic pair holds anything', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    ${customers}
    create table card (id bigint primary key, customer_id text, customer_type text);
    `,
  );
});

test('other schemas have their own ids', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    create schema shop;
    ${customers}
    create table shop.card (id bigint primary key, customer_id text);
    `,
  );
});

test('widens the integer', () =>
  checkFix(
    inconsistentTypeSameName,
    `
    create table visit (id bigint primary key, member_id bigint);
    create table card (id bigint primary key, member_id bigint);
    create table payment (id bigint primary key, member_id bigint);
    create table locker (
      id bigint primary key,
      member_id int
    );
    `,
    `
    create table visit (id bigint primary key, member_id bigint);
    create table card (id bigint primary key, member_id bigint);
    create table payment (id bigint primary key, member_id bigint);
    create table locker (
      id bigint primary key,
      member_id bigint
    );
    `,
  ));

test('a text beside UUIDs is what another service calls the thing, unless it has their length', () => {
  checkRule(
    inconsistentTypeSameName,
    `
    create table customer (id uuid primary key);
    create table orders (id int primary key, customer_id uuid references customer);
    create table wallet (id int primary key, customer_id uuid references customer);
    create table card (id int primary key, customer_id uuid references customer);
    create table charge (id int primary key, customer_id text);
    create table visit (id int primary key, customer_id varchar(36));
    --                                                  ^^^^^^^^^^^ inconsistent-type-same-name
    `,
  );
});
