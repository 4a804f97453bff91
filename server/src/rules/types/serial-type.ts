import { aType, objectName } from '../../model/factories.ts';
import { nowhere } from '../../model/origin.ts';
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
  fix: 'unsafe',
  visits: 'column',
  *check({ table, column }) {
    if (!isWellReadTable(table) || column.type.serial !== true) return;
    yield { at: column.type.origin, state: { table, column }, columns: [column.name] };
  },
  message: ({ table, column }) =>
    `${columnName(table, column)} is a serial: its sequence is a thing apart, with rights of its own to grant, and any INSERT may write over the number. GENERATED … AS IDENTITY (PostgreSQL 10 and later) ties the numbering to the column.`,
  fixes: ({ table, column }) => [
    {
      title: `Make ${columnName(table, column)} an identity column`,
      safe: false,
      changes: [
        {
          kind: 'alter-column',
          table: objectName(table.name, table.schema),
          column: column.name,
          set: { type: aType(column.type.name, 'integer'), default: undefined, identity: 'by default' },
          origin: nowhere,
        },
      ],
    },
  ],
});
