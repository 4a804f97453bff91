import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** A table with so many columns that it most likely holds several things at once. */
export const wideTable = defineRule({
  id: 'wide-table',
  family: 'normalization',
  severity: 'info',
  summary: 'A table with so many columns that it most likely holds several things at once.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  options: { max: 30 },
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0 || recordsThePast(table) || isLoadedCopy(table)) return;
    const max = Number(ctx.options.max);
    if (table.columns.length <= max) return;
    yield {
      at: table.nameOrigin,
      state: { table: displayName(table), columns: table.columns.length, max },
    };
  },
  message: ({ table, columns, max }) =>
    `${table} has ${columns} columns, more than ${max}: such a table mostly holds several things at once, and every update writes the whole row again. Move columns that are read together, or filled only for some rows, to a table with the same primary key.`,
});
