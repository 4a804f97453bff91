import { aType } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import type { Column } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';
import { isMoment } from '../shared/time-names.ts';
import { changeType, typeIsFree } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A column that records a moment has a timestamp type without time zone. */
export const preferTimestamptz = defineRule({
  id: 'prefer-timestamptz',
  family: 'types',
  severity: 'info',
  summary: 'A column that records a moment has a timestamp type without time zone.',
  dialects: ['postgresql'],
  fix: 'unsafe',
  visits: 'table',
  *check(table) {
    if (!isWellReadTable(table)) return;
    const columns = table.columns.filter((column) => isZoneless(column) && isMoment(column, table));
    const [first, ...others] = columns;
    if (first === undefined) return;
    // A precision of 3 or 6 is how Prisma and Rails write every timestamp; both fill it with UTC throughout.
    const fromTool = columns.every((column) => column.type.args.length > 0);
    yield {
      at: first.type.origin,
      state: { table, columns },
      columns: columns.map(({ name }) => name),
      related: others.map(({ name, type }) => ({ message: `${name} is one too`, origin: type.origin })),
      ...(fromTool && { severity: 'hint' }),
    };
  },
  message: ({ table, columns }) =>
    `${displayName(table)} keeps ${nameList(columns.map(({ name }) => name))} without a time zone, so the moment it means depends on who reads it, and comparing with now() depends on the session. timestamptz takes the same space and stores the moment itself.`,
  fixes({ table, columns }, ctx) {
    if (!columns.every((column) => typeIsFree(table, column, ctx))) return [];
    return [
      {
        title: `Make ${nameList(columns.map(({ name }) => name))} of ${displayName(table)} timestamptz`,
        safe: false,
        changes: columns.map((column) =>
          changeType(table, column, aType('timestamptz', 'timestamptz', column.type.args)),
        ),
      },
    ];
  },
});

/** A default computed in a stated zone, or a generated value, shows that the missing zone was thought about. */
function isZoneless(column: Column): boolean {
  const { type } = column;
  if (type.family !== 'timestamp' || type.dimensions > 0 || column.generated !== undefined) return false;
  return !/\butc\b|time\s*zone/i.test(column.default?.text ?? '');
}
