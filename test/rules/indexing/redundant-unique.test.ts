import { expect, test } from 'vitest';
import { redundantUnique } from '../../../server/src/rules/indexing/redundant-unique.ts';
import { allFindings, analyze } from '../../kit/analyze.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a unique pair beside a unique column', () => {
  checkRule(
    redundantUnique,
    `
    create table t (id int primary key, a int unique, b int);
    create unique index t_ab on t (b, a);
    --                  ^^^^ redundant-unique
    create index t_plain on t (b, a);
    `,
  );
});

test('a unique pair that holds the primary key', () => {
  checkRule(
    redundantUnique,
    `
    create table t (
      id int primary key, tenant int,
      unique (tenant, id)
    --^^^^^^^^^^^^^^^^^^^ redundant-unique
    );
    `,
  );
});

test('it may be the target of a foreign key', () => {
  checkRule(
    redundantUnique,
    `
    create table t (id int primary key, tenant int, unique (tenant, id));
    create table u (id int primary key, tenant int, t_id int, foreign key (tenant, t_id) references t (tenant, id));
    `,
  );
});

test('partial ones with different predicates are not compared', () => {
  checkRule(
    redundantUnique,
    `
    create table t (id int primary key, a int, b int);
    create unique index t_a on t (a) where b > 0;
    create unique index t_ab on t (a, b);
    `,
  );
});

test('NULLS NOT DISTINCT refuses more', () => {
  checkRule(
    redundantUnique,
    `
    create table t (id int primary key, a int, b int);
    create unique index t_a on t (a);
    create unique index t_ab on t (a, b) nulls not distinct;
    `,
  );
});

test('a deferrable constraint lets duplicates in for a while', () => {
  checkRule(
    redundantUnique,
    `
    create table t (id int primary key, a int, b int, unique (a) deferrable);
    create unique index t_ab on t (a, b);
    `,
  );
});

test('the same columns in another order are said once', () => {
  checkRule(
    redundantUnique,
    `
    create table t (a int, b int, primary key (a, b));
    create unique index t_ba on t (b, a);
    --                  ^^^^ redundant-unique
    `,
  );
});

test('uniqueness under another collation is another uniqueness', () => {
  checkRule(
    redundantUnique,
    `
    //- schema.sql dialect=sqlite
    create table t (id integer primary key, a text, b text);
    create unique index t_a on t (a);
    create unique index t_ab on t (a collate nocase, b);
    create unique index t_ab_exact on t (b, a);
    --                  ^^^^^^^^^^ redundant-unique
    `,
  );
});

test('offers nothing where a foreign key would lose its index', () => {
  const text = `
    create table p (id int primary key);
    create table t (id int primary key, a int unique, p_id int references p);
    create unique index t_pa on t (p_id, a);`;
  const analyzer = analyze([{ file: 'schema.sql', text, dialect: 'postgresql' }], { rules: [redundantUnique] });
  expect(allFindings(analyzer).map((finding) => analyzer.fixesFor(finding))).toEqual([[]]);
});

test('drops the implied index', async () => {
  await checkFix(
    redundantUnique,
    `
    create table t (id int primary key, a int unique, b int);
    create unique index t_ab on t (b, a);
    `,
    `
    create table t (id int primary key, a int unique, b int);
    `,
  );
});
