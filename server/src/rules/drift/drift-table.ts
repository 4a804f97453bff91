import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { isBookkeepingTable } from '../shared/bookkeeping-table.ts';
import { sources } from '../shared/other-description.ts';

/** A table is declared that no migration creates, so a database that was built by the migrations does not have it. */
export const driftTable = defineRule({
  id: 'drift-table',
  family: 'drift',
  severity: 'warning',
  summary:
    'A table is declared that no migration creates, so a database that was built by the migrations does not have it.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *check(table, ctx) {
    if (table.kind !== 'table' || table.partitionOf !== undefined || table.persistence === 'temporary') return;
    if (isBookkeepingTable(table)) return;
    for (const source of sources.slice(0, 1)) {
      const other = ctx.other(source);
      if (other === undefined || other.mayMissTables) continue;
      if (other.table(table) !== undefined || other.view(table) !== undefined) continue;
      yield { at: table.nameOrigin, state: { table } };
    }
  },
  message: ({ table }) =>
    `${displayName(table)} is declared here, but no migration creates it: a database built by the migrations does not have it. Add a migration that creates it.`,
});
