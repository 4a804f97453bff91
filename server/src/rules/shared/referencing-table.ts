import type { Origin } from '../../model/origin.ts';
import type { Column, ForeignKey, Table } from '../../model/table.ts';
import type { RuleContext } from '../rule.ts';
import { isCertainAsRead } from './certain-as-read.ts';
import { isLookupTable } from './lookup-table.ts';
import { nameWords, singular } from './name-words.ts';

/** The table keeps enough rows, and we know enough of it, for the index of this foreign key to matter. */
export function isIndexableChild(table: Table, foreignKey: ForeignKey, ctx: RuleContext): boolean {
  if (table.kind !== 'table' || table.persistence === 'temporary' || table.inherits.length > 0) return false;
  if (!isCertainAsRead(table) || foreignKey.columns.length === 0) return false;
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
function isSeededLookup(table: Table): boolean {
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

/** Tables of a warehouse, and the many rows of each value of a short list: an index would not be used for them. */
export function isReadAsAWhole(table: Table, foreignKey: ForeignKey, ctx: RuleContext): boolean {
  const target = ctx.target(foreignKey)?.table;
  if (target !== undefined && isSeededLookup(target)) return true;
  if (warehouseWords.has(nameWords(table.name)[0] ?? '')) return true;
  return table.indexes.some((index) => index.method === 'columnstore' && index.clustered);
}

const warehouseWords: ReadonlySet<string> = new Set(['dim', 'fact', 'staging', 'stg']);

/** Who touched a row last: hardly anybody starts from there. */
export function saysWhoTouchedIt(foreignKey: ForeignKey): boolean {
  const words = nameWords(foreignKey.columns.at(-1)!);
  return (
    words.some((word) => touchedWords.has(word) && words.includes('by')) || words.some((word) => touchers.has(word))
  );
}

const touchedWords: ReadonlySet<string> = new Set(
  'added approved changed created deleted edited inserted invited modified removed reviewed updated'.split(' '),
);

const touchers: ReadonlySet<string> = new Set(['approver', 'deleter', 'editor', 'modifier', 'reviewer', 'updater']);

/** The referenced table lists a few kinds, so that each value has too many rows for an index to pay. */
export function referencesKinds(foreignKey: ForeignKey, ctx: RuleContext): boolean {
  if (kindWords.has(singular(nameWords(foreignKey.references.table.name).at(-1) ?? ''))) return true;
  const target = ctx.target(foreignKey);
  return target !== undefined && isListOfWords(target.table);
}

/** The values themselves are the key, and beside them stands at most a word about each. */
function isListOfWords(table: Table): boolean {
  if (table.gaps.length > 0 || table.columns.length > 3 || !table.columns.every(isWord)) return false;
  return table.primaryKey?.columns.length === 1 && (table.columns.length === 1 || isLookupTable(table));
}

function isWord({ type: { family, dimensions } }: Column): boolean {
  return dimensions === 0 && (family === 'text' || family === 'char');
}

const kindWords: ReadonlySet<string> = new Set(
  'country currency gender kind language locale measure method priority reason severity state status timezone type unit'.split(
    ' ',
  ),
);

/** Of foreign keys over the same columns the first one, in a table or its partitions: they need the same index. */
export function isFirstOverItsColumns(table: Table, foreignKey: ForeignKey, ctx: RuleContext): boolean {
  const isTwin = (other: ForeignKey): boolean => hasSameColumns(other, foreignKey);
  if (table.foreignKeys.find(isTwin) !== foreignKey) return false;
  const parent = table.partitionOf && ctx.table(table.partitionOf);
  if (parent === undefined) return true;
  return ctx.childrenOf(parent).find((partition) => partition.foreignKeys.some(isTwin))?.key === table.key;
}

/** Where an index for the table belongs: the partitioned table at the top, which hands it down to its partitions. */
export function indexOwner(table: Table, ctx: RuleContext): Table {
  const parent = table.partitionOf && ctx.table(table.partitionOf);
  return parent === undefined || parent.key === table.key ? table : indexOwner(parent, ctx);
}

/** Where a finding on the foreign key is marked: the column that declares it, else the constraint. */
export function foreignKeyOrigin(table: Table, foreignKey: ForeignKey): Origin {
  if (!foreignKey.inline) return foreignKey.origin;
  return table.columns.find((column) => column.name === foreignKey.columns[0])?.nameOrigin ?? foreignKey.origin;
}

function hasSameColumns(one: ForeignKey, other: ForeignKey): boolean {
  return one.columns.length === other.columns.length && one.columns.every((column) => other.columns.includes(column));
}
