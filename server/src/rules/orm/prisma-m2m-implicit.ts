import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { habitOf } from '../shared/habit.ts';

/** Prisma keeps a many-to-many relation in a table of its own, which can hold nothing but the pair. */
export const prismaM2mImplicit = defineRule({
  id: 'prisma-m2m-implicit',
  family: 'orm',
  severity: 'info',
  summary: 'Prisma keeps a many-to-many relation in a table of its own, which can hold nothing but the pair.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  only: { mapper: 'prisma' },
  *votes(table) {
    if (modelsOf(table) !== undefined) yield 'implicit';
  },
  // It is a way of working, not a slip, so one table speaks for all.
  verdict: (voters) => habitOf(voters, 'implicit', '', 1),
  *check(table, ctx) {
    const models = modelsOf(table);
    if (models === undefined || ctx.verdict('first') !== table.key) return;
    yield {
      at: table.nameOrigin,
      state: { table, models, others: Number(ctx.verdict('others')) },
      related: ctx
        .voters('implicit', 21)
        .filter((other) => other !== table)
        .map((other) => ({ message: `${displayName(other)} too`, origin: other.nameOrigin })),
    };
  },
  message({ table, models: [one, other], others }) {
    const more = others === 0 ? '' : `, and ${others} more ${others > 1 ? 'relations' : 'relation'} in the same way`;
    const ends = one === other ? `${one} with ${one}` : `${one} and ${other}`;
    return `Prisma keeps the relation of ${ends} in ${displayName(table)} (A, B)${more}: such a table cannot say when a pair was made or by whom, and its names mean nothing in SQL. Write a model for the pairs where they have something to say.`;
  },
});

function modelsOf({ orm }: Table): readonly [string, string] | undefined {
  return orm?.language === 'prisma' ? orm.implicitJoin : undefined;
}
