import { foldCase } from '../../model/dialect.ts';
import { keyOf } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import type { WriteContext } from '../write-context.ts';

/**
 * MySQL refuses to change the type of a column while a foreign key holds it (error 1833; MariaDB even with
 * foreign_key_checks off): the foreign keys make way before the changes and come back behind them. Undefined when one
 * of them has no name to drop it by.
 */
export function withoutForeignKeys(
  changes: readonly SchemaChange[],
  ctx: WriteContext,
): readonly SchemaChange[] | undefined {
  if (ctx.dialect !== 'mysql') return changes;
  const before: SchemaChange[] = [];
  const after: SchemaChange[] = [];
  for (const table of ctx.schema.tables.values()) {
    for (const foreignKey of table.foreignKeys) {
      if (!changes.some((change) => isHeld(change, table, foreignKey, ctx))) continue;
      const { name } = foreignKey;
      if (name === undefined) return undefined;
      if (changes.some((change) => change.kind === 'drop-constraint' && change.name === name)) continue;
      before.push({ kind: 'drop-constraint', table, name, cascade: false, origin: nowhere });
      after.push({ kind: 'add-foreign-key', table, foreignKey, origin: nowhere });
    }
  }
  return [...before, ...changes, ...after];
}

/** Whether the change gives another type to a column on either side of the foreign key. */
function isHeld(
  change: SchemaChange,
  table: Table,
  { columns, references }: ForeignKey,
  { dialect, schema }: WriteContext,
): boolean {
  if (change.kind !== 'alter-column' || change.set.type === undefined) return false;
  const key = keyOf(dialect, change.table);
  const isIt = (name: string): boolean => foldCase(dialect, name) === foldCase(dialect, change.column);
  if (table.key === key && columns.some(isIt)) return true;
  if (keyOf(dialect, references.table) !== key) return false;
  const target = schema.tables.get(key);
  return (references.columns.length > 0 ? references.columns : (target?.primaryKey?.columns ?? [])).some(isIt);
}
