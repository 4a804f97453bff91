import { test } from 'vitest';
import { btreeOnContainer } from '../../../server/src/rules/indexing/btree-on-container.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('arrays, text search and ranges', () => {
  checkRule(
    btreeOnContainer,
    `
    create table t (id int primary key, tags text[], words tsvector, during tstzrange, name text);
    create index t_tags on t (tags);
    --           ^^^^^^ btree-on-container
    create index t_words on t (words);
    --           ^^^^^^^ btree-on-container
    create index t_during on t (during);
    --           ^^^^^^^^ btree-on-container
    create index t_name on t (name);
    `,
  );
});

test('the methods that search inside are right', () => {
  checkRule(
    btreeOnContainer,
    `
    create table t (id int primary key, tags text[], words tsvector, during tstzrange);
    create index t_tags on t using gin (tags);
    create index t_words on t using gin (words);
    create index t_during on t using gist (during);
    `,
  );
});

test('jsonb belongs to another rule', () => {
  checkRule(
    btreeOnContainer,
    `
    create table t (id int primary key, body jsonb);
    create index t_body on t (body);
    `,
  );
});

test('a unique index is about whole values, and so is an order', () => {
  checkRule(
    btreeOnContainer,
    `
    create table t (id int primary key, path int[], during tstzrange, unique (during));
    create unique index t_path on t (path);
    create index t_latest on t (during desc);
    `,
  );
});

test('behind another column the container is only carried along', () => {
  checkRule(
    btreeOnContainer,
    `
    create table t (id int primary key, a int, tags text[]);
    create index t_1 on t (a, tags);
    create index t_2 on t (tags, a);
    --           ^^^ btree-on-container
    `,
  );
});

test('makes it a GIN index', async () => {
  await checkFix(
    btreeOnContainer,
    `
    create table t (id int primary key, tags text[]);
    create index t_tags on t (tags);
    `,
    `
    create table t (id int primary key, tags text[]);
    create index t_tags on t using gin (tags);
    `,
  );
});
