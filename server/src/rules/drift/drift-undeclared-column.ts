import { displayName } from '../../model/names.ts';
import type { Column } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';
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
    if (table.gaps.length > 0) return;
    for (const { source, other } of othersOf(table, ctx)) {
      const missing = other.columns.filter(({ name }) => columnIn(table, name, ctx) === undefined);
      const groups = missing.length > mostAlone ? [missing] : missing.map((column) => [column]);
      for (const columns of groups) {
        yield {
          at: table.nameOrigin,
          state: { table, columns, source },
          severity: columns.some(isNeeded) ? 'warning' : 'info',
          columns: columns.map(({ name }) => name),
          related: columns.map(({ name, nameOrigin }) => ({ message: `${name} comes from here`, origin: nameOrigin })),
        };
      }
    }
  },
  message({ table, columns, source }) {
    const names = columns.map(({ name }) => name);
    return names.length === 1
      ? `${displayName(table)} has a column ${names[0]} in ${describing(source)} that is not declared here. Declare it, or drop it.`
      : `${displayName(table)} has ${names.length} columns in ${describing(source)} that are not declared here (${nameList(names)}). Declare them, or drop them.`;
  },
});

/** More of one table are told once. */
const mostAlone = 3;

/** A row that the declaration's program inserts is refused for want of a value. */
function isNeeded(column: Column): boolean {
  return !column.nullable && column.default === undefined && isFilledByHand(column);
}

function isFilledByHand({ autoIncrement, identity, generated }: Column): boolean {
  return !autoIncrement && identity === undefined && generated === undefined;
}
