import type { Origin } from '../model/origin.ts';
import type { Table } from '../model/table.ts';

/**
 * Statements, as `file|unit`, that said something of a table which another statement says now: a copy of the statement
 * was put before it, say. They may stand unchanged, but what was found in them has another place.
 */
export function movedUnits(before: Table | undefined, after: Table | undefined): ReadonlySet<string> {
  const moved = new Set<string>();
  if (before === undefined) return moved;
  const said = new Set<string>(after === undefined ? [] : sayings(after));
  for (const saying of sayings(before)) if (!said.has(saying)) moved.add(saying.slice(0, saying.indexOf('\0')));
  return moved;
}

function* sayings(table: Table): Iterable<string> {
  const at = ({ file, unit }: Origin, what: string): string => `${file}|${unit}\0${what}`;
  yield at(table.nameOrigin, 'table');
  for (const { nameOrigin, name, type } of table.columns) {
    yield at(nameOrigin, name);
    yield at(type.origin, `${name} type`);
  }
  const { primaryKey, uniques, foreignKeys, checks, exclusions, indexes } = table;
  for (const constraint of [...uniques, ...foreignKeys, ...checks, ...exclusions, ...indexes]) {
    yield at(constraint.origin, constraint.name ?? '');
  }
  if (primaryKey !== undefined) yield at(primaryKey.origin, '');
}
