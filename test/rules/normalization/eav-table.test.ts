import { test } from 'vitest';
import { eavTable } from '../../../server/src/rules/normalization/eav-table.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('owner, attribute and value', () => {
  checkRule(
    eavTable,
    `
    create table product (id int primary key);
    create table product_detail (
    --           ^^^^^^^^^^^^^^ eav-table
      id int primary key,
      product_id int not null references product,
      attribute_name text not null,
      attribute_value text
    );
    `,
  );
});

test('key and value without a declared reference', () => {
  checkRule(
    eavTable,
    `
    create table usermeta (
    --           ^^^^^^^^ eav-table
      umeta_id bigint primary key,
      user_id bigint not null,
      meta_key varchar(255),
      meta_value text
    );
    `,
  );
});

test('several typed values', () => {
  checkRule(
    eavTable,
    `
    create table entity_attribute (
    --           ^^^^^^^^^^^^^^^^ eav-table
      entity_id uuid not null,
      attribute_key int not null,
      bool_value boolean,
      str_value text,
      long_value bigint,
      created_at timestamptz,
      primary key (entity_id, attribute_key)
    );
    `,
  );
});

test('a value of a proper type is a column like others', () => {
  checkRule(
    eavTable,
    `
    create table product (id int primary key);
    create table product_detail (id int primary key, product_id int references product, field text, value numeric);
    `,
  );
});

test('settings and translations are meant to be rows', () => {
  checkRule(
    eavTable,
    `
    create table member (id int primary key);
    create table member_setting (member_id int references member, key text, value text, primary key (member_id, key));
    create table product_translation (product_id int, field text, value text);
    `,
  );
});

test('without an owner it is a list of settings', () => {
  checkRule(
    eavTable,
    `
    create table registry_entry (key text primary key, value text);
    create table app (id int primary key, key text, value text);
    `,
  );
});

test('measurements over time and pieces in order are no attributes', () => {
  checkRule(
    eavTable,
    `
    create table reading (device_id int, key text, ts bigint, str_value text, num_value float, primary key (device_id, key, ts));
    create table chunk (run_id int, key text, sequence int, value text, primary key (run_id, key, sequence));
    `,
  );
});

test('a table with more to say is left alone', () => {
  checkRule(
    eavTable,
    `
    create table product (id int primary key);
    create table product_part (
      id int primary key, product_id int references product, field text, value text, weight int, height int, width int
    );
    `,
  );
});
