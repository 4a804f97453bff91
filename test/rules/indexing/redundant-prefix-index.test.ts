import { expect, test } from 'vitest';
import { redundantPrefixIndex } from '../../../server/src/rules/indexing/redundant-prefix-index.ts';
import { allFindings, analyze } from '../../kit/analyze.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('the leading columns of a longer index', () => {
  checkRule(
    redundantPrefixIndex,
    `
    create table t (id int primary key, a int, b int, c int);
    create index t_a on t (a);
    --           ^^^ redundant-prefix-index
    create index t_ab on t (a, b);
    --           ^^^^ redundant-prefix-index
    create index t_abc on t (a, b, c);
    create index t_b on t (b);
    `,
  );
});

test('the leading columns of the primary key', () => {
  checkRule(
    redundantPrefixIndex,
    `
    create table t (a int, b int, primary key (a, b));
    create index t_a on t (a);
    --           ^^^ redundant-prefix-index
    create index t_b on t (b);
    `,
  );
});

test('a unique index refuses rows, so it stays', () => {
  checkRule(
    redundantPrefixIndex,
    `
    create table t (id int primary key, a int, b int);
    create unique index t_a on t (a);
    create index t_ab on t (a, b);
    `,
  );
});

test('direction agrees or is reversed as a whole', () => {
  checkRule(
    redundantPrefixIndex,
    `
    create table t (id int primary key, a int, b int, c int);
    create index t_1 on t (a);
    --           ^^^ redundant-prefix-index
    create index t_2 on t (a desc, b);
    create index t_3 on t (b, c);
    create index t_4 on t (b, c desc, a);
    `,
  );
});

test('what is included must be in the longer index too', () => {
  checkRule(
    redundantPrefixIndex,
    `
    create table t (id int primary key, a int, b int, c int);
    create index t_1 on t (a) include (b);
    --           ^^^ redundant-prefix-index
    create index t_2 on t (a) include (c);
    create index t_3 on t (a, b);
    `,
  );
});

test('predicate, operator class and prefix length must agree', () => {
  checkRule(
    redundantPrefixIndex,
    `
    //- pg/schema.sql
    create table t (id int primary key, a text, b int, gone boolean);
    create index t_1 on t (a) where not gone;
    create index t_2 on t (a text_pattern_ops);
    create index t_3 on t (a, b);
    //- my/schema.sql dialect=mysql
    create table u (id int primary key, a varchar(200), b int, key u_1 (a(10)), key u_2 (a, b));
    `,
  );
});

test('only B-trees have prefixes', () => {
  checkRule(
    redundantPrefixIndex,
    `
    create table t (id int primary key, a int[], b int[]);
    create index t_1 on t using gin (a);
    create index t_2 on t using gin (a, b);
    `,
  );
});

test('the clustered index of SQL Server stays', () => {
  checkRule(
    redundantPrefixIndex,
    `
    //- schema.sql dialect=sqlserver
    create table t (a int not null, b int not null);
    create clustered index t_rows on t (a);
    create index t_ab on t (a, b);
    create table u (id int not null primary key, a int not null, b int not null);
    create index u_a on u (a);
    --           ^^^ redundant-prefix-index
    create index u_ab on u (a, b);
    `,
  );
});

test.each([
  ['sqlite', 'a int, b int, primary key (a, b)', 'warning'],
  ['sqlite', 'id integer primary key, a int, b int, unique (a, b)', 'info'],
  ['mysql', 'id int primary key, a int, b int, unique (a, b)', 'info'],
  ['mysql', 'b int primary key, a int, unique (a, b)', 'warning'],
  ['mysql', 'a int, b int, primary key (a, b)', 'info'],
  ['postgresql', 'a int, b int, primary key (a, b)', 'warning'],
  ['postgresql', 'a int, b text, primary key (a, b)', 'info'],
] as const)('%s: a beside the key of (%s) is as bad as %s', (dialect, columns, severity) => {
  const text = `create table t (${columns}); create index t_a on t (a);`;
  const analyzer = analyze([{ file: 'schema.sql', text, dialect }], { rules: [redundantPrefixIndex] });
  expect(allFindings(analyzer).map((finding) => finding.severity)).toEqual([severity]);
});

test('drops the shorter index', async () => {
  await checkFix(
    redundantPrefixIndex,
    `
    create table t (id int primary key, a int, b int);
    create index t_a on t (a);
    create index t_ab on t (a, b);
    `,
    `
    create table t (id int primary key, a int, b int);
    create index t_ab on t (a, b);
    `,
  );
});
