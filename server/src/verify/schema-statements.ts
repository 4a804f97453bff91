/** A folded schema as statements for the embedded PostgreSQL. */
import { SqlDocument } from '../analysis/sql-document.ts';
import { columnsAlone } from '../model/factories.ts';
import { displayName, keyOf, type ObjectName } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { Column, Table } from '../model/table.ts';
import { printSchema } from '../write/sql/print-schema.ts';

export interface SchemaStatement {
  readonly text: string;
  /** The key of the table that the statement creates. */
  readonly creates: string | undefined;
  /** The key of the table that it is about. */
  readonly table: string | undefined;
  /** The key of the type that it creates. */
  readonly type: string | undefined;
}

/** What makes the schema, in an order in which it can be executed. */
export function schemaStatements(schema: Schema): readonly SchemaStatement[] {
  const document = new SqlDocument('schema.sql', printSchema(schema), 'postgresql');
  const statements: SchemaStatement[] = [];
  for (const unit of document.units) {
    const text = document.sourceOf(unit);
    if (text === '') continue;
    const key = (name: ObjectName | undefined) => name && keyOf('postgresql', name);
    const { changes } = unit.lowered;
    const about = changes.find((change) => 'table' in change && change.table !== undefined);
    statements.push({
      text,
      creates: key(changes.find((change) => change.kind === 'create-table')?.table),
      table: key(about !== undefined && 'table' in about ? about.table : undefined),
      type: key(changes.find((change) => change.kind === 'create-enum')?.type),
    });
  }
  return statements;
}

/**
 * The tables with their columns and primary keys alone, for those that PostgreSQL does not take whole: a default that
 * calls a function of the workspace would otherwise hide all columns.
 */
export function plainTables(schema: Schema, keys: ReadonlySet<string>): readonly string[] {
  const tables = new Map(
    [...schema.tables].filter(([key]) => keys.has(key)).map(([key, table]) => [key, plain(table)]),
  );
  const bare: Schema = { ...schema, tables, enums: new Map(), domains: new Map(), views: new Map() };
  return schemaStatements(bare)
    .filter(({ creates }) => creates !== undefined)
    .map(({ text }) => text);
}

function plain(table: Table): Table {
  const { partitionBy: _, comment: __, ...rest } = table;
  return {
    ...rest,
    columns: table.columns.map(plainColumn),
    ...columnsAlone,
    options: {},
  };
}

function plainColumn(column: Column): Column {
  const { default: _, generated: __, collation: ___, comment: ____, ...rest } = column;
  return rest;
}

/** Whether the schema has an object of the name that PostgreSQL gives in a message: `orders`, `sales.orders`. */
export function relationNamed(schema: Schema, written: string): string | undefined {
  for (const relations of [schema.tables, schema.views]) {
    for (const relation of relations.values()) {
      if (displayName(relation) === written || displayName(relation) === withoutPublic(written)) {
        return displayName(relation);
      }
    }
  }
  return undefined;
}

function withoutPublic(name: string): string {
  return name.startsWith('public.') ? name.slice('public.'.length) : name;
}
