import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A column is numbered by serial, the old way, where an identity column does the same by the standard. */
export const serialType = defineRule({
  id: 'serial-type',
  family: 'types',
  severity: 'hint',
  summary: 'A column is numbered by serial, the old way, where an identity column does the same by the standard.',
  dialects: ['postgresql'],
  fix: 'none',
  visits: 'column',
  only: { types: ['integer', 'unknown'] },
  *check({ table, column }) {
    if (!isWellReadTable(table) || column.type.serial !== true) return;
    // Prisma and SQLAlchemy number keys so by themselves; nobody wrote it.
    if (column.orm !== undefined) return;
    yield { at: column.type.origin, state: { name: columnName(table, column) }, columns: [column.name] };
  },
  message: ({ name }) =>
    `${name} is a serial: its sequence is a thing apart, with rights of its own to grant, and any INSERT may write over the number. GENERATED … AS IDENTITY (PostgreSQL 10 and later) ties the numbering to the column.`,
});
