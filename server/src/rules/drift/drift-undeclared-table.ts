import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isBookkeepingTable } from '../shared/bookkeeping-table.ts';
import { nameList } from '../shared/name-list.ts';

/** More than these are one cause, a history that nobody cleans up, and one finding. */
const mostAlone = 3;

/** The migrations create a table that nothing declares any more. */
export const driftUndeclaredTable = defineRule({
  id: 'drift-undeclared-table',
  family: 'drift',
  severity: 'info',
  summary: 'The migrations create a table that nothing declares any more.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'undeclared',
  *check({ table, source }, ctx) {
    if (source !== 'migrations' || ctx.database.mayMissTables || !isLeft(table, ctx)) return;
    const all = ctx.other(source)?.undeclared ?? [];
    // A declaration that names fewer tables than it leaves out is of a part of the database.
    if (all.length > ctx.database.tables) return;
    if (all.length <= mostAlone) {
      yield { at: table.nameOrigin, state: { tables: [table] } };
      return;
    }
    if (all.find((other) => isLeft(other, ctx))?.key !== table.key) return;
    const left = all.filter((other) => isLeft(other, ctx));
    if (left.length <= mostAlone) {
      for (const each of left) yield { at: each.nameOrigin, state: { tables: [each] }, table: each };
      return;
    }
    yield {
      at: table.nameOrigin,
      state: { tables: left },
      related: left.slice(1, 21).map((other) => ({ message: `${displayName(other)} too`, origin: other.nameOrigin })),
    };
  },
  message({ tables }) {
    const names = nameList(tables.map(displayName));
    return tables.length === 1
      ? `The migrations create ${names}, but it is not declared: databases keep it and no program reads it. Drop it in a migration, or declare it.`
      : `The migrations create ${tables.length} tables that are not declared (${names}): databases keep them and no program reads them. Drop them in a migration, or declare them.`;
  },
});

function isLeft(table: Table, ctx: RuleContext): boolean {
  if (table.kind !== 'table' || table.partitionOf !== undefined || table.persistence === 'temporary') return false;
  if (table.gaps.length > 0) return false;
  // Code that was not read may have set the schema of a declared table.
  const mayBeDeclared = ctx.tablesNamed(table.name).some(({ schema, gaps }) => schema === undefined && gaps.length > 0);
  // Whatever a declared key references is read by somebody, say the model of another package.
  return !isBookkeepingTable(table) && !mayBeDeclared && ctx.referencing(table).length === 0;
}
