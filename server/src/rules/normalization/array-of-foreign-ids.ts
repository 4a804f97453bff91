import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { tableCalled } from '../shared/table-name-match.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** An array column keeps the keys of other rows, which no foreign key can protect. */
export const arrayOfForeignIds = defineRule({
  id: 'array-of-foreign-ids',
  family: 'normalization',
  severity: 'info',
  summary: 'An array column keeps the keys of other rows, which no foreign key can protect.',
  dialects: ['postgresql'],
  fix: 'none',
  visits: 'column',
  *check({ table, column }, ctx) {
    if (!isOrdinaryTable(table) || recordsThePast(table) || isLoadedCopy(table)) return;
    if (column.type.dimensions !== 1 || column.generated !== undefined) return;
    const noun = nounOf(column);
    if (noun === undefined) return;
    const target = tableCalled(noun, table, ctx);
    if (target !== undefined && (!holdsKeysOf(column, target, ctx) || areLinked(table, target, ctx))) return;
    if (target === undefined && foreign.has(noun[0]!)) return;
    yield {
      at: column.nameOrigin,
      severity: target !== undefined && table.triggers.length === 0 ? 'warning' : 'info',
      state: {
        column: `${displayName(table)}.${column.name}`,
        table: displayName(table),
        target: target === undefined ? `the rows of ${noun.join(' ')}` : displayName(target),
      },
      columns: [column.name],
    };
  },
  message: ({ column, table, target }) =>
    `${column} keeps the keys of ${target} in an array: no foreign key can check them, and a deleted row leaves its key behind. Keep one row for each pair in a table that references both ${table} and ${target}.`,
});

/** `author_ids` gives author; undefined for a column that is not named as a list of keys. */
function nounOf(column: Column): readonly string[] | undefined {
  const words = nameWords(column.name);
  if (words.length < 2 || words.at(-1) !== 'ids') return undefined;
  return column.type.family === 'integer' || column.type.family === 'uuid' ? words.slice(0, -1) : undefined;
}

function holdsKeysOf(column: Column, target: Table, ctx: RuleContext): boolean {
  const [key, ...more] = target.primaryKey?.columns ?? [];
  if (key === undefined || more.length > 0) return false;
  return ctx.column(target, key)?.type.family === column.type.family;
}

/** A table already links the two, so that the array is a copy for quick reading. */
function areLinked(table: Table, target: Table, ctx: RuleContext): boolean {
  const others = new Set(ctx.referencing(table).map((each) => each.table.key));
  return ctx.referencing(target).some((each) => others.has(each.table.key) && each.table.key !== table.key);
}

/** Keys that other systems give out. */
const foreign: ReadonlySet<string> = new Set(['external', 'ext', 'remote', 'legacy', 'upstream', 'request', 'message']);
