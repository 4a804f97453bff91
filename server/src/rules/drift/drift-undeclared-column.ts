import { displayName } from '../../model/names.ts';
import type { Column } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnIn, describing, othersOf } from '../shared/other-description.ts';

/** The migrations leave a column in the table that its declaration does not have. */
export const driftUndeclaredColumn = defineRule({
  id: 'drift-undeclared-column',
  family: 'drift',
  severity: 'info',
  summary: 'The migrations leave a column in the table that its declaration does not have.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  only: { compared: true },
  *check(table, ctx) {
    for (const { source, other } of othersOf(table, ctx)) {
      for (const column of other.columns) {
        if (columnIn(table, column.name, ctx) !== undefined) continue;
        // A row that the declaration's program inserts is refused for want of a value.
        const isNeeded = !column.nullable && column.default === undefined && isFilledByHand(column);
        yield {
          at: table.nameOrigin,
          state: { table, column, source },
          severity: isNeeded ? 'warning' : 'info',
          columns: [column.name],
          related: [{ message: `${column.name} comes from here`, origin: column.nameOrigin }],
        };
      }
    }
  },
  message: ({ table, column, source }) =>
    `${displayName(table)} has a column ${column.name} in ${describing(source)} that is not declared here. Declare it, or drop it.`,
});

function isFilledByHand({ autoIncrement, identity, generated }: Column): boolean {
  return !autoIncrement && identity === undefined && generated === undefined;
}
