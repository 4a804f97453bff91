/** `op.create_table(…)`: columns and constraints become a table as SQLAlchemy would create it. */
import { aKey, aTable } from '../../model/factories.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { Check, Column, Exclusion, ForeignKey, Key, Table, TableOptions } from '../../model/table.ts';
import { isExactlyInteger } from '../sql/read-column.ts';
import { classOf, type ElementReader, type ReadColumn } from './alembic-elements.ts';
import { type CallValue, flagOf, textOf, type Value } from './alembic-value.ts';
import type { NativeEnum } from './column-types-enum.ts';

export interface TableRequest {
  readonly name: ObjectName;
  readonly nameOrigin: Origin;
  /** Columns, constraints and indexes. */
  readonly items: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  readonly at: Origin;
}

export interface ReadTable {
  readonly table: Table;
  /** Enums that are created before the table. */
  readonly enums: readonly { readonly type: NativeEnum; readonly at: Origin }[];
  /** `sa.Index(…)` among the items, with their arguments. */
  readonly indexes: readonly CallValue[];
  /** Columns with `index=True`. */
  readonly indexed: readonly ReadColumn[];
  /** Something among the items was not understood. */
  readonly isPartial: boolean;
}

export function readTable(elements: ElementReader, request: TableRequest): ReadTable {
  const { dialect, names } = elements;
  const columns: ReadColumn[] = [];
  const uniques: Key[] = [];
  const foreignKeys: ForeignKey[] = [];
  const checks: Check[] = [];
  const exclusions: Exclusion[] = [];
  const indexes: CallValue[] = [];
  let primaryKey: Key | undefined;
  let isPartial = false;
  for (const item of request.items) {
    if (item.kind === 'none') continue;
    if (item.kind === 'call' && classOf(item) === 'Index') indexes.push(item);
    else if (item.kind === 'call' && classOf(item) === 'Column') {
      const column = elements.column(item);
      if (column === undefined) isPartial = true;
      else columns.push(column);
    } else {
      const constraint = item.kind === 'call' ? elements.constraint(item) : undefined;
      if (constraint === undefined) isPartial = true;
      else if (constraint.kind === 'primary-key') primaryKey = constraint.key;
      else if (constraint.kind === 'unique') uniques.push(constraint.key);
      else if (constraint.kind === 'foreign-key') foreignKeys.push(constraint.foreignKey);
      else if (constraint.kind === 'check') checks.push(constraint.check);
      else if (constraint.kind === 'exclusion') exclusions.push(constraint.exclusion);
    }
  }
  const flagged = columns.filter(({ isPrimaryKey }) => isPrimaryKey);
  if (primaryKey === undefined && flagged.length > 0) {
    primaryKey = aKey(
      flagged.map(({ column }) => column.name),
      { origin: flagged[0]!.at },
    );
  }
  for (const { isUnique, isIndexed, column, at } of columns) {
    if (isUnique && !isIndexed) uniques.push(aKey([column.name], { origin: at }));
  }
  const inline = columns.flatMap((column) => column.foreignKeys);
  const key = primaryKey?.columns ?? [];
  return {
    table: aTable(request.name, keyOf(dialect, request.name), {
      columns: columns.map((column) => keyColumn(column, columns, key, elements, [...inline, ...foreignKeys])),
      primaryKey: primaryKey === undefined ? undefined : names.key('pk', request.name, primaryKey),
      uniques: uniques.map((each) => names.key('uq', request.name, each)),
      foreignKeys: [...inline, ...foreignKeys].map((each) => names.foreignKey(request.name, each)),
      checks: [...columns.flatMap((column) => column.checks), ...checks].map((each) => names.check(request.name, each)),
      exclusions,
      ...(isTemporary(request.keywords) && { persistence: 'temporary' as const }),
      ...partitioning(request.keywords, elements),
      options: optionsOf(request.keywords, elements),
      ...comment(request.keywords),
      origin: request.at,
      nameOrigin: request.nameOrigin,
    }),
    enums: columns.flatMap(({ type, at }) => (type.nativeEnum?.isCreated ? [{ type: type.nativeEnum, at }] : [])),
    indexes,
    indexed: columns.filter(({ isIndexed }) => isIndexed),
    isPartial,
  };
}

/** A key's column holds no NULL, and one whole number alone counts by itself. */
export function keyColumn(
  read: ReadColumn,
  all: readonly ReadColumn[],
  key: readonly string[],
  { dialect }: ElementReader,
  foreignKeys: readonly ForeignKey[] = read.foreignKeys,
): Column {
  const { column } = read;
  if (!key.includes(column.name)) return column;
  const plain = { ...column, nullable: false };
  if (column.type.family !== 'integer' || column.type.dimensions > 0 || column.autoIncrement) return plain;
  if (dialect === 'sqlite') {
    return key.length === 1 && isExactlyInteger(column.type) ? { ...plain, autoIncrement: true } : plain;
  }
  const isForeign = foreignKeys.some((each) => each.columns.includes(column.name));
  const counts =
    read.autoIncrement === true ||
    (read.autoIncrement === 'auto' &&
      key.length === 1 &&
      !isForeign &&
      column.default === undefined &&
      column.generated === undefined &&
      !all.some((other) => other.autoIncrement === true && key.includes(other.column.name)));
  if (!counts) return plain;
  if (dialect !== 'postgresql') return { ...plain, autoIncrement: true };
  const text = column.type.name === 'bigint' ? 'BIGSERIAL' : column.type.name === 'smallint' ? 'SMALLSERIAL' : 'SERIAL';
  return { ...plain, autoIncrement: true, type: { ...column.type, text, serial: true } };
}

function isTemporary(keywords: ReadonlyMap<string, Value>): boolean {
  const prefixes = keywords.get('prefixes');
  return prefixes?.kind === 'list' && prefixes.items.some((item) => /^temp/i.test(textOf(item) ?? ''));
}

function optionsOf(keywords: ReadonlyMap<string, Value>, { dialect }: ElementReader): TableOptions {
  if (dialect !== 'mysql') return {};
  const text = (...names: readonly string[]): string | undefined =>
    names
      .flatMap((name) => [`mysql_${name}`, `mariadb_${name}`])
      .map((name) => textOf(keywords.get(name)))
      .find((found) => found !== undefined)
      ?.toLowerCase();
  const engine = text('engine');
  const charset = text('charset', 'default_charset', 'character_set');
  const collation = text('collate', 'default_collate');
  return {
    ...(engine !== undefined && { engine }),
    ...(charset !== undefined && { charset }),
    ...(collation !== undefined && { collation }),
  };
}

function partitioning(keywords: ReadonlyMap<string, Value>, { dialect }: ElementReader): Partial<Table> {
  const text = dialect === 'postgresql' ? textOf(keywords.get('postgresql_partition_by')) : undefined;
  const match = text === undefined ? undefined : /^\s*(\w+)\s*\(([^()]*)\)\s*$/.exec(text);
  if (text === undefined) return {};
  const columns = match?.[2] === undefined ? [] : match[2].split(',').map((name) => name.trim().replace(/"/g, ''));
  return { partitionBy: { strategy: (match?.[1] ?? text).toLowerCase(), columns, text: text.trim() } };
}

function comment(keywords: ReadonlyMap<string, Value>): Partial<Table> {
  const text = textOf(keywords.get('comment'));
  return text === undefined ? {} : { comment: text };
}

export function createsUnlessThere(keywords: ReadonlyMap<string, Value>): boolean {
  return flagOf(keywords.get('if_not_exists'), false);
}
