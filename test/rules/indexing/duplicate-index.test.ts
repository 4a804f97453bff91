import { test } from 'vitest';
import { duplicateIndex } from '../../../server/src/rules/indexing/duplicate-index.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('the younger of two equal indexes', () => {
  checkRule(
    duplicateIndex,
    `
    create table t (id int primary key, a int, b int);
    create index t_a on t (a, b);
    create index t_a_again on t (a, b);
    --           ^^^^^^^^^ duplicate-index
    create index t_b on t (b, a);
    `,
  );
});

test('an index beside a unique constraint', () => {
  checkRule(
    duplicateIndex,
    `
    create table t (id int primary key, email text unique);
    create index t_email on t (email);
    --           ^^^^^^^ duplicate-index
    `,
  );
});

test('the constraint is kept though it is younger', () => {
  checkRule(
    duplicateIndex,
    `
    create table t (id int primary key, email text);
    create unique index t_email on t (email);
    --                  ^^^^^^^ duplicate-index
    alter table t add constraint t_email_key unique (email);
    `,
  );
});

test('reversed as a whole is the same, in part it is not', () => {
  checkRule(
    duplicateIndex,
    `
    create table t (id int primary key, a int, b int);
    create index t_1 on t (a, b);
    create index t_2 on t (a desc, b desc);
    --           ^^^ duplicate-index
    create index t_3 on t (a, b desc);
    create index t_4 on t (a desc nulls last, b desc nulls last);
    `,
  );
});

test('operator class, collation and predicate make a difference, a written default does not', () => {
  checkRule(
    duplicateIndex,
    `
    create table t (id int primary key, a text);
    create index t_1 on t (a);
    create index t_2 on t (a text_pattern_ops);
    create index t_3 on t (a collate "C");
    create index t_4 on t (a) where a <> '';
    create index t_5 on t (a text_ops);
    --           ^^^ duplicate-index
    `,
  );
});

test('expressions are compared by meaning', () => {
  checkRule(
    duplicateIndex,
    `
    create table t (id int primary key, a text);
    create index t_1 on t (lower(a));
    create index t_2 on t (LOWER( a ));
    --           ^^^ duplicate-index
    create index t_3 on t (upper(a));
    `,
  );
});

test('other methods only when they are exactly equal', () => {
  checkRule(
    duplicateIndex,
    `
    create table t (id int primary key, a jsonb, b int);
    create index t_1 on t using gin (a);
    create index t_2 on t using gin (a jsonb_ops);
    --           ^^^ duplicate-index
    create index t_3 on t using gin (a jsonb_path_ops);
    create index t_4 on t using hash (b);
    create index t_5 on t (b);
    `,
  );
});

test('invisible indexes are on their way out', () => {
  checkRule(
    duplicateIndex,
    `
    //- schema.sql dialect=mysql
    create table t (id int primary key, a int, key t_1 (a), key t_2 (a) invisible);
    create table u (
      id int primary key, a int, key u_1 (a),
      key u_2 (a)
      --  ^^^ duplicate-index
    );
    `,
  );
});

test('equal constraints of one CREATE TABLE are merged by PostgreSQL', () => {
  checkRule(
    duplicateIndex,
    `
    create table t (id int primary key, a int unique, unique (a));
    `,
  );
});

test('of three equal ones two are reported', () => {
  checkRule(
    duplicateIndex,
    `
    create table t (id int primary key, a int);
    create index t_1 on t (a);
    create index t_2 on t (a);
    --           ^^^ duplicate-index
    create index t_3 on t (a);
    --           ^^^ duplicate-index
    `,
  );
});

test('drops the younger one', async () => {
  await checkFix(
    duplicateIndex,
    `
    create table t (id int primary key, a int);
    create index t_1 on t (a);
    create index t_2 on t (a);
    `,
    `
    create table t (id int primary key, a int);
    create index t_1 on t (a);
    `,
  );
});
