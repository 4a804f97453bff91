import { foldCase } from '../../model/dialect.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Index, Table } from '../../model/table.ts';

/** The index of a name and the table it is on. MySQL and SQL Server name indexes per table. */
export function findIndex(
  schema: Schema,
  wanted: { readonly name: ObjectName; readonly table?: ObjectName },
): { readonly table: Table; readonly index: Index } | undefined {
  const name = foldCase(schema.dialect, wanted.name.name);
  const isWanted = (index: Index): boolean => index.name !== undefined && foldCase(schema.dialect, index.name) === name;
  const only = wanted.table && schema.tables.get(keyOf(schema.dialect, wanted.table));
  for (const table of only === undefined ? schema.tables.values() : [only]) {
    const index = table.indexes.find(isWanted);
    if (index !== undefined) return { table, index };
  }
  return undefined;
}
