import { displayName } from '../../model/names.ts';
import type { Column, ForeignKey, Table } from '../../model/table.ts';
import type { Severity } from '../finding.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { foreignKeyIndexFix } from '../shared/foreign-key-fix.ts';
import { foreignKeyCover } from '../shared/index-cover.ts';
import { nameWords } from '../shared/name-words.ts';
import {
  foreignKeyOrigin,
  isFirstOverItsColumns,
  isIndexableChild,
  isReadAsAWhole,
  referencesKinds,
  saysWhoTouchedIt,
} from '../shared/referencing-table.ts';

/** No index serves the columns of a foreign key, so each delete in the referenced table and each join reads the whole table. */
export const fkWithoutIndex = defineRule({
  id: 'fk-without-index',
  family: 'indexing',
  severity: 'warning',
  summary:
    'No index serves the columns of a foreign key, so each delete in the referenced table and each join reads the whole table.',
  dialects: ['postgresql', 'sqlite', 'sqlserver'],
  fix: 'safe',
  visits: 'foreignKey',
  *check({ table, foreignKey }, ctx) {
    // The database looks nothing up for a key that Prisma keeps; of those prisma-relationmode-index speaks.
    if (foreignKey.enforced === false) return;
    if (!isIndexableChild(table, foreignKey, ctx) || !isFirstOverItsColumns(table, foreignKey, ctx)) return;
    if (isDeclined(table, foreignKey, ctx)) return;
    const { cover } = foreignKeyCover(table, foreignKey, ctx);
    if (cover === 'full' || cover === 'partial') return;
    const twins = table.foreignKeys.filter((other) => sameColumns(other.columns, foreignKey.columns));
    const action = twins.map((twin) => actionOnChild(twin, ctx)).find((each) => each !== undefined);
    if (action === undefined && isReadAsAWhole(table, foreignKey, ctx)) return;
    const isSeldomFollowed = saysWhoTouchedIt(foreignKey) || (action === undefined && referencesKinds(foreignKey, ctx));
    const lowered = cover === 'skip-scan' || isSeldomFollowed;
    yield {
      at: foreignKeyOrigin(table, foreignKey),
      state: { table, foreignKey, action, skipped: cover === 'skip-scan' },
      severity: severityOf(action !== undefined, lowered),
      columns: foreignKey.columns,
    };
  },
  message({ table, foreignKey, action, skipped }) {
    const child = displayName(table);
    const parent = displayName(foreignKey.references.table);
    const columns = foreignKey.columns.join(', ');
    const reason =
      action === undefined
        ? `each delete from ${parent} reads all of ${child}, and so may each join`
        : `each ${action} reads all of ${child} to find the rows that follow`;
    const start = `No index begins with ${child} (${columns}), which references ${parent}: ${reason}`;
    return skipped
      ? `${start}, unless PostgreSQL 18 or later skips through an index that has it second. Add an index on (${columns}).`
      : `${start}. Add an index on (${columns}).`;
  },
  fixes: ({ table, foreignKey }, ctx) => [foreignKeyIndexFix(table, longestBeginningWith(table, foreignKey, ctx), ctx)],
});

/** Whoever writes `index=False` has thought of it. */
function isDeclined(table: Table, { columns: [only, ...others] }: ForeignKey, ctx: RuleContext): boolean {
  const orm = only === undefined ? undefined : ctx.column(table, only)?.orm;
  return others.length === 0 && orm?.language === 'sqlalchemy' && orm.indexDeclined;
}

function severityOf(hasAction: boolean, lowered: boolean): Severity {
  if (hasAction) return lowered ? 'info' : 'warning';
  return lowered ? 'hint' : 'info';
}

/** What in the referenced table changes rows here, as a message names it; undefined when nothing does. */
function actionOnChild(foreignKey: ForeignKey, ctx: RuleContext): string | undefined {
  const parent = displayName(foreignKey.references.table);
  if (writes.has(foreignKey.onDelete)) return `delete from ${parent} (ON DELETE ${foreignKey.onDelete.toUpperCase()})`;
  if (!writes.has(foreignKey.onUpdate)) return undefined;
  // A key that the database or the program makes up is never changed later, so the action never runs.
  const key = ctx.target(foreignKey)?.columns ?? [];
  if (key.length === 0 || key.some(isMadeUp)) return undefined;
  return `change of the key of ${parent} (ON UPDATE ${foreignKey.onUpdate.toUpperCase()})`;
}

function isMadeUp(column: Column): boolean {
  return column.autoIncrement || column.type.family === 'uuid' || nameWords(column.name).at(-1) === 'id';
}

const writes: ReadonlySet<string> = new Set(['cascade', 'set null', 'set default']);

/** One index for two foreign keys: the columns of the longest uncovered key that begins with the columns of this one. */
function longestBeginningWith(table: Table, foreignKey: ForeignKey, ctx: RuleContext): readonly string[] {
  let longest = foreignKey.columns;
  for (const other of table.foreignKeys) {
    const begins = foreignKey.columns.every((column, position) => other.columns[position] === column);
    if (!begins || other.columns.length <= longest.length) continue;
    if (foreignKeyCover(table, other, ctx).cover === 'none') longest = other.columns;
  }
  return longest;
}

function sameColumns(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((column) => other.includes(column));
}
