import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';

/** Several tables of one shape keep a value, such as the year, in their names instead of in a column. */
export const tablePerValue = defineRule({
  id: 'table-per-value',
  family: 'normalization',
  severity: 'warning',
  summary: 'Several tables of one shape keep a value, such as the year, in their names instead of in a column.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'group',
  *groupKeys(table) {
    const split = splitName(table);
    if (split !== undefined && isOrdinaryTable(table)) yield `${table.schema ?? ''}.${split.stem}`;
  },
  groupFacts: (table) =>
    `${table.columns.map((column) => `${column.name} ${column.type.name}`).join()} ${table.gaps.length}`,
  *check({ tables }, ctx) {
    for (const alike of byShape(tables)) {
      const [first, ...others] = alike;
      if (first === undefined || others.length < 2) continue;
      const { stem, value } = splitName(first)!;
      yield {
        at: first.nameOrigin,
        table: first,
        severity: value === 'number' ? 'info' : 'warning',
        related: others.map((table) => ({
          message: `${displayName(table)} has the same columns`,
          origin: table.nameOrigin,
        })),
        state: { names: alike.map(displayName), stem, value, place: placeFor(ctx) },
      };
    }
  },
  message: ({ names, stem, value, place }) =>
    `${nameList(names)} have the same columns and keep the ${value} in their names: a query over all of them needs a UNION, and keys, indexes and changes have to be made ${names.length} times. Keep one table ${stem} with the ${value} as a column${place}.`,
});

function placeFor(ctx: RuleContext): string {
  return ctx.dialect === 'sqlite' ? '' : ', partitioned by it if the size calls for that';
}

/** Tables with equal columns, each group in the order of names. */
function byShape(tables: readonly Table[]): readonly (readonly Table[])[] {
  const groups = new Map<string, Table[]>();
  for (const table of [...tables].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (table.columns.length < 3 || table.gaps.length > 0) continue;
    const shape = table.columns
      .map((column) => `${column.name.toLowerCase()} ${column.type.name}`)
      .sort()
      .join();
    groups.set(shape, [...(groups.get(shape) ?? []), table]);
  }
  return [...groups.values()];
}

interface SplitName {
  readonly stem: string;
  readonly value: 'year' | 'period' | 'region' | 'number';
}

/** The stem of `orders_2023`, `orders_2023_01`, `orders_q1`, `orders_eu` and `orders_07`. */
function splitName(table: Table): SplitName | undefined {
  const words = nameWords(table.name.replace(/(\p{L})(\d{4,8})$/u, '$1_$2'));
  if (words.some((word) => copies.has(word))) return undefined;
  let end = words.length;
  while (end > 0 && isPeriod(words[end - 1]!)) end -= 1;
  const last = words.at(-1) ?? '';
  if (end === words.length && !regions.has(last)) return undefined;
  const stem = words.slice(0, end === words.length ? -1 : end);
  if (stem.length === 0 || stem.join('').length < 4) return undefined;
  const tail = words.slice(stem.length);
  return { stem: stem.join('_'), value: kindOf(tail) };
}

function kindOf(tail: readonly string[]): SplitName['value'] {
  if (tail.some((word) => regions.has(word))) return 'region';
  const hasYear = tail.some((word) => /^y?(?:19|20)\d\d(?:\d\d)*$/.test(word));
  if (hasYear) return tail.length === 1 && tail[0]!.replace('y', '').length === 4 ? 'year' : 'period';
  return tail.every((word) => /^\d+$/.test(word)) ? 'number' : 'period';
}

function isPeriod(word: string): boolean {
  return /^(?:\d{1,8}|y(?:19|20)\d\d|[mw]\d\d|q[1-4]|h[12])$/.test(word) || months.has(word);
}

const months: ReadonlySet<string> = new Set(
  `jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october
  november december`.split(/\s+/),
);

const regions: ReadonlySet<string> = new Set(
  'us usa eu uk de fr emea apac latam asia europe north south east west'.split(' '),
);

/** Frozen copies, and tables made for trying something out. */
const copies: ReadonlySet<string> = new Set(
  'archive archived backup bak bkp old tmp temp test tests table tbl demo example sample copy snapshot'.split(' '),
);
