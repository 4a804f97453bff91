import type { Table } from '../../model/table.ts';
import { nameWords, singular } from './name-words.ts';

/**
 * A short list that other tables choose from: beside its key it holds nothing but a label and what orders, explains or
 * dates the entries.
 */
export function isLookupTable(table: Table): boolean {
  if (table.foreignKeys.length > 0) return false;
  const own = nameWords(table.name).map(singular);
  let labels = 0;
  for (const column of table.columns) {
    if (table.primaryKey?.columns.includes(column.name)) continue;
    const words = nameWords(column.name).filter((word) => !own.includes(singular(word)));
    const last = words.at(-1) ?? 'name';
    if (label.has(last) && !person.has(words[0] ?? '')) labels += 1;
    else if (!aside.has(last)) return false;
  }
  return labels > 0;
}

const label: ReadonlySet<string> = new Set(
  'abbr abbreviation code description key label name short slug symbol text title value'.split(' '),
);
const aside: ReadonlySet<string> = new Set(
  'active at by color colour created default enabled flag icon modified on order position sort update updated'.split(
    ' ',
  ),
);
const person: ReadonlySet<string> = new Set(['first', 'full', 'last', 'middle', 'user']);
