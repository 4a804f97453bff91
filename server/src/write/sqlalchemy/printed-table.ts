import type { Table } from '../../model/table.ts';

/** Why a table is a comment only; undefined for one that is printed. */
export function whyNot(table: Table): string | undefined {
  if (table.partitionOf !== undefined)
    return `a partition of ${table.partitionOf.name}, which SQLAlchemy does not create`;
  if (table.kind !== 'table') return `a ${table.kind} table, which SQLAlchemy does not create`;
  return table.columns.length === 0 ? 'a table whose columns are not known' : undefined;
}

export function isPrinted(table: Table | undefined): boolean {
  return table !== undefined && whyNot(table) === undefined;
}
