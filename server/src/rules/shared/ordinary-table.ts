import type { Table } from '../../model/table.ts';

/** A table that keeps its own rows for good: not temporary, foreign, virtual, nor a partition or inheritance child. */
export function isOrdinaryTable(table: Table): boolean {
  return (
    table.kind === 'table' &&
    table.persistence !== 'temporary' &&
    table.partitionOf === undefined &&
    table.inherits.length === 0
  );
}
