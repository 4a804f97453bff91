import type { Table } from '../../model/table.ts';
import { isBookkeepingTable } from './bookkeeping-table.ts';
import { isOrdinaryTable } from './ordinary-table.ts';

/** An ordinary table whose shape the author chose and of which nothing was left unread. */
export function isWellReadTable(table: Table): boolean {
  return isOrdinaryTable(table) && table.gaps.length === 0 && !isBookkeepingTable(table);
}
