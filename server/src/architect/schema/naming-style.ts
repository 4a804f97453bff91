/** How a workspace writes its names, so that new tables look as if its own people had written them. */
import type { Schema } from '../../model/schema.ts';
import type { Table } from '../../model/table.ts';
import { singular, wordsOfName } from '../relevant-tables.ts';
import { type ExistingTable, otherName } from './match-tables.ts';

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
  const prefix = sharedPrefix(names);
  return {
    table: (name) => `${prefix}${cased(plural ? pluralOf(name) : name, pascal ? 'pascal' : 'snake')}`,
    column: (name) => cased(name, camel ? 'camel' : 'snake'),
    uuidKeys: keys.length > 0 && most(keys, ({ type }) => type.family === 'uuid'),
  };
}

/** `wp_`, `LiteLLM_`: what most names begin with; empty where nothing is. */
function sharedPrefix(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) {
    const [prefix] = /^[\p{L}\p{N}]+_(?=[\p{L}])/u.exec(name) ?? [];
    if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([, one], [, other]) => other - one);
  return first !== undefined && names.length >= 4 && first[1] > names.length * 0.6 ? first[0] : '';
}

/** With the columns that refer to present tables called as the workspace calls them: `companyId`, not `organizationId`. */
export function namingBeside(schema: Schema, existing: readonly ExistingTable[]): NamingStyle {
  const style = namingStyleOf(schema);
  const own = new Map<string, string>();
  for (const { wanted, present } of existing) {
    const used = usualReference(present, schema);
    if (used !== undefined) own.set(`${wanted.name.replace(/^app_/, '')}_id`, used);
  }
  const names = new Set([...schema.tables.values()].map(({ name }) => name.toLowerCase()));
  const isTaken = (name: string): boolean => names.has(style.table(name).toLowerCase());
  return {
    ...style,
    table: (name) => style.table(isTaken(name) ? otherName(name, isTaken) : name),
    column: (name) => own.get(name) ?? style.column(name),
  };
}

/** The name that most references to the table have, where it is the table's own and not a role such as `owner_id`. */
function usualReference(present: Table, schema: Schema): string | undefined {
  const words = new Set(wordsOfName(present.name).map(singular));
  const counts = new Map<string, number>();
  for (const { foreignKeys } of schema.tables.values()) {
    for (const { columns, references } of foreignKeys) {
      const [column] = columns;
      if (columns.length !== 1 || references.table.name !== present.name) continue;
      const own = wordsOfName(column!).filter((word) => !/^(?:id|uuid|key|fk)$/.test(word));
      if (own.length > 0 && own.every((word) => words.has(singular(word))))
        counts.set(column!, (counts.get(column!) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
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
