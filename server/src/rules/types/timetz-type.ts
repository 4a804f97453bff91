import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A column has the type time with time zone, whose offset means nothing without a date. */
export const timetzType = defineRule({
  id: 'timetz-type',
  family: 'types',
  severity: 'warning',
  summary: 'A column has the type time with time zone, whose offset means nothing without a date.',
  dialects: ['postgresql'],
  fix: 'none',
  visits: 'column',
  only: { types: ['time'] },
  *check({ table, column }) {
    if (!isWellReadTable(table) || column.type.name !== 'timetz') return;
    yield { at: column.type.origin, state: { name: columnName(table, column) }, columns: [column.name] };
  },
  message: ({ name }) =>
    `${name} is a time with time zone: it stores a fixed offset, which says nothing about daylight saving without a date. Use time for a time of day (with the zone's name beside it where needed), or timestamptz for a moment.`,
});
