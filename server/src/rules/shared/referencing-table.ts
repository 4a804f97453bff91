import type { Origin } from '../../model/origin.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import type { RuleContext } from '../rule.ts';

/** The table keeps enough rows, and we know enough of it, for the index of this foreign key to matter. */
export function isIndexableChild(table: Table, foreignKey: ForeignKey, ctx: RuleContext): boolean {
  if (table.kind !== 'table' || table.persistence === 'temporary' || table.inherits.length > 0) return false;
  if (table.gaps.length > 0 || foreignKey.columns.length === 0) return false;
  if (table.options.other?.some((option) => /memory|columnstore|graph|edge|external/i.test(option))) return false;
  return !isOfParent(table, foreignKey, ctx) && !isSeededLookup(table);
}

/** The partitioned parent has, or may have, the same foreign key and is the one to speak of. */
function isOfParent(table: Table, foreignKey: ForeignKey, ctx: RuleContext): boolean {
  if (table.partitionOf === undefined) return false;
  const parent = ctx.table(table.partitionOf);
  if (parent === undefined || parent.gaps.length > 0) return true;
  return parent.foreignKeys.some((other) => hasSameColumns(other, foreignKey)) || isOfParent(parent, foreignKey, ctx);
}

/**
 * A list of fixed values that the project itself fills: all keys written out, few columns, no date. It stays so small
 * that reading all of it is the quickest way.
 */
export function isSeededLookup(table: Table): boolean {
  const key = table.primaryKey?.columns ?? [];
  if (key.length !== 1 || table.columns.length > 5 || table.seed.length === 0) return false;
  if (table.columns.some((column) => column.type.family === 'timestamp' || column.type.family === 'timestamptz')) {
    return false;
  }
  let rows = 0;
  for (const seed of table.seed) {
    const names = seed.columns.length > 0 ? seed.columns : table.columns.map((column) => column.name);
    const position = names.indexOf(key[0]!);
    if (position < 0 || seed.rows.some((row) => typeof row[position] !== 'string')) return false;
    rows += seed.rows.length;
  }
  return rows > 0 && rows <= 100;
}

/** Of foreign keys over the same columns the first one: they all need the same index. */
export function isFirstOverItsColumns(table: Table, foreignKey: ForeignKey): boolean {
  return table.foreignKeys.find((other) => hasSameColumns(other, foreignKey)) === foreignKey;
}

/** Where a finding on the foreign key is marked: the column that declares it, else the constraint. */
export function foreignKeyOrigin(table: Table, foreignKey: ForeignKey): Origin {
  if (!foreignKey.inline) return foreignKey.origin;
  return table.columns.find((column) => column.name === foreignKey.columns[0])?.nameOrigin ?? foreignKey.origin;
}

function hasSameColumns(one: ForeignKey, other: ForeignKey): boolean {
  return one.columns.length === other.columns.length && one.columns.every((column) => other.columns.includes(column));
}
