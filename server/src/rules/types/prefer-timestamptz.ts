import { aType } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
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
  visits: 'group',
  leastMembers: 1,
  groupKeys: (table) => (isWellReadTable(table) ? ['timestamps'] : []),
  groupFacts: (table) => {
    const zoneless = table.columns.filter((column) => isZoneless(column) && isMoment(column, table));
    const better = table.columns.some(({ type }) => type.family === 'timestamptz');
    return `${zoneless.map(({ name, type }) => `${name} ${type.text}`).join()} ${better}`;
  },
  *check({ tables }) {
    const places = tables
      .map((table) => ({
        table,
        columns: table.columns.filter((column) => isZoneless(column) && isMoment(column, table)),
      }))
      .filter(({ columns }) => columns.length > 0);
    const better = tables.filter((table) => table.columns.some(({ type }) => type.family === 'timestamptz')).length;
    // A database that hardly uses the better type made one choice, not one in every table.
    const groups = places.length < habit || better * 2 >= places.length ? places.map((place) => [place]) : [places];
    for (const group of groups) {
      const columns = group.flatMap((place) => place.columns);
      const [first, ...others] = columns;
      if (first === undefined) continue;
      yield {
        at: first.type.origin,
        table: group[0]!.table,
        columns: group[0]!.columns.map(({ name }) => name),
        state: { group, places },
        related: others.slice(0, 20).map(({ name, type }) => ({ message: `${name} is one too`, origin: type.origin })),
        // A precision of 3 or 6 is how Prisma and Rails write every timestamp; both fill it with UTC throughout.
        ...(columns.every((column) => column.type.args.length > 0) && { severity: 'hint' }),
      };
    }
  },
  message: ({ group }) =>
    `${where(group)} without a time zone, so the moment that is meant depends on who reads it, and comparing with now() depends on the session. timestamptz takes the same space and stores the moment itself.`,
  fixes({ group, places }, ctx) {
    const isFree = ({ table, column }: { readonly table: Table; readonly column: Column }) =>
      typeIsFree(table, column, ctx);
    const own = spread(group);
    if (!own.every(isFree)) return [];
    // The other tables change too, where they can: columns of one name should not come to differ in type. Of very many
    // findings each would bring edits of the whole schema along, which nobody reads.
    if (group.length === 1 && places.length > mostTables) return [];
    const all = [...own, ...spread(places.filter((place) => !group.includes(place))).filter(isFree)];
    const tables = new Set(all.map(({ table }) => table.key)).size - 1;
    const names = nameList(group[0]!.columns.map(({ name }) => name));
    const rest = tables === 0 ? '' : ` and those of ${tables} more ${tables > 1 ? 'tables' : 'table'}`;
    return [
      {
        title: `Make ${names} of ${displayName(group[0]!.table)}${rest} timestamptz`,
        safe: false,
        changes: all.map(({ table, column }) =>
          changeType(table, column, aType('timestamptz', 'timestamptz', column.type.args)),
        ),
      },
    ];
  },
});

interface Place {
  readonly table: Table;
  readonly columns: readonly Column[];
}

function spread(places: readonly Place[]) {
  return places.flatMap(({ table, columns }) => columns.map((column) => ({ table, column })));
}

/** So many tables are still changed together with one of them. */
const mostTables = 20;

/** So many tables that do without the better type are a habit. */
const habit = 5;

function where(group: readonly Place[]): string {
  const [place, ...others] = group;
  if (others.length > 0) return `${displayName(place!.table)} and ${others.length} other tables keep their moments`;
  return `${displayName(place!.table)} keeps ${nameList(place!.columns.map(({ name }) => name))}`;
}

/** A default computed in a stated zone, or a generated value, shows that the missing zone was thought about. */
function isZoneless(column: Column): boolean {
  const { type } = column;
  if (type.family !== 'timestamp' || type.dimensions > 0 || column.generated !== undefined) return false;
  return !/\butc\b|time\s*zone/i.test(column.default?.text ?? '');
}
