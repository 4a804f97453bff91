import type { Cover } from '../../../server/src/rules/shared/index-cover.ts';

/** The referencing table of all cases. `n` has a different value in each row, the other columns thousands or few. */
export const childTable = `
create type state as enum ('new', 'paid', 'sent');
create table child (
  id int not null,
  a int,
  b int,
  c int,
  n int not null,
  t text,
  flag boolean not null,
  state state not null,
  deleted_at timestamptz,
  during int4range
);`;

/** Extensions whose operator classes some of the cases need. */
export const childExtensions = ['btree_gist', 'btree_gin', 'pg_trgm'] as const;

export interface CoverCase {
  readonly columns: readonly string[];
  /** What stands behind `create index probe on child`, or behind `alter table child add`. */
  readonly index: string;
  readonly cover: Cover;
}

function on(...columns: readonly string[]): (index: string, cover: Cover) => CoverCase {
  return (index, cover) => ({ columns, index, cover });
}

const a = on('a');
const t = on('t');
const ab = on('a', 'b');

/** The table of the specification, and neighbours of its rows. */
export const coverCases: readonly CoverCase[] = [
  a('(a)', 'full'),
  a('(a, b)', 'full'),
  a('(a desc)', 'full'),
  a('(a desc nulls last)', 'full'),
  a('(a) include (b)', 'full'),
  on('n')('unique (n)', 'full'),
  on('n')('primary key (n, id)', 'full'),
  a('exclude (a with =, id with =)', 'full'),
  a('exclude using gist (during with &&, a with =)', 'full'),
  a('exclude using gist (a with =, during with &&)', 'full'),
  a('(b, a)', 'none'),
  a('(n, a)', 'none'),
  a('(a) where a is not null', 'full'),
  a('(a) where deleted_at is null', 'none'),
  a('(a) where n is not null', 'none'),
  a('(a) where a is not null and deleted_at is null', 'none'),
  a('(a) where a > 0', 'none'),
  a('using hash (a)', 'full'),
  a('using brin (a)', 'none'),
  a('using gist (a)', 'full'),
  a('using gin (a)', 'full'),
  a('((a + 0))', 'none'),
  a('(b) include (a)', 'none'),
  a('(flag, a)', 'skip-scan'),
  a('(state, a)', 'skip-scan'),
  t('(t)', 'full'),
  t('(t collate "C")', 'none'),
  t('(t text_pattern_ops)', 'full'),
  t('(lower(t))', 'none'),
  t('using spgist (t)', 'full'),
  t('using gist (t gist_trgm_ops)', 'full'),
  t('using gin (t gin_trgm_ops)', 'full'),
  ab('(a, b)', 'full'),
  ab('(b, a)', 'full'),
  ab('(b desc, a, c)', 'full'),
  ab('(a, b) where a is not null', 'full'),
  ab('(a, b) where b is not null and a is not null', 'full'),
  ab('(a, b) where c is not null', 'none'),
  ab('(a, c, b)', 'partial'),
  ab('(a) include (b)', 'partial'),
  ab('(a)', 'partial'),
  ab('(b)', 'partial'),
  ab('using hash (a)', 'partial'),
  ab('using gin (a, b)', 'full'),
  ab('(c, a, b)', 'none'),
  ab('(flag, a, b)', 'skip-scan'),
];

export function statementOf({ index }: CoverCase): string {
  return /^(unique|primary|exclude)/.test(index)
    ? `alter table child add constraint probe ${index};`
    : `create index probe on child ${index};`;
}
