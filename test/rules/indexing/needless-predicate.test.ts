import { expect, test } from 'vitest';
import { needlessPredicate } from '../../../server/src/rules/indexing/needless-predicate.ts';
import { allFindings, analyze } from '../../kit/analyze.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('IS NOT NULL of a column that is NOT NULL', () => {
  checkRule(
    needlessPredicate,
    `
    create table t (id int primary key, a int not null, b int);
    create index t_a on t (a) where a is not null;
    --           ^^^ needless-predicate
    create index t_b on t (b) where b is not null;
    `,
  );
});

test('a primary key column is never null either', () => {
  checkRule(
    needlessPredicate,
    `
    create table t (id int primary key, a int);
    create index t_a on t (a) where id is not null;
    --           ^^^ needless-predicate
    `,
  );
});

test('one condition of several', () => {
  checkRule(
    needlessPredicate,
    `
    create table t (id int primary key, a int not null, b int);
    create index t_1 on t (b) where a is not null and b > 0;
    --           ^^^ needless-predicate
    create index t_2 on t (b) where a is not null or b > 0;
    `,
  );
});

test('IS NULL of such a column is another matter', () => {
  checkRule(
    needlessPredicate,
    `
    create table t (id int primary key, a int not null);
    create index t_a on t (id, a) where a is null;
    `,
  );
});

test('the column became NOT NULL later', () => {
  checkRule(
    needlessPredicate,
    `
    create table t (id int primary key, a int);
    create index t_a on t (a) where a is not null;
    --           ^^^ needless-predicate
    alter table t alter column a set not null;
    `,
  );
});

test('offers nothing where the index of all rows would be one too many', () => {
  const text = `
    create table t (id int primary key, a int not null, b int);
    create index t_a on t (a) where a is not null;
    create index t_ab on t (a, b);`;
  const analyzer = analyze([{ file: 'schema.sql', text, dialect: 'postgresql' }], { rules: [needlessPredicate] });
  expect(allFindings(analyzer).map((finding) => analyzer.fixesFor(finding))).toEqual([[]]);
});

test('makes it an index of all rows', async () => {
  await checkFix(
    needlessPredicate,
    `
    create table t (id int primary key, a int not null);
    create unique index t_a on t (a) where a is not null;
    `,
    `
    create table t (id int primary key, a int not null);
    create unique index t_a on t (a);
    `,
  );
});
