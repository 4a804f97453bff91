import { byteLength, postgresName, postgresNameLimit } from '../../model/default-names.ts';
import type { Origin } from '../../model/origin.ts';
import type { Table } from '../../model/table.ts';

/** The name as PostgreSQL stores it: at most 63 bytes of UTF-8, no character split. */
export function cutName(name: string): string {
  if (byteLength(name) <= postgresNameLimit) return name;
  let length = 0;
  let kept = '';
  for (const character of name) {
    length += byteLength(character);
    if (length > postgresNameLimit) break;
    kept += character;
  }
  return kept;
}

/** The default names that several unnamed constraints or indexes of a table get only because they are cut. */
export function defaultNames(table: Table): readonly { readonly cut: string; readonly origins: readonly Origin[] }[] {
  const found = new Map<string, { full: Set<string>; origins: Origin[] }>();
  for (const { columns, label, origin } of unnamed(table)) {
    const cut = postgresName(table.name, columns, label);
    const entry = found.get(cut) ?? { full: new Set(), origins: [] };
    entry.full.add(columns);
    entry.origins.push(origin);
    found.set(cut, entry);
  }
  return [...found].filter(([, { full }]) => full.size > 1).map(([cut, { origins }]) => ({ cut, origins }));
}

function unnamed(
  table: Table,
): readonly { readonly columns: string; readonly label: string; readonly origin: Origin }[] {
  const keys = table.uniques.map((key) => ({ ...key, label: 'key' }));
  const foreignKeys = table.foreignKeys.map((foreignKey) => ({ ...foreignKey, label: 'fkey' }));
  const indexes = table.indexes
    .filter((index) => index.parts.every((part) => part.column !== undefined))
    .map(({ name, parts, origin }) => ({ name, origin, columns: parts.map((part) => part.column!), label: 'idx' }));
  return [...keys, ...foreignKeys, ...indexes]
    .filter(({ name }) => name === undefined)
    .map(({ columns, label, origin }) => ({ columns: columns.join('_'), label, origin }));
}
