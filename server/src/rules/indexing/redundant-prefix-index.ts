import type { AccessPath } from '../../model/access-path.ts';
import type { Dialect } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { isCertainAsRead } from '../shared/certain-as-read.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { dropPath, keyColumns, pathOrigin, pathTitle } from '../shared/path-words.ts';
import { isClustered, isMuchWider, isRowNumber, redundantPaths } from '../shared/redundant-path.ts';

/** An index holds only the leading columns of another index of the table, which answers the same queries. */
export const redundantPrefixIndex = defineRule({
  id: 'redundant-prefix-index',
  family: 'indexing',
  severity: 'warning',
  summary: 'An index holds only the leading columns of another index of the table, which answers the same queries.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver', 'mongodb'],
  fix: 'unsafe',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || !isCertainAsRead(table)) return;
    for (const { kind, path, by } of redundantPaths(table, ctx.dialect)) {
      if (kind !== 'prefix') continue;
      const reservation = reservationAbout(table, path, by, ctx.dialect);
      yield {
        at: pathOrigin(table, path),
        state: { table, path, by, reservation },
        ...(reservation !== undefined && { severity: 'info' }),
        columns: keyColumns(path),
        related: [{ message: 'The index that begins with the same columns', origin: pathOrigin(table, by) }],
      };
    }
  },
  message({ table, path, by, reservation }) {
    const start = `On ${displayName(table)}, ${pathTitle(path)} is the beginning of ${pathTitle(by)}, which answers every query that it answers`;
    return reservation === undefined
      ? `${start}: each write maintains both. Drop this one.`
      : `${start}. Drop this one, unless ${exceptions[reservation]}.`;
  },
  fixes({ table, path, reservation }, ctx) {
    const drop = dropPath(table, path, ctx.dialect);
    return drop === undefined
      ? []
      : [{ title: `Drop ${pathTitle(path)}`, safe: reservation === undefined, changes: [drop] }];
  },
});

type Reservation = 'clustered' | 'wide' | 'ordered';

/** Why the shorter index may still earn its place. */
const exceptions: Readonly<Record<Reservation, string>> = {
  clustered: 'queries scan it as the smaller copy: the longer one holds the whole rows',
  wide: 'queries scan large parts of it: the longer one is much wider',
  ordered: 'queries sort the rows of one value by their primary key, which only the shorter one has next',
};

function reservationAbout(table: Table, path: AccessPath, by: AccessPath, dialect: Dialect): Reservation | undefined {
  if (isClustered(table, by, dialect)) return 'clustered';
  if (isMuchWider(table, path, by)) return 'wide';
  return endsWithKey(table, dialect) && !addsRowKeyOnly(table, path, by) ? 'ordered' : undefined;
}

/** InnoDB appends the primary key to every index, SQLite the row number, so that rows come out in its order. */
function endsWithKey(table: Table, dialect: Dialect): boolean {
  if (dialect === 'sqlite') return table.options.withoutRowid === true || isRowNumber(table);
  return dialect === 'mysql';
}

/** The longer index writes out what the shorter one ends with anyway. */
function addsRowKeyOnly(table: Table, path: AccessPath, by: AccessPath): boolean {
  const key = table.primaryKey?.columns ?? [];
  const more = by.parts.slice(path.parts.length);
  return more.length === key.length && more.every((part, position) => part.column === key[position]);
}
