import { test } from 'vitest';
import { booleanIndex } from '../../../server/src/rules/indexing/boolean-index.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a boolean as the whole key', () => {
  checkRule(
    booleanIndex,
    `
    create table t (id int primary key, done boolean not null, a int);
    create index t_done on t (done);
    --           ^^^^^^ boolean-index
    create index t_a on t (a);
    `,
  );
});

test('a boolean in front of or behind other columns has its use', () => {
  checkRule(
    booleanIndex,
    `
    create table t (id int primary key, done boolean not null, a int);
    create index t_1 on t (done, a);
    create index t_2 on t (a, done);
    create index t_3 on t (done) include (a);
    `,
  );
});

test('partial and unique indexes have their use', () => {
  checkRule(
    booleanIndex,
    `
    create table t (id int primary key, done boolean not null);
    create index t_1 on t (done) where not done;
    create unique index t_2 on t (done);
    `,
  );
});

test('bit in SQL Server', () => {
  checkRule(
    booleanIndex,
    `
    //- schema.sql dialect=sqlserver
    create table t (id int primary key, sent bit not null);
    create index t_sent on t (sent);
    --           ^^^^^^ boolean-index
    `,
  );
});

test('MySQL has no better index to offer', () => {
  checkRule(
    booleanIndex,
    `
    //- schema.sql dialect=mysql
    create table t (id int primary key, sent boolean not null, key t_sent (sent));
    `,
  );
});

test('limits the index to the value that is not the default', async () => {
  await checkFix(
    booleanIndex,
    `
    CREATE TABLE t (id int PRIMARY KEY, done boolean NOT NULL DEFAULT true);
    CREATE INDEX t_done ON t (done);
    `,
    `
    CREATE TABLE t (id int PRIMARY KEY, done boolean NOT NULL DEFAULT true);
    CREATE INDEX t_done ON t (done) WHERE NOT done;
    `,
  );
});

test('or to the other one', async () => {
  await checkFix(
    booleanIndex,
    `
    create table t (id int primary key, "primary" boolean not null default true);
    create index t_primary on t ("primary");
    `,
    `
    create table t (id int primary key, "primary" boolean not null default true);
    create index t_primary on t ("primary") where "primary";
    `,
    { fix: 1 },
  );
});
