import { test } from 'vitest';
import { softDeleteUniqueConflict } from '../../../server/src/rules/indexing/soft-delete-unique-conflict.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a full unique index beside deleted_at', () => {
  checkRule(
    softDeleteUniqueConflict,
    `
    create table t (id int primary key, email text, deleted_at timestamptz);
    create unique index t_email on t (email);
    --                  ^^^^^^^ soft-delete-unique-conflict
    create table u (id int primary key, email text);
    create unique index u_email on u (email);
    `,
  );
});

test('a partial one is right', () => {
  checkRule(
    softDeleteUniqueConflict,
    `
    create table t (id int primary key, email text, deleted_at timestamptz);
    create unique index t_email on t (email) where deleted_at is null;
    `,
  );
});

test('the mark in the key is another design', () => {
  checkRule(
    softDeleteUniqueConflict,
    `
    create table t (id int primary key, email text, deleted_at timestamptz, unique (email, deleted_at));
    create table u (id int primary key, email text, deleted_at timestamptz, active boolean, unique (email, active));
    `,
  );
});

test('a pair of references can be made again', () => {
  checkRule(
    softDeleteUniqueConflict,
    `
    create table a (id int primary key);
    create table b (id int primary key);
    create table a_b (a_id int references a, b_id int references b, deleted_at timestamptz);
    create unique index a_b_pair on a_b (a_id, b_id);
    --                  ^^^^^^^^ soft-delete-unique-conflict
    `,
  );
});

test('values that are made once stay unique', () => {
  checkRule(
    softDeleteUniqueConflict,
    `
    create table t (id int primary key, public_id uuid, token text, stripe_id text, invoice_number text,
      deleted_at timestamptz);
    create unique index t_1 on t (public_id);
    create unique index t_2 on t (token);
    create unique index t_3 on t (stripe_id);
    create unique index t_4 on t (invoice_number);
    `,
  );
});

test('foreign keys cannot reference a partial index', () => {
  checkRule(
    softDeleteUniqueConflict,
    `
    create table t (id int primary key, email text unique, deleted_at timestamptz);
    create table u (id int primary key, email text references t (email));
    `,
  );
});

test('a time that is always set marks nothing', () => {
  checkRule(
    softDeleteUniqueConflict,
    `
    create table t (id int primary key, email text unique, deleted_at timestamptz not null);
    create table u (id int primary key, email text unique, deleted_by int);
    `,
  );
});

test('makes a unique index over the living rows', async () => {
  await checkFix(
    softDeleteUniqueConflict,
    `
    CREATE TABLE t (id int PRIMARY KEY, email text, deleted_at timestamptz);
    CREATE UNIQUE INDEX t_email ON t (email);
    `,
    `
    CREATE TABLE t (id int PRIMARY KEY, email text, deleted_at timestamptz);
    CREATE UNIQUE INDEX t_email ON t (email) WHERE deleted_at IS NULL;
    `,
  );
});

test('also of a constraint', async () => {
  await checkFix(
    softDeleteUniqueConflict,
    `
    CREATE TABLE t (
      id int PRIMARY KEY,
      email text,
      deleted_at timestamptz,
      CONSTRAINT t_email_key UNIQUE (email)
    );
    `,
    `
    CREATE TABLE t (
      id int PRIMARY KEY,
      email text,
      deleted_at timestamptz
    );
    CREATE UNIQUE INDEX t_email_key ON t (email) WHERE deleted_at IS NULL;
    `,
  );
});

test('and of one without a name', async () => {
  await checkFix(
    softDeleteUniqueConflict,
    `
    CREATE TABLE t (id int PRIMARY KEY, email text NOT NULL UNIQUE, deleted_at timestamptz);
    `,
    `
    CREATE TABLE t (id int PRIMARY KEY, email text NOT NULL, deleted_at timestamptz);
    CREATE UNIQUE INDEX t_email_idx ON t (email) WHERE deleted_at IS NULL;
    `,
  );
});
