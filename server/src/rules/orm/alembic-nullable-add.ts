import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';

/** A revision adds a NOT NULL column without server_default, which fails as soon as the table has rows. */
export const alembicNullableAdd = defineRule({
  id: 'alembic-nullable-add',
  family: 'orm',
  severity: 'warning',
  summary: 'A revision adds a NOT NULL column without server_default, which fails as soon as the table has rows.',
  dialects: ['postgresql', 'sqlite', 'sqlserver'],
  fix: 'none',
  // Revisions that ran long ago did no harm, and which are new cannot be told from the files.
  offByDefault: true,
  visits: 'table',
  *check(table, ctx) {
    for (const described of [table, ctx.other('migrations')?.table(table)]) {
      for (const column of described?.columns ?? []) {
        if (column.orm?.language !== 'alembic') continue;
        yield { at: column.nameOrigin, state: { table, column }, columns: [column.name] };
      }
    }
  },
  message: ({ table, column }) =>
    `The revision adds ${columnName(table, column)} as NOT NULL and says no value for the rows that are there: on a table with rows it fails. Add it with server_default, or as nullable, fill it, and make it NOT NULL then.`,
});
