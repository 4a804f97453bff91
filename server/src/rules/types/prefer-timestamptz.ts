import { aType } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { leastOf } from '../shared/least-of.ts';
import { nameList } from '../shared/name-list.ts';
import { isMoment } from '../shared/time-names.ts';
import { changeType, typeIsFree } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';
import { isFilledWithZone } from '../shared/zoned-default.ts';

/** A column that records a moment has a timestamp type without time zone. */
export const preferTimestamptz = defineRule({
  id: 'prefer-timestamptz',
  family: 'types',
  severity: 'info',
  summary: 'A column that records a moment has a timestamp type without time zone.',
  dialects: ['postgresql'],
  fix: 'unsafe',
  visits: 'table',
  *votes(table) {
    if (!isWellReadTable(table)) return;
    const zoneless = zonelessOf(table);
    if (zoneless.length > 0) yield 'zoneless';
    if (!zoneless.every(isPrecise)) yield 'plain';
    if (table.columns.some(({ type }) => type.family === 'timestamptz')) yield 'better';
  },
  // A database that hardly uses the better type made one choice, not one in every table.
  verdict(voters): Readonly<Record<string, string>> {
    const zoneless = voters.get('zoneless') ?? new Set();
    const better = voters.get('better')?.size ?? 0;
    if (zoneless.size < habit || better * 2 >= zoneless.size) return {};
    return { first: leastOf(zoneless), others: `${zoneless.size - 1}`, plain: `${voters.has('plain')}` };
  },
  *check(table, ctx) {
    if (!isWellReadTable(table)) return;
    const columns = zonelessOf(table);
    const [first, ...others] = columns;
    if (first === undefined) return;
    const speaker = ctx.verdict('first');
    if (speaker !== undefined && speaker !== table.key) return;
    const ofAll = speaker !== undefined;
    if (ofAll) {
      const most = 20;
      for (const other of ctx.voters('zoneless', most + 1)) if (other !== table) others.push(...zonelessOf(other));
      others.length = Math.min(others.length, most);
    }
    // A precision of 3 or 6 is how Prisma and Rails write every timestamp; both fill it with UTC throughout.
    const quiet = ofAll ? ctx.verdict('plain') === 'false' : columns.every(isPrecise);
    yield {
      at: first.type.origin,
      columns: columns.map(({ name }) => name),
      state: { table, columns, ofAll, others: ofAll ? Number(ctx.verdict('others')) : 0 },
      related: others.slice(0, 20).map(({ name, type }) => ({ message: `${name} is one too`, origin: type.origin })),
      ...(quiet && { severity: 'hint' }),
    };
  },
  message: ({ table, columns, others }) =>
    `${others > 0 ? `${displayName(table)} and ${others} other tables keep their moments` : `${displayName(table)} keeps ${nameList(columns.map(({ name }) => name))}`} without a time zone, so the moment that is meant depends on who reads it, and comparing with now() depends on the session. timestamptz takes the same space and stores the moment itself.`,
  fixes({ table, columns, ofAll }, ctx) {
    const isFree = (each: Place) => typeIsFree(each.table, each.column, ctx);
    const places = ctx.voters('zoneless', ofAll ? Number.POSITIVE_INFINITY : mostTables + 1);
    // The other tables change too, where they can: columns of one name should not come to differ in type. Of very many
    // findings each would bring edits of the whole schema along, which nobody reads.
    if (!ofAll && places.length > mostTables) return [];
    const others = places.filter((place) => place.key !== table.key).flatMap(placesIn);
    const own = columns.map((column): Place => ({ table, column }));
    if (!own.every(isFree) || (ofAll && !others.every(isFree))) return [];
    const all = [...own, ...others.filter(isFree)];
    const tables = new Set(all.map((place) => place.table.key)).size - 1;
    const names =
      columns.length === 1
        ? columnName(table, columns[0]!)
        : `${nameList(columns.map(({ name }) => name))} of ${displayName(table)}`;
    const rest = tables === 0 ? '' : ` and those of ${tables} more ${tables > 1 ? 'tables' : 'table'}`;
    return [
      {
        title: `Make ${names}${rest} timestamptz`,
        safe: false,
        changes: all.map((place) =>
          changeType(place.table, place.column, aType('timestamptz', 'timestamptz', place.column.type.args)),
        ),
      },
    ];
  },
});

interface Place {
  readonly table: Table;
  readonly column: Column;
}

function placesIn(table: Table): readonly Place[] {
  return zonelessOf(table).map((column) => ({ table, column }));
}

function zonelessOf(table: Table): readonly Column[] {
  return table.columns.filter((column) => isZoneless(column) && isMoment(column, table));
}

function isPrecise({ type }: Column): boolean {
  return type.args.length > 0;
}

/** So many tables are still changed together with one of them. */
const mostTables = 20;

/** So many tables that do without the better type are a habit. */
const habit = 5;

/** A default computed in a stated zone, or a generated value, shows that the missing zone was thought about. */
function isZoneless(column: Column): boolean {
  const { type } = column;
  if (type.family !== 'timestamp' || type.openZone || type.dimensions > 0 || column.generated !== undefined)
    return false;
  // Of those sa-datetime-naive speaks.
  if (isFilledWithZone(column)) return false;
  return !/\butc\b|time\s*zone/i.test(column.default?.text ?? '');
}
