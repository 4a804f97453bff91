import type { Table } from '../../model/table.ts';

/** Whether a key, an index, a check or another column of the table names the column. */
export function isDependedOn(table: Table, column: string): boolean {
  const name = column.toLowerCase();
  const isIt = (other: string | undefined): boolean => other?.toLowerCase() === name;
  const mentions = (text: string | undefined): boolean => text?.toLowerCase().includes(name) === true;
  return (
    table.primaryKey?.columns.some(isIt) === true ||
    table.uniques.some((key) => key.columns.some(isIt)) ||
    table.foreignKeys.some((fk) => fk.columns.some(isIt)) ||
    table.checks.some((check) => mentions(check.expression.text)) ||
    table.columns.some((other) => mentions(other.generated?.expression.text)) ||
    table.indexes.some(
      (index) =>
        mentions(index.where?.text) || index.parts.some((part) => isIt(part.column) || mentions(part.expression?.text)),
    )
  );
}
