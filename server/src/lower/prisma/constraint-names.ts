/** The names that Prisma gives to keys and indexes that have none, cut to what the database allows. */
import { byteLength } from '../../model/default-names.ts';
import type { Provider } from './provider.ts';

/** In bytes. SQLite has no limit, nor has MongoDB since 4.2. */
const longest: Readonly<Record<Provider, number>> = {
  postgresql: 63,
  cockroachdb: 63,
  mysql: 64,
  sqlite: Number.POSITIVE_INFINITY,
  sqlserver: 128,
  mongodb: Number.POSITIVE_INFINITY,
};

export type ConstraintSuffix = 'pkey' | 'key' | 'idx' | 'fkey' | 'df';

/** `table_column_column_suffix`; what comes before the suffix is cut where all would be too long. */
export function constraintName(
  provider: Provider,
  table: string,
  columns: readonly string[],
  suffix: ConstraintSuffix,
): string {
  return nameWithin(provider, [table, ...columns].join('_'), `_${suffix}`);
}

/** The first text, cut so that the second one fits behind it. */
export function nameWithin(provider: Provider, first: string, last = ''): string {
  return firstBytes(first, longest[provider] - last.length) + last;
}

function firstBytes(text: string, most: number): string {
  if (text.length * 4 <= most || byteLength(text) <= most) return text;
  let taken = '';
  let bytes = 0;
  for (const character of text) {
    bytes += byteLength(character);
    if (bytes > most) break;
    taken += character;
  }
  return taken;
}
