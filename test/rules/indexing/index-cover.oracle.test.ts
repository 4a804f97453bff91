/** PostgreSQL's planner as the judge of our verdicts: each index of the table is built, the look-up planned. */
import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CoverCase, childExtensions, childTable, coverCases, statementOf } from './index-cover.cases.ts';
import { coverOf } from './index-cover.model.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Total Cost': number;
  readonly Plans?: readonly Plan[];
}

let database: PGlite;
let sequentialCost: number;

beforeAll(async () => {
  database = await PGlite.create({ extensions: { btree_gin, btree_gist, pg_trgm } });
  for (const extension of childExtensions) await database.exec(`create extension ${extension}`);
  await database.exec(childTable);
  await database.exec(`
    insert into child
    select i, i % 2000, (i * 7) % 2500, (i * 13) % 3000, i, 'v' || i % 2000, i % 2 = 0,
      (array['new', 'paid', 'sent'])[1 + i % 3]::state, case when i % 10 = 0 then now() end, int4range(i, i + 10)
    from generate_series(1, 20000) i;
    analyze child;
  `);
  sequentialCost = (await planOf(['a']))['Total Cost'];
}, 30_000);

afterAll(() => database.close());

test.each(coverCases)(
  '$columns by $index: $cover',
  async (each) => {
    await database.exec('begin');
    try {
      await database.exec(statementOf(each));
      const plan = await planOf(each.columns);
      const cover = coverOf(each);
      expect(isLookUp(plan)).toBe(cover !== 'none');
      if (cover === 'full') for (const column of each.columns) expect(conditions(plan)).toContain(column);
    } finally {
      await database.exec('rollback');
    }
  },
  10_000,
);

test('the judge can say no: without an index the table is read as a whole', async () => {
  expect(isLookUp(await planOf(['a', 'b']))).toBe(false);
});

test.each([
  ['(a)', 'a desc', true],
  ['(a desc)', 'a', true],
  ['(a, b desc)', 'a desc, b', true],
  ['(a, b desc)', 'a', true],
  ['(a)', 'a desc nulls last', false],
  ['(a, b desc)', 'a, b', false],
])('an index on %s gives the order %s: %s', async (index, order, served) => {
  await database.exec('begin');
  try {
    await database.exec(`create index probe on child ${index}`);
    const plan = await explain(`select 1 from child where a > 10 order by ${order} limit 10`);
    expect(nodes(plan).every((node) => !node['Node Type'].includes('Sort'))).toBe(served);
  } finally {
    await database.exec('rollback');
  }
});

test('equal constraints of one CREATE TABLE share an index, one that is added later does not', async () => {
  await database.exec(`
    create table once (id int primary key unique, a int unique, unique (a));
    create table twice (id int primary key);
    alter table twice add unique (id);
  `);
  const { rows } = await database.query(`
    select indrelid::regclass::text as name, count(*)::int as indexes from pg_index
    where indrelid in ('once'::regclass, 'twice'::regclass) group by 1 order by 1`);
  expect(rows).toEqual([
    { name: 'once', indexes: 2 },
    { name: 'twice', indexes: 2 },
  ]);
});

/** The look-up that a foreign key makes when a referenced row goes, for a value not known beforehand. */
async function planOf(columns: CoverCase['columns']): Promise<Plan> {
  const where = columns.map((column, position) => `x.${column} = $${position + 1}`).join(' and ');
  // Only the simple protocol plans a statement whose parameters have no values.
  return explain(`select 1 from only child x where ${where} for key share of x`);
}

async function explain(query: string): Promise<Plan> {
  const [result] = await database.exec(`explain (generic_plan, format json) ${query}`);
  return (result!.rows[0] as { 'QUERY PLAN': readonly { Plan: Plan }[] })['QUERY PLAN'][0]!.Plan;
}

/**
 * An index is used and not merely read from end to end: PostgreSQL 18 also plans the latter, when the rows it leads
 * to are few, at nearly the cost of reading the table.
 */
function isLookUp(plan: Plan): boolean {
  return nodes(plan).some((node) => node['Index Name'] !== undefined) && plan['Total Cost'] < sequentialCost / 4;
}

function conditions(plan: Plan): string {
  return nodes(plan)
    .map((node) => node['Index Cond'] ?? '')
    .join(' ');
}

function nodes(plan: Plan): readonly Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodes)];
}
