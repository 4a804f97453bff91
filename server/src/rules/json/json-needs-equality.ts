import { accessPaths } from '../../model/access-path.ts';
import { aType } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { typeFix } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A key or index stands on a json column, which PostgreSQL refuses because json has no equality. */
export const jsonNeedsEquality = defineRule({
  id: 'json-needs-equality',
  family: 'json',
  severity: 'error',
  summary: 'A key or index stands on a json column, which PostgreSQL refuses because json has no equality.',
  dialects: ['postgresql'],
  fix: 'unsafe',
  visits: 'table',
  *check(table, ctx) {
    if (!isWellReadTable(table)) return;
    for (const path of accessPaths(table)) {
      for (const { column: name, opclass } of path.parts) {
        const column = name === undefined || opclass !== undefined ? undefined : ctx.column(table, name);
        if (column?.type.family !== 'json' || column.type.dimensions > 0) continue;
        const sorts = !path.unique && path.method === 'btree';
        yield { at: path.origin, state: { table, column, path, sorts }, columns: [column.name] };
      }
    }
  },
  message: ({ table, column, path }) =>
    `PostgreSQL refuses this ${path.kind} on ${displayName(table)}: ${column.name} is json, which can neither be compared nor indexed. Make the column jsonb.`,
  // A plain index on jsonb would be allowed, and of no use; which expression it should be on only the author knows.
  fixes: ({ table, column, sorts }, ctx) => (sorts ? [] : typeFix(table, column, aType('jsonb', 'jsonb'), ctx)),
});
