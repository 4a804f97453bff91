/** The names that Prisma gives to keys and indexes that have none, cut to what the database allows. */
import { byteLength } from '../../model/default-names.ts';
import type { SqlProvider } from './provider.ts';

/** In bytes. SQLite has no limit. */
const longest: Readonly<Record<SqlProvider, number>> = {
  postgresql: 63,
  cockroachdb: 63,
  mysql: 64,
  sqlite: Number.POSITIVE_INFINITY,
  sqlserver: 128,
};

export type ConstraintSuffix = 'pkey' | 'key' | 'idx' | 'fkey' | 'df';

/** `table_column_column_suffix`; what comes before the suffix is cut where all would be too long. */
export function constraintName(
  provider: SqlProvider,
  table: string,
  columns: readonly string[],
  suffix: ConstraintSuffix,
): string {
  return nameWithin(provider, [table, ...columns].join('_'), `_${suffix}`);
}

/** The first text, cut so that the second one fits behind it. */
export function nameWithin(provider: SqlProvider, first: string, last = ''): string {
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
