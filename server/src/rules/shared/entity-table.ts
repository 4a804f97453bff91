import type { Table } from '../../model/table.ts';
import type { RuleContext } from '../rule.ts';
import { plural } from './name-words.ts';

/**
 * The one table whose rows the words name: customer finds customer or customers, order line finds order_lines. Undefined
 * when there is none or more than one.
 */
export function entityTable(words: readonly string[], ctx: RuleContext): Table | undefined {
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const before = words.slice(0, -1);
  const found = new Map<string, Table>();
  for (const noun of [last, plural(last)]) {
    for (const name of spellings([...before, noun], ctx)) {
      for (const table of ctx.tablesNamed(name)) found.set(table.key, table);
    }
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/** Snake case and run together; in PostgreSQL, where quoted names keep their case, Pascal and camel case too. */
function spellings(words: readonly string[], ctx: RuleContext): ReadonlySet<string> {
  const names = new Set([words.join('_'), words.join('')]);
  if (ctx.dialect === 'postgresql') {
    const pascal = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
    names.add(pascal);
    names.add(pascal.slice(0, 1).toLowerCase() + pascal.slice(1));
  }
  return names;
}
