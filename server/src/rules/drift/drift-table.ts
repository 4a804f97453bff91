import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import { defineRule, type OtherDescription } from '../rule.ts';
import { isBookkeepingTable } from '../shared/bookkeeping-table.ts';

/** A table is declared that no migration creates, so a database that was built by the migrations does not have it. */
export const driftTable = defineRule({
  id: 'drift-table',
  family: 'drift',
  severity: 'warning',
  summary:
    'A table is declared that no migration creates, so a database that was built by the migrations does not have it.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  only: { compared: true },
  *votes(table) {
    if (isComparable(table)) yield 'declared';
  },
  *check(table, ctx) {
    if (!isComparable(table)) return;
    const other = ctx.other('migrations');
    if (other === undefined || other.mayMissTables || !isAbsent(table, other)) return;
    // Where much is missing, the database was made in another way before the first migration.
    const declared = ctx.voters('declared', sample);
    const absent = declared.filter((each) => isAbsent(each, other)).length;
    if (absent > few && absent * 4 > declared.length) return;
    yield { at: table.nameOrigin, state: { table } };
  },
  message: ({ table }) =>
    `${displayName(table)} is declared here, but no migration creates it: a database built by the migrations does not have it. Add a migration that creates it.`,
});

/** So many tables may be missing of any number. */
const few = 3;

/** So many tables are looked at to tell a forgotten one from a history that does not begin at the beginning. */
const sample = 60;

function isAbsent(table: Table, other: OtherDescription): boolean {
  return other.table(table) === undefined && other.view(table) === undefined;
}

function isComparable(table: Table): boolean {
  if (table.kind !== 'table' || table.partitionOf !== undefined || table.persistence === 'temporary') return false;
  return !isBookkeepingTable(table);
}
