import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { isBookkeepingTable } from '../shared/bookkeeping-table.ts';

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
    if (source !== 'migrations' || ctx.database.mayMissTables) return;
    if (table.kind !== 'table' || table.partitionOf !== undefined || table.persistence === 'temporary') return;
    if (isBookkeepingTable(table)) return;
    yield { at: table.nameOrigin, state: { table } };
  },
  message: ({ table }) =>
    `The migrations create ${displayName(table)}, but it is not declared: databases keep it and no program reads it. Drop it in a migration, or declare it.`,
});
