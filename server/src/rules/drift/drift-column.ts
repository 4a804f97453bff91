import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { advice, columnIn, describing, othersOf } from '../shared/other-description.ts';

/** A column is declared that the migrations never add, so reading it fails on a database that they built. */
export const driftColumn = defineRule({
  id: 'drift-column',
  family: 'drift',
  severity: 'warning',
  summary: 'A column is declared that the migrations never add, so reading it fails on a database that they built.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'column',
  only: { compared: true },
  *check({ table, column }, ctx) {
    for (const { source, other } of othersOf(table, ctx)) {
      if (columnIn(other, column.name, ctx) !== undefined) continue;
      yield {
        at: column.nameOrigin,
        state: { table, column, source },
        columns: [column.name],
        related: [{ message: 'The table without the column', origin: other.nameOrigin }],
      };
    }
  },
  message: ({ table, column, source }) =>
    `${columnName(table, column)} is declared here, but ${describing(source)} do not have it. ${advice(source)}`,
});
