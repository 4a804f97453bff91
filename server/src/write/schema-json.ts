import { displayName } from '../model/names.ts';
import type { Origin } from '../model/origin.ts';
import type { EnumType, Schema } from '../model/schema.ts';
import type { Column, ForeignKey, Index, IndexPart, Key, Table } from '../model/table.ts';
import type { Position } from '../text/line-index.ts';

/** The contract of `schema --format json`: plain values, null for what is absent, zero-based positions. */
export interface SchemaJson {
  readonly databases: readonly DatabaseJson[];
}

export interface DatabaseJson {
  readonly name: string;
  readonly dialect: Schema['dialect'];
  readonly tables: readonly TableJson[];
  readonly enums: readonly EnumJson[];
}

export interface TableJson {
  readonly schema: string | null;
  readonly name: string;
  readonly columns: readonly ColumnJson[];
  readonly primaryKey: readonly string[] | null;
  readonly uniques: readonly { readonly name: string | null; readonly columns: readonly string[] }[];
  readonly foreignKeys: readonly ForeignKeyJson[];
  readonly indexes: readonly IndexJson[];
  readonly origin: OriginJson | null;
}

export interface ColumnJson {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
}

export interface ForeignKeyJson {
  readonly columns: readonly string[];
  /** `columns` is empty where the statement leaves them out: the target's primary key. */
  readonly references: { readonly table: string; readonly columns: readonly string[] };
  readonly onDelete: ForeignKey['onDelete'];
  readonly onUpdate: ForeignKey['onUpdate'];
}

export interface IndexJson {
  readonly name: string | null;
  readonly parts: readonly IndexPartJson[];
  readonly unique: boolean;
  readonly method: string;
  readonly where: string | null;
  readonly include: readonly string[];
}

export type IndexPartJson = ({ readonly column: string } | { readonly expression: string }) & {
  readonly order: IndexPart['order'];
  readonly opclass: string | null;
};

export interface EnumJson {
  readonly schema: string | null;
  readonly name: string;
  readonly values: readonly string[];
  readonly origin: OriginJson | null;
}

export interface OriginJson {
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** Where an origin is; undefined for what is written nowhere. */
export type Locate = (origin: Origin) => OriginJson | undefined;

export function schemaJson(
  databases: readonly { readonly name: string; readonly schema: Schema }[],
  locate: Locate,
): SchemaJson {
  return { databases: databases.map(({ name, schema }) => toDatabase(name, schema, locate)) };
}

function toDatabase(name: string, schema: Schema, locate: Locate): DatabaseJson {
  return {
    name,
    dialect: schema.dialect,
    tables: [...schema.tables.values()].map((table) => toTable(table, locate)),
    enums: [...schema.enums.values()].map((type) => toEnum(type, locate)),
  };
}

function toTable(table: Table, locate: Locate): TableJson {
  return {
    schema: table.schema ?? null,
    name: table.name,
    columns: table.columns.map(toColumn),
    primaryKey: table.primaryKey?.columns ?? null,
    uniques: table.uniques.map((key: Key) => ({ name: key.name ?? null, columns: key.columns })),
    foreignKeys: table.foreignKeys.map(toForeignKey),
    indexes: table.indexes.map(toIndex),
    origin: locate(table.origin) ?? null,
  };
}

function toColumn({ name, type, nullable, default: value }: Column): ColumnJson {
  return { name, type: type.text, nullable, default: value?.text ?? null };
}

function toForeignKey({ columns, references, onDelete, onUpdate }: ForeignKey): ForeignKeyJson {
  return {
    columns,
    references: { table: displayName(references.table), columns: references.columns },
    onDelete,
    onUpdate,
  };
}

function toIndex(index: Index): IndexJson {
  return {
    name: index.name ?? null,
    parts: index.parts.map(toPart),
    unique: index.unique,
    method: index.method,
    where: index.where?.text ?? null,
    include: index.include,
  };
}

function toPart(part: IndexPart): IndexPartJson {
  const more = { order: part.order, opclass: part.opclass ?? null };
  return part.column === undefined ? { expression: part.expression!.text, ...more } : { column: part.column, ...more };
}

function toEnum(type: EnumType, locate: Locate): EnumJson {
  return {
    schema: type.schema ?? null,
    name: type.name,
    values: type.values,
    origin: locate(type.origin) ?? null,
  };
}
