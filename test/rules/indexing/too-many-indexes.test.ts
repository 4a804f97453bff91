import { test } from 'vitest';
import { tooManyIndexes } from '../../../server/src/rules/indexing/too-many-indexes.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('more than twelve, those of keys included', () => {
  checkRule(
    tooManyIndexes,
    `
    create table t (
    --           ^ too-many-indexes
      id int primary key, a int unique, b int unique, c int unique, d int unique, e int unique, f int unique,
      g int unique, h int unique, i int unique, j int unique, k int unique
    );
    create index on t (a, b);
    `,
  );
});

test('twelve are no problem', () => {
  checkRule(
    tooManyIndexes,
    `
    create table t (
      id int primary key, a int unique, b int unique, c int unique, d int unique, e int unique, f int unique,
      g int unique, h int unique, i int unique, j int unique, k int unique
    );
    `,
  );
});

test('partitions have the indexes of their parent', () => {
  checkRule(
    tooManyIndexes,
    `
    create table t (
      a int, b int, c int, d int, e int, f int, g int, h int, i int, j int, k int, l int, m int
    ) partition by list (a);
    create table t_1 partition of t for values in (1);
    create index on t_1 (a);
    create index on t_1 (b);
    create index on t_1 (c);
    create index on t_1 (d);
    create index on t_1 (e);
    create index on t_1 (f);
    create index on t_1 (g);
    create index on t_1 (h);
    create index on t_1 (i);
    create index on t_1 (j);
    create index on t_1 (k);
    create index on t_1 (l);
    create index on t_1 (m);
    `,
  );
});
