/** Names in a Prisma schema, and the names that Prisma gives to what has none. */
import { byteLength } from '../../model/default-names.ts';
import type { PrismaProvider } from './provider.ts';

/** Names that Prisma refuses for models and enums, because the client needs them. */
const reservedTypeNames: ReadonlySet<string> = new Set(
  `PrismaClient async await break case catch class const continue debugger default delete do else enum export extends
  false finally for function if implements import in instanceof interface let new null package private protected public
  return super switch this throw true try typeof using var void while with yield String Int Boolean Float Json DateTime
  Bytes BigInt Decimal`.split(/\s+/),
);

/** The part of a name that can stand in Prisma: letters first, then letters, digits and underscores. May be empty. */
export function sanitized(name: string): string {
  return name.replace(/^[^a-zA-Z]+/, '').replace(/[^_a-zA-Z0-9]/g, '_');
}

/** The name of a model or enum, as Prisma's introspection makes it of the database's name. */
export function typeName(name: string): string {
  if (reservedTypeNames.has(name)) return `Renamed${name}`;
  return sanitized(name);
}

/** The first name that is not taken: `name`, `name_2`, `name_3`; takes it. Of an empty name `fallback` is used. */
export function freeName(name: string, fallback: string, taken: Set<string>): string {
  const base = name === '' ? fallback : name;
  let candidate = base;
  for (let number = 2; taken.has(candidate); number++) candidate = `${base}_${number}`;
  taken.add(candidate);
  return candidate;
}

/** A string literal. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

const longestName: Readonly<Record<PrismaProvider, number>> = {
  postgresql: 63,
  cockroachdb: 63,
  mysql: 64,
  sqlserver: 128,
  sqlite: 10_000,
  mongodb: 10_000,
};

/**
 * The name that Prisma gives to a constraint or index without `map`: the table, the columns and a suffix, what stands
 * before the suffix cut to the bytes that are left. `_pkey` goes without columns.
 */
export function defaultName(
  provider: PrismaProvider,
  table: string,
  columns: readonly string[],
  suffix: 'pkey' | 'key' | 'idx' | 'fkey' | 'df',
): string {
  const room = longestName[provider] - suffix.length - 1;
  return `${cut(suffix === 'pkey' ? table : [table, ...columns].join('_'), room)}_${suffix}`;
}

/** `map: "…"` for a name that is not the usual one, cut as the database cuts it. */
export function mapOption(provider: PrismaProvider, name: string | undefined, usual: string): readonly string[] {
  return name === undefined || name === usual ? [] : [`map: ${quoted(cut(name, longestName[provider]))}`];
}

/** As many characters as have room in some bytes. */
function cut(text: string, bytes: number): string {
  let result = text;
  while (byteLength(result) > bytes) result = result.slice(0, -1);
  return result;
}
