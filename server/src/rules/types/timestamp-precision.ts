import { aType } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { problemOfTypes } from '../shared/columns-alike.ts';
import { nameList } from '../shared/name-list.ts';
import { isMoment } from '../shared/time-names.ts';
import { changeType, typeIsFree } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A timestamp column of precision zero rounds to the nearest second, half the time into the future. */
export const timestampPrecision = defineRule({
  id: 'timestamp-precision',
  family: 'types',
  severity: 'hint',
  summary: 'A timestamp column of precision zero rounds to the nearest second, half the time into the future.',
  dialects: ['postgresql'],
  fix: 'unsafe',
  visits: 'table',
  *check(table) {
    if (!isWellReadTable(table)) return;
    const columns = table.columns.filter((column) => {
      const { family, args, dimensions } = column.type;
      const whole = (family === 'timestamp' || family === 'timestamptz') && dimensions === 0 && args[0]?.trim() === '0';
      return whole && column.generated === undefined && isMoment(column, table);
    });
    if (columns.length === 0) return;
    yield {
      ...problemOfTypes(columns, 'is one too'),
      state: { table, columns },
    };
  },
  message: ({ table, columns }) =>
    `${displayName(table)} rounds ${nameList(columns.map(({ name }) => name))} to whole seconds: PostgreSQL does not cut the fraction but rounds, so a row can seem to be written half a second ahead of now(). Leave the precision out and use date_trunc() where whole seconds are wanted.`,
  fixes({ table, columns }, ctx) {
    if (!columns.every((column) => typeIsFree(table, column, ctx))) return [];
    return [
      {
        title: `Keep the fraction of seconds in ${nameList(columns.map(({ name }) => name))}`,
        safe: false,
        changes: columns.map((column) => changeType(table, column, aType(column.type.family, column.type.family))),
      },
    ];
  },
});
