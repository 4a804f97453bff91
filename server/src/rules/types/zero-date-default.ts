import { objectName } from '../../model/factories.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A date column defaults to a date that does not exist, such as '0000-00-00'. */
export const zeroDateDefault = defineRule({
  id: 'zero-date-default',
  family: 'types',
  severity: 'warning',
  summary: "A date column defaults to a date that does not exist, such as '0000-00-00'.",
  dialects: ['mysql'],
  fix: 'unsafe',
  visits: 'column',
  only: { types: ['date', 'timestamp', 'timestamptz'] },
  *check({ table, column }) {
    if (!isWellReadTable(table) || !/^(date|timestamp|timestamptz)$/.test(column.type.family)) return;
    if (!isZeroDate(column)) return;
    yield { at: column.nameOrigin, state: { table, column, name: columnName(table, column) }, columns: [column.name] };
  },
  message: ({ name, column }) =>
    `${name} defaults to ${column.default?.text}, a date that does not exist: MySQL's default mode (since 5.7) refuses it, and most drivers cannot read it. Let the column be NULL while there is no date.`,
  fixes({ table, column, name }) {
    const inKey = table.primaryKey?.columns.includes(column.name) === true;
    return [
      {
        title: inKey ? `Drop the default of ${name}` : `Let ${name} be NULL instead`,
        safe: false,
        changes: [
          {
            kind: 'alter-column',
            table: objectName(table.name, table.schema),
            column: column.name,
            set: { default: undefined, ...(!inKey && { nullable: true }) },
            origin: nowhere,
          },
        ],
      },
    ];
  },
});

/** The zero date as a string or as the number 0, or a date whose month or day is zero. */
function isZeroDate(column: Column): boolean {
  const value = column.default?.expression;
  if (value?.kind !== 'literal') return false;
  if (value.type === 'number') return Number(value.value) === 0;
  return value.type === 'string' && (/^\d{4}-00-\d\d/.test(value.value) || /^\d{4}-\d\d-00/.test(value.value));
}
