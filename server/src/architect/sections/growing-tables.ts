/** Which tables of the workspace are likely to make up its size, and what stands in the way of partitions. */
import { displayName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Table } from '../../model/table.ts';
import type { Case } from '../case.ts';
import { code, codes, list } from '../markdown.ts';
import { singular, wordsOfName } from '../relevant-tables.ts';

/** What is appended and hardly changed, by the last word of its name. */
const appended: ReadonlySet<string> = new Set(
  'log event history audit message metric measurement reading sample usage payment transaction visit view click notification delivery attempt trace activity entry rental transition snapshot'.split(
    ' ',
  ),
);

/** Rows that are written again. */
const summed: ReadonlySet<string> = new Set(
  'daily hourly weekly monthly summary total rollup aggregate type setting'.split(' '),
);

const most = 5;

/** Undefined where no table looks like one. */
export function growing(c: Case): string | undefined {
  if (c.database === undefined || c.dialect !== 'postgresql') return undefined;
  const { schema } = c.database;
  const found = [...schema.tables.values()].filter((table) => table.partitionOf === undefined && isAppended(table));
  if (found.length === 0) return undefined;
  const done = found.filter(({ partitionBy }) => partitionBy !== undefined);
  // What is indexed most is read most.
  const whole = found
    .filter(({ partitionBy }) => partitionBy === undefined)
    .sort((one, other) => other.indexes.length - one.indexes.length);
  const rest = whole.length - most;
  return [
    'Likely to make up the size in this workspace, going by names and columns, with the time to partition by and what stands in the way:',
    list([
      ...(done.length === 0 ? [] : [`${codes(done.map(displayName))}: partitioned already.`]),
      ...whole.slice(0, most).map((table) => obstacles(table, schema)),
      ...(rest > 0 ? [`${rest} more that are appended to: ${codes(whole.slice(most).map(displayName), 5)}.`] : []),
    ]),
  ].join('\n\n');
}

function isAppended(table: Table): boolean {
  const words = wordsOfName(table.name)
    .map(singular)
    .filter((word) => word !== 'table');
  return !words.some((word) => summed.has(word)) && appended.has(words.at(-1) ?? '') && timeOf(table) !== undefined;
}

function timeOf({ columns }: Table): string | undefined {
  const times = columns.filter(({ type, name }) => /^timestamp|^datetime/.test(type.name) && !changing.test(name));
  return (
    times.find(({ name }) => /creat|insert|record|occur/i.test(name)) ??
    times.find(({ nullable }) => !nullable) ??
    times[0]
  )?.name;
}

const changing = /update|modif|delete|expire|end|close|cancel/i;

function obstacles(table: Table, schema: Schema): string {
  const name = displayName(table);
  const time = timeOf(table)!;
  const referring = [...schema.tables.values()].filter(
    (other) =>
      other.partitionOf === undefined &&
      other.foreignKeys.some(({ references }) => displayName(references.table) === name),
  );
  const key = table.primaryKey?.columns ?? [];
  const keys = [
    ...(key.length === 0 || key.includes(time) ? [] : [`the key (${key.join(', ')})`]),
    ...table.uniques
      .filter(({ columns }) => !columns.includes(time))
      .map(({ columns }) => `unique (${columns.join(', ')})`),
  ];
  const parts = [
    ...(keys.length === 0 ? [] : [`${keys.slice(0, 3).join(', ')} would have to contain it`]),
    ...(referring.length === 0
      ? []
      : [`${codes(referring.map(displayName), 3)} ${referring.length === 1 ? 'refers' : 'refer'} to it`]),
  ];
  return `${code(name)} by ${code(time)}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}.`;
}
