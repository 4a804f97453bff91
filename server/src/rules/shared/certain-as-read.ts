import type { Table } from '../../model/table.ts';

/**
 * What was read of the table is all there is of it, but for columns that a base outside of the files may bring along:
 * enough for whatever concerns the columns that are there, too little for what is missing.
 */
export function isCertainAsRead({ gaps }: Table): boolean {
  return gaps.every(({ isOnlyMore }) => isOnlyMore === true);
}
