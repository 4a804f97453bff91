import { foldCase } from '../../model/dialect.ts';
import { columnsIn } from '../../model/expression.ts';
import { keyOf } from '../../model/names.ts';
import type { Check, Column, Table } from '../../model/table.ts';
import type { ChangeOf } from './change-of.ts';
import { columnNamed } from './edit-column.ts';
import { type EditPlan, itemAt, type Place } from './edit-plan.ts';
import { printColumn } from './print-column.ts';
import { isNameOf } from './statement-shape.ts';

/** Writes a column behind the last one of its table, or where the change says. */
export function addColumnInPlace(plan: EditPlan, change: ChangeOf<'add-column'>): boolean {
  const table = plan.ctx.schema.tables.get(keyOf(plan.ctx.dialect, change.table));
  const creation = table && plan.creation(table);
  if (table === undefined || creation === undefined || creation.shape.items.length === 0) return false;
  const written = table.columns.filter((column) => column.origin.unit === table.origin.unit);
  const behind =
    change.position === 'first'
      ? -1
      : indexOf(plan, creation, change.position ? columnNamed(plan, table, change.position.after) : written.at(-1));
  if (behind === undefined) return false;
  plan.list(creation).add(printColumn(plan.style(creation.source, table), change.column), behind);
  return true;
}

function indexOf(plan: EditPlan, creation: Place, column: Column | undefined): number | undefined {
  const place = column && plan.place(column.origin);
  if (place === undefined || place.statement !== creation.statement) return undefined;
  return itemAt(creation, place.span.start);
}

/** Takes a column away; false when anything else that is written needs it. */
export function dropColumnInPlace(plan: EditPlan, change: ChangeOf<'drop-column'>): boolean {
  const table = plan.ctx.schema.tables.get(keyOf(plan.ctx.dialect, change.table));
  const column = table && columnNamed(plan, table, change.column);
  if (table === undefined || column === undefined || isNeeded(plan, table, column)) return false;
  const place = plan.place(column.origin);
  if (place === undefined || !isNameOf(place.source, place.statement, place.shape.table, table)) return false;
  const item = itemAt(place, place.span.start);
  if (item === -1) return false;
  plan.list(place).remove(item);
  return true;
}

/** Keys, indexes, expressions, views and rows that name the column, other than inside its own definition. */
function isNeeded(plan: EditPlan, table: Table, column: Column): boolean {
  const { dialect, schema } = plan.ctx;
  const name = foldCase(dialect, column.name);
  const has = (names: readonly (string | undefined)[]): boolean =>
    names.some((each) => each !== undefined && foldCase(dialect, each) === name);
  const word = new RegExp(`(?<![\\w$])${name.replace(/[^\w]/g, '\\$&')}(?![\\w$])`, 'i');
  const mentions = (text: string | undefined): boolean => text !== undefined && word.test(text);
  const isInside = (origin: { readonly unit: number; readonly start: number; readonly file: string }): boolean =>
    origin.file === column.origin.file &&
    origin.unit === column.origin.unit &&
    column.origin.start <= origin.start &&
    origin.start < column.origin.end;
  if (table.seed.length > 0) return true;
  const keys = [...table.uniques, ...table.foreignKeys, ...(table.primaryKey === undefined ? [] : [table.primaryKey])];
  // Without a comma between them, a key of other columns may stand in the column's definition.
  const isOwn = (key: (typeof keys)[number]): boolean =>
    key.columns.length === 1 && has(key.columns) && isInside(key.origin);
  if (keys.some((key) => !isOwn(key) && (has(key.columns) || isInside(key.origin)))) return true;
  const isOnlyOfIt = (check: Check): boolean =>
    isInside(check.origin) && columnsIn(check.expression.expression)?.every((each) => has([each])) === true;
  if (table.checks.some((check) => !isOnlyOfIt(check) && (mentions(check.expression.text) || isInside(check.origin)))) {
    return true;
  }
  if (table.columns.some((other) => other !== column && mentions(other.generated?.expression.text))) return true;
  const parts = [
    ...table.indexes.flatMap((index) => index.parts),
    ...table.exclusions.flatMap((each) => each.elements.map(({ part }) => part)),
  ];
  if (parts.some((part) => has([part.column]) || mentions(part.expression?.text))) return true;
  if (table.indexes.some((index) => mentions(index.where?.text) || has(index.include))) return true;
  if (table.policies.some((policy) => mentions(policy.using?.text) || mentions(policy.withCheck?.text))) return true;
  if (mentions(table.partitionBy?.text) || table.triggers.length > 0) return true;
  for (const view of schema.views.values()) if (mentions(view.query)) return true;
  for (const other of schema.tables.values()) {
    for (const { references } of other.foreignKeys) {
      if (keyOf(dialect, references.table) === table.key && has(references.columns)) return true;
    }
  }
  return false;
}
