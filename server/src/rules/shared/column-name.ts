import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';

/** A column as messages name it: `orders.total`, `sales.orders.total`. */
export function columnName(table: Table, column: Column): string {
  return `${displayName(table)}.${column.name}`;
}
