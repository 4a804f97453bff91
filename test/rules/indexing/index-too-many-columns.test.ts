import { test } from 'vitest';
import { indexTooManyColumns } from '../../../server/src/rules/indexing/index-too-many-columns.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('more than four key columns', () => {
  checkRule(
    indexTooManyColumns,
    `
    create table t (id int primary key, a int, b int, c int, d int, e int);
    create index t_1 on t (a, b, c, d, e);
    --           ^^^ index-too-many-columns
    create index t_2 on t (b, c, d, e);
    `,
  );
});

test('included columns are not key columns', () => {
  checkRule(
    indexTooManyColumns,
    `
    create table t (id int primary key, a int, b int, c int, d int, e int);
    create index t_1 on t (a, b) include (c, d, e);
    `,
  );
});

test('what is unique needs all its columns', () => {
  checkRule(
    indexTooManyColumns,
    `
    create table t (id int primary key, a int, b int, c int, d int, e int);
    create unique index t_1 on t (a, b, c, d, e);
    `,
  );
});

test('the index of a long foreign key needs them too', () => {
  checkRule(
    indexTooManyColumns,
    `
    create table p (a int, b int, c int, d int, e int, primary key (a, b, c, d, e));
    create table t (id int primary key, a int, b int, c int, d int, e int,
      foreign key (a, b, c, d, e) references p);
    create index t_1 on t (a, b, c, d, e);
    `,
  );
});

test('GIN searches any of its columns', () => {
  checkRule(
    indexTooManyColumns,
    `
    create table t (id int primary key, a int[], b int[], c int[], d int[], e int[]);
    create index t_1 on t using gin (a, b, c, d, e);
    `,
  );
});

test('many tables with such indexes are one finding', () => {
  const [first, ...others] = ['a', 'b', 'c', 'd', 'e'].map(
    (name) => `create table ${name} (id int primary key, a int, b int, c int, d int, e int);
create index ${name}_1 on ${name} (a, b, c, d, e);`,
  );
  checkRule(
    indexTooManyColumns,
    `
${first}
--           ^^^ index-too-many-columns
${others.join('\n')}
`,
  );
});
