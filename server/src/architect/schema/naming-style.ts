/** How a workspace writes its names, so that new tables look as if its own people had written them. */
import type { Schema } from '../../model/schema.ts';
import { singular, wordsOfName } from '../relevant-tables.ts';

export interface NamingStyle {
  table(name: string): string;
  column(name: string): string;
  /** Single keys are UUIDs here. */
  readonly uuidKeys: boolean;
}

export const plainNaming: NamingStyle = { table: (name) => name, column: (name) => name, uuidKeys: false };

export function namingStyleOf(schema: Schema): NamingStyle {
  const tables = [...schema.tables.values()].filter((table) => table.partitionOf === undefined);
  if (tables.length < 2) return plainNaming;
  const names = tables.map(({ name }) => name);
  const columns = tables
    .flatMap((table) => table.columns.map(({ name }) => name))
    .filter((name) => wordsOfName(name).length > 1);
  const pascal = most(names, (name) => /^\p{Lu}/u.test(name));
  const plural = most(names, isPlural);
  const camel = columns.length > 0 && most(columns, (name) => /\p{Ll}\p{Lu}/u.test(name));
  const keys = tables.flatMap(({ primaryKey, columns: all }) =>
    primaryKey?.columns.length === 1 ? all.filter(({ name }) => name === primaryKey.columns[0]) : [],
  );
  return {
    table: (name) => cased(plural ? pluralOf(name) : name, pascal ? 'pascal' : 'snake'),
    column: (name) => cased(name, camel ? 'camel' : 'snake'),
    uuidKeys: keys.length > 0 && most(keys, ({ type }) => type.family === 'uuid'),
  };
}

function most<T>(items: readonly T[], accepts: (item: T) => boolean): boolean {
  return items.filter(accepts).length > items.length / 2;
}

function isPlural(name: string): boolean {
  const last = wordsOfName(name).at(-1) ?? '';
  return singular(last) !== last;
}

function pluralOf(name: string): string {
  const words = wordsOfName(name);
  const last = words.at(-1)!;
  const plural = /(?:s|x|ch|sh)$/.test(last)
    ? `${last}es`
    : /[^aeiou]y$/.test(last)
      ? `${last.slice(0, -1)}ies`
      : `${last}s`;
  return [...words.slice(0, -1), singular(last) === last ? plural : last].join('_');
}

function cased(name: string, style: 'snake' | 'camel' | 'pascal'): string {
  if (style === 'snake') return name;
  const joined = wordsOfName(name)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');
  return style === 'pascal' ? joined : joined[0]!.toLowerCase() + joined.slice(1);
}
