import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column } from '../../model/table.ts';
import type { Fix } from '../finding.ts';
import { defineRule } from '../rule.ts';
import { isCertainAsRead } from '../shared/certain-as-read.ts';

/** A foreign key sets a column to NULL when its parent row goes, but the column is NOT NULL. */
export const fkSetNullNotNull = defineRule({
  id: 'fk-set-null-not-null',
  family: 'keys',
  severity: 'error',
  summary: 'A foreign key sets a column to NULL when its parent row goes, but the column is NOT NULL.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'foreignKey',
  *check({ table, foreignKey }, ctx) {
    const action =
      foreignKey.onDelete === 'set null' ? 'DELETE' : foreignKey.onUpdate === 'set null' ? 'UPDATE' : undefined;
    if (action === undefined || !isCertainAsRead(table)) return;
    const columns = foreignKey.columns.flatMap((name) => ctx.column(table, name) ?? []);
    const refusing = columns.filter((column) => !column.nullable);
    // PostgreSQL can name the columns that SET NULL empties, so one nullable column of several may be the one meant.
    if (ctx.dialect === 'postgresql' && refusing.length < columns.length) return;
    const column = refusing[0];
    if (column === undefined) return;
    const isKey = table.primaryKey?.columns.includes(column.name) ?? false;
    yield {
      at: foreignKey.origin,
      state: { table, column, target: foreignKey.references.table, action, isKey, others: refusing.length - 1 },
      columns: foreignKey.columns,
    };
  },
  message: ({ table, column, target, action, isKey }) =>
    `ON ${action} SET NULL would empty ${displayName(table)}.${column.name}, which is ${isKey ? 'part of the primary key' : 'NOT NULL'}: no row of ${displayName(target)} that is in use can be ${action === 'DELETE' ? 'deleted' : 'changed'}. ${isKey ? 'Choose' : `Let ${column.name} be NULL, or choose`} CASCADE or RESTRICT.`,
  fixes({ table, column, isKey, others }): readonly Fix[] {
    if (isKey || others > 0 || !isFree(column)) return [];
    const title = `Let ${displayName(table)}.${column.name} be NULL`;
    const change = {
      kind: 'alter-column',
      table,
      column: column.name,
      set: { nullable: true },
      origin: nowhere,
    } as const;
    return [{ title, safe: false, changes: [change] }];
  },
});

/** Columns whose type or counter implies NOT NULL cannot be made nullable. */
function isFree(column: Column): boolean {
  return !column.autoIncrement && column.identity === undefined && column.generated === undefined;
}
