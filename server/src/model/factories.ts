import type { DataType } from './data-type.ts';
import type { ObjectName } from './names.ts';
import { nowhere } from './origin.ts';
import type { Column, ForeignKey, Index, IndexPart, Key, Table } from './table.ts';

/**
 * Builders that fill in what a plain element has, for requested changes and for tests. A spread comes last: engines keep
 * the members that are written behind one in a second object.
 */

export function objectName(name: string, schema?: string): ObjectName {
  return { schema, name };
}

export function columnPart(column: string, more: Partial<IndexPart> = {}): IndexPart {
  return { column, order: 'asc', nulls: 'last', ...more };
}

export function anIndex(columns: readonly (string | IndexPart)[], more: Partial<Index> = {}): Index {
  return {
    parts: columns.map((part) => (typeof part === 'string' ? columnPart(part) : part)),
    unique: false,
    method: 'btree',
    include: [],
    nullsNotDistinct: false,
    concurrently: false,
    only: false,
    visible: true,
    origin: nowhere,
    nameOrigin: nowhere,
    ...more,
  };
}

export function aKey(columns: readonly string[], more: Partial<Key> = {}): Key {
  return { columns, include: [], nullsNotDistinct: false, deferrable: false, origin: nowhere, ...more };
}

export function aForeignKey(
  columns: readonly string[],
  table: ObjectName,
  targetColumns: readonly string[],
  more: Partial<ForeignKey> = {},
): ForeignKey {
  return {
    columns,
    references: { table, columns: targetColumns },
    onDelete: 'no action',
    onUpdate: 'no action',
    match: 'simple',
    deferrable: false,
    validated: true,
    inline: false,
    origin: nowhere,
    targetOrigin: nowhere,
    ...more,
  };
}

/** A type that is asked for, not read: `text` is printed as it stands. */
export function aType(name: string, family: DataType['family'], args: readonly string[] = []): DataType {
  return {
    text: args.length > 0 ? `${name}(${args.join(', ')})` : name,
    name,
    args,
    family,
    dimensions: 0,
    origin: nowhere,
  };
}

export function aColumn(name: string, type: DataType, more: Partial<Column> = {}): Column {
  return { name, type, nullable: true, autoIncrement: false, origin: nowhere, nameOrigin: nowhere, ...more };
}

export function aTable(name: ObjectName, key: string, more: Partial<Table> = {}): Table {
  return {
    schema: name.schema,
    name: name.name,
    key,
    kind: 'table',
    persistence: 'permanent',
    columns: [],
    primaryKey: undefined,
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
    policies: [],
    rowSecurity: false,
    inherits: [],
    options: {},
    seed: [],
    triggers: [],
    gaps: [],
    origin: nowhere,
    nameOrigin: nowhere,
    ...more,
  };
}

/** Spread behind a table, leaves it its columns and its primary key. */
export const columnsAlone = {
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  policies: [],
  inherits: [],
} satisfies Partial<Table>;
