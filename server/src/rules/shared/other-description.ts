import type { Column, Table } from '../../model/table.ts';
import { type OtherSource, otherSources, type RuleContext } from '../rule.ts';
import { isCertainAsRead } from './certain-as-read.ts';
import { storedName } from './stored-name.ts';

/** A declared table beside what another description of the database has under its name. */
export interface Compared {
  readonly source: OtherSource;
  readonly other: Table;
}

/**
 * The other descriptions of a table, as far as both sides were understood; views and what inherits or is a partition
 * are left out, because the descriptions say those in different ways.
 */
export function* othersOf(table: Table, ctx: RuleContext): Iterable<Compared> {
  if (!isCertainAsRead(table) || isDerived(table)) return;
  for (const source of otherSources) {
    const other = ctx.other(source)?.table(table);
    if (other !== undefined && other.gaps.length === 0 && !isDerived(other)) yield { source, other };
  }
}

function isDerived(table: Table): boolean {
  return table.kind !== 'table' || table.partitionOf !== undefined || table.inherits.length > 0;
}

/** The column of this name in the other description. */
export function columnIn(other: Table, name: string, ctx: RuleContext): Column | undefined {
  const stored = storedName(ctx.dialect, name);
  return other.columns.find((column) => storedName(ctx.dialect, column.name) === stored);
}

/** As a message names the other description, at the start of a clause. */
export function describing(source: OtherSource): string {
  return source === 'migrations' ? 'the migrations' : 'the other models of this database';
}

/** What to do about a difference. */
export function advice(source: OtherSource): string {
  return source === 'migrations'
    ? 'Add a migration, or correct the declaration.'
    : 'Make both say the same; one of the programs is wrong about the database.';
}
