/** The statements of a pattern with the names of the workspace. */
import { displayName } from '../../model/names.ts';
import { needsQuotes } from '../../model/reserved-words.ts';
import type { Schema } from '../../model/schema.ts';
import { type ExistingTable, flagOf, presentName, referableKey } from './match-tables.ts';
import type { NamingStyle } from './naming-style.ts';

export type Rename = (sql: string) => string;

/** Names that the workspace has instead, by table of the pattern. */
interface Names {
  readonly table: string;
  readonly columns: ReadonlyMap<string, string>;
}

/**
 * Tables that exist, tables that will be named in the workspace's way, and their columns. `keyType` is what keys are
 * cast to where they are no bigint.
 */
export function renaming(
  pattern: Schema,
  existing: readonly ExistingTable[],
  style: NamingStyle,
  keyType: string | undefined,
): Rename {
  const names = new Map<string, Names>();
  for (const table of pattern.tables.values()) {
    const there = existing.find(({ wanted }) => wanted === table);
    const columnOf = (column: string) => {
      const isKey = table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0] === column;
      const key = there !== undefined && isKey ? referableKey(there.present) : undefined;
      const found = there === undefined ? column : (key ?? presentName(there, column, existing));
      return found === column ? style.column(column) : found;
    };
    names.set(table.name, {
      table: there === undefined ? style.table(table.name) : displayName(there.present),
      columns: new Map(table.columns.map(({ name }) => [name, columnOf(name)])),
    });
  }
  const flags = existing.flatMap((each) =>
    each.wanted.columns.flatMap(({ name }) => {
      const flag = flagOf(each, name);
      return flag === undefined ? [] : [[name, flag] as const];
    }),
  );
  const flagged = (sql: string): string =>
    flags.reduce((text, [name, flag]) => text.replace(new RegExp(`\\b${name} is null\\b`, 'g'), quoted(flag)), sql);
  return (sql) =>
    statementsIn(flagged(sql))
      .map((statement) => partitionNamed(castTo(renamed(statement, names), keyType ?? 'bigint')))
      .join('');
}

/** Prose on the pattern: in backticks, names of its tables and columns as the workspace has them. */
export function saying(
  pattern: Schema,
  existing: readonly ExistingTable[],
  style: NamingStyle,
): (text: string) => string {
  const names = new Map<string, string>();
  const there = new Map(existing.map((each) => [each.wanted.name, each]));
  for (const { name: table, columns } of pattern.tables.values()) {
    const each = there.get(table);
    for (const { name } of columns) {
      const found = each === undefined ? name : presentName(each, name, existing);
      if (!names.has(name)) names.set(name, found === name ? style.column(name) : found);
    }
  }
  for (const { name, partitionOf } of pattern.tables.values()) {
    const each = there.get(name);
    if (partitionOf === undefined) names.set(name, each === undefined ? style.table(name) : displayName(each.present));
  }
  return (text) =>
    text.replace(/`[^`\n]+`/g, (span) => span.replace(/'[^']*'|[a-z_]\w*/g, (each) => names.get(each) ?? each));
}

/** The partition of a month is called after its table. */
function partitionNamed(statement: string): string {
  return statement.replace(
    /\b(create table )\w+?(_\d{4}_\d{2} partition of )(\w+)\b/g,
    (_, create: string, rest: string, table: string) => `${create}${table}${rest}${table}`,
  );
}

/** Parameters and settings that stand for keys, which the patterns have as bigint. */
export function castTo(sql: string, type: string): string {
  return sql.replace(/(\$\d+|current_setting\('[^']*'\))::bigint/g, (_, value: string) =>
    /^(?:text|varchar|char)$/i.test(type) ? value : `${value}::${type.toLowerCase()}`,
  );
}

/** With what stands between them. */
function statementsIn(sql: string): readonly string[] {
  return sql.split(/(?<=;)(?=\s*\n)/);
}

const word = /--[^\n]*|'[^']*'|[a-z_]\w*/g;

/** Words that a table follows. */
const beforeTable = /(?:\b(?:from|join|into|update|table|only|references|exists|on|of)|,)\s*$/;

function renamed(statement: string, names: ReadonlyMap<string, Names>): string {
  const used = tablesNamed(statement, [...names.keys()]);
  const aliases = aliasesIn(statement, used);
  const columnOf = (column: string, tables: readonly string[]): string | undefined =>
    tables.map((table) => names.get(table)?.columns.get(column)).find((name) => name !== undefined);
  return statement.replace(word, (text: string, at: number) => {
    const owner = /([a-z_]\w*)\.$/.exec(statement.slice(Math.max(0, at - 80), at))?.[1];
    const ownTable = owner === undefined ? undefined : (aliases.get(owner) ?? (names.has(owner) ? owner : undefined));
    const column = columnOf(text, ownTable === undefined ? used : [ownTable, ...used]);
    const table = names.get(text)?.table;
    if (table !== undefined && (column === undefined || (owner === undefined && isTableAt(statement, at, text))))
      return table === text ? text : quoted(table);
    return column === undefined || column === text ? text : quoted(column);
  });
}

function isTableAt(statement: string, at: number, text: string): boolean {
  return statement[at + text.length] === '.' || beforeTable.test(statement.slice(Math.max(0, at - 40), at));
}

/** Of these tables, those that the statement names, in its order. */
export function tablesNamed(statement: string, tables: readonly string[]): readonly string[] {
  const known = new Set(tables);
  const words = (statement.match(word) ?? []).filter((each) => known.has(each));
  return [...new Set(words)];
}

/** Words of the statement that can be columns of the table: those that belong to another of the tables cannot. */
export function columnsNamed(statement: string, table: string, tables: readonly string[]): ReadonlySet<string> {
  const aliases = aliasesIn(statement, tablesNamed(statement, tables));
  const words = new Set<string>();
  for (const [, owner = '', name] of statement.matchAll(/--[^\n]*|'[^']*'|(?:\b([a-z_]\w*)\.)?([a-z_]\w*)/g))
    if (name !== undefined && (aliases.get(owner) ?? table) === table) words.add(name);
  return words;
}

function aliasesIn(statement: string, tables: readonly string[]): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const table of tables) {
    const named = new RegExp(`\\b${table}\\s+(?:as\\s+)?([a-z]\\w*)`, 'g');
    for (const [, alias = ''] of statement.matchAll(named)) if (!aliases.has(alias)) aliases.set(alias, table);
  }
  return aliases;
}

/** As PostgreSQL has it; names of a schema and a table apart by a dot. */
export function quoted(name: string): string {
  return name
    .split('.')
    .map((part) =>
      /^[a-z_][a-z0-9_]*$/.test(part) && !needsQuotes('postgresql', part) ? part : `"${part.replaceAll('"', '""')}"`,
    )
    .join('.');
}
