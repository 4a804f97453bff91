import { test } from 'vitest';
import { arrayOfForeignIds } from '../../../server/src/rules/normalization/array-of-foreign-ids.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('keys of a known table, but not one key or plain numbers', () => {
  checkRule(
    arrayOfForeignIds,
    `
    create table author (id bigint primary key);
    create table book (
      id bigint primary key,
      author_ids bigint[] not null,
    --^^^^^^^^^^ array-of-foreign-ids
      main_author_id bigint references author,
      ratings int[]
    );
    `,
  );
});

test('keys of a table out of sight', () => {
  checkRule(
    arrayOfForeignIds,
    `
    create table book (
      id bigint primary key,
      author_ids uuid[] not null
    --^^^^^^^^^^ array-of-foreign-ids
    );
    `,
  );
});

test('keys of another type than the table of that name belong elsewhere', () => {
  checkRule(
    arrayOfForeignIds,
    `
    create table author (id bigint primary key);
    create table book (id bigint primary key, author_ids uuid[]);
    `,
  );
});

test('beside a link table the array is a copy', () => {
  checkRule(
    arrayOfForeignIds,
    `
    create table author (id bigint primary key);
    create table book (id bigint primary key, author_ids bigint[]);
    create table book_author (book_id bigint references book, author_id bigint references author, primary key (book_id, author_id));
    `,
  );
});

test('texts and keys of other systems are left alone', () => {
  checkRule(
    arrayOfForeignIds,
    `
    create table book (id bigint primary key, shop_ids text[], external_ids bigint[]);
    `,
  );
});

test('records of the past are left alone', () => {
  checkRule(
    arrayOfForeignIds,
    `
    create table author (id bigint primary key);
    create table book_audit (id bigint primary key, author_ids bigint[]);
    `,
  );
});
