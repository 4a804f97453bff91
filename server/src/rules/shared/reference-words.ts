import { displayName } from '../../model/names.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import { nameList } from './name-list.ts';

/** The beginning of a message on a foreign key: `orders.customer_id references`, `a and b of orders reference`. */
export function whatReferences(table: Table, { columns }: ForeignKey): string {
  const [only] = columns;
  return columns.length === 1
    ? `${displayName(table)}.${only} references`
    : `${nameList(columns)} of ${displayName(table)} reference`;
}
