import { indexName } from '../../model/default-names.ts';
import { foldCase } from '../../model/dialect.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Index, Table } from '../../model/table.ts';

/** The index of a name, be it written or the database's own, and the table it is on. */
export function findIndex(
  schema: Schema,
  wanted: { readonly name: ObjectName; readonly table?: ObjectName },
): { readonly table: Table; readonly index: Index } | undefined {
  const { dialect } = schema;
  const name = foldCase(dialect, wanted.name.name);
  const only = wanted.table && schema.tables.get(keyOf(dialect, wanted.table));
  for (const table of only === undefined ? schema.tables.values() : [only]) {
    const index = table.indexes.find((each) => foldCase(dialect, indexName(dialect, table, each) ?? '') === name);
    if (index !== undefined) return { table, index };
  }
  return undefined;
}
