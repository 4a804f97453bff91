import { accessPaths } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';

/** A table has so many indexes that each write pays for all of them. */
export const tooManyIndexes = defineRule({
  id: 'too-many-indexes',
  family: 'indexing',
  severity: 'info',
  summary: 'A table has so many indexes that each write pays for all of them.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver', 'mongodb'],
  fix: 'none',
  options: { max: 12 },
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table)) return;
    const count = accessPaths(table).length;
    const max = Number(ctx.options.max);
    if (count > max) yield { at: table.nameOrigin, state: { table: displayName(table), count, max } };
  },
  message: ({ table, count, max }) =>
    `${table} has ${count} indexes, those of its keys included, and each insert maintains them all (more than ${max} are reported). Look in the database's statistics for those that no query uses, and merge those that begin alike.`,
});
