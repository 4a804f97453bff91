import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { isUniqueOver } from '../../model/access-path.ts';

/** A table has no primary key, so its rows cannot be told apart, referenced or replicated safely. */
export const noPrimaryKey = defineRule({
  id: 'no-primary-key',
  family: 'keys',
  severity: 'warning',
  summary: 'A table has no primary key, so its rows cannot be told apart, referenced or replicated safely.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.primaryKey !== undefined || table.gaps.length > 0) return;
    if (table.columns.length === 0) return;
    const candidate = table.columns.filter((column) => !column.nullable && isUniqueOver(table, [column.name], ctx.dialect));
    if (candidate.length > 0) return;
    yield { at: table.nameOrigin, state: { table: displayName(table) } };
  },
  message: ({ table }) =>
    `${table} has no primary key: two equal rows cannot be told apart, and nothing can reference one. Declare the columns that identify a row as PRIMARY KEY, or add an identity column.`,
});
