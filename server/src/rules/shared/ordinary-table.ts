import type { Table } from '../../model/table.ts';

/**
 * A table that keeps its own rows for good and that somebody wrote down: not temporary, foreign, virtual, nor a partition
 * or inheritance child, nor one that Prisma makes for a relation.
 */
export function isOrdinaryTable(table: Table): boolean {
  return (
    table.kind === 'table' &&
    table.persistence !== 'temporary' &&
    table.partitionOf === undefined &&
    table.inherits.length === 0 &&
    !isImplicitJoin(table)
  );
}

function isImplicitJoin({ orm }: Table): boolean {
  return orm?.language === 'prisma' && orm.implicitJoin !== undefined;
}
