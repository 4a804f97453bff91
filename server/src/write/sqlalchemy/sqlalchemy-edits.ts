import { keyOf } from '../../model/names.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { FileEdit } from '../../text/text-edit.ts';
import type { ChangeOf } from '../sql/change-of.ts';
import type { WriteContext } from '../write-context.ts';
import { columnPlace, removeKeyword, setKeyword } from './column-place.ts';
import { addColumn, dropColumn } from './edit-add-drop.ts';
import { alterColumn } from './edit-column.ts';
import {
  addCheck,
  addExclusion,
  addForeignKey,
  addPrimaryKey,
  addUnique,
  changeForeignKey,
  columnNamed,
  constraintNamed,
  createIndex,
  dropConstraint,
  dropIndex,
} from './edit-element.ts';
import { ModelPlan } from './model-plan.ts';
import { setTableOption, tableNamed, tablePlace } from './table-place.ts';

/**
 * The edits that make the changes where tables are declared: in the classes and `Table(…)` of SQLAlchemy,
 * Flask-SQLAlchemy and SQLModel. Undefined when one of the changes cannot be said there. A revision that brings the
 * database to the same state is left to Alembic, which makes it from the models.
 */
export function sqlalchemyEditsFor(
  changes: readonly SchemaChange[],
  ctx: WriteContext,
): readonly FileEdit[] | undefined {
  const plan = new ModelPlan(ctx, changes);
  const steps = together(plan);
  return steps.every((step) => step()) ? plan.finish() : undefined;
}

type Step = () => boolean;

/** The changes as steps; two that replace one thing by another are one step. */
function together(plan: ModelPlan): readonly Step[] {
  const { changes } = plan;
  const steps: Step[] = [];
  const done = new Set<SchemaChange>();
  for (const change of changes) {
    if (done.has(change)) continue;
    done.add(change);
    const key = change.kind === 'add-column' ? keyOfNew(change, plan) : undefined;
    const next = change.kind === 'drop-constraint' ? replacedKey(change, plan) : undefined;
    if (change.kind === 'add-column') {
      if (key !== undefined) done.add(key);
      steps.push(() => addColumn(plan, change, key !== undefined));
    } else if (next !== undefined) {
      done.add(next.change);
      steps.push(() => changeForeignKey(plan, next.before, next.change.foreignKey));
    } else steps.push(() => write(plan, change));
  }
  return steps;
}

/** The primary key that a new column alone is to be. */
function keyOfNew(
  { table, column }: ChangeOf<'add-column'>,
  { changes, ctx: { dialect } }: ModelPlan,
): SchemaChange | undefined {
  return changes.find(
    (each) =>
      each.kind === 'add-primary-key' &&
      keyOf(dialect, each.table) === keyOf(dialect, table) &&
      each.key.columns.length === 1 &&
      each.key.columns[0] === column.name,
  );
}

/** The foreign key that is dropped only to come back with other actions. */
function replacedKey(drop: ChangeOf<'drop-constraint'>, plan: ModelPlan) {
  const { changes } = plan;
  const { dialect } = plan.ctx;
  const table = tableNamed(plan, drop.table);
  const found = table && constraintNamed(plan, table, drop.name);
  const before = table?.foreignKeys.find((foreignKey) => foreignKey === found);
  if (before === undefined) return undefined;
  const change = changes.find(
    (each): each is ChangeOf<'add-foreign-key'> =>
      each.kind === 'add-foreign-key' &&
      keyOf(dialect, each.table) === keyOf(dialect, drop.table) &&
      keyOf(dialect, each.foreignKey.references.table) === keyOf(dialect, before.references.table) &&
      each.foreignKey.columns.join('\n') === before.columns.join('\n') &&
      each.foreignKey.references.columns.join('\n') === before.references.columns.join('\n'),
  );
  return change && { before, change };
}

function write(plan: ModelPlan, change: SchemaChange): boolean {
  switch (change.kind) {
    case 'create-index':
      return createIndex(plan, change);
    case 'drop-index':
      return dropIndex(plan, change);
    case 'add-unique':
      return addUnique(plan, change);
    case 'add-primary-key':
      return addPrimaryKey(plan, change);
    case 'add-foreign-key':
      return addForeignKey(plan, change);
    case 'add-check':
      return addCheck(plan, change);
    case 'add-exclusion':
      return addExclusion(plan, change);
    case 'drop-constraint':
      return dropConstraint(plan, change);
    case 'alter-column':
      return alterColumn(plan, change);
    case 'drop-column':
      return dropColumn(plan, change);
    case 'set-table-options':
      return setOptions(plan, change);
    case 'comment-on-table':
      return commentOnTable(plan, change);
    case 'comment-on-column':
      return commentOnColumn(plan, change);
    default:
      return false;
  }
}

function setOptions(plan: ModelPlan, { table: name, options }: ChangeOf<'set-table-options'>): boolean {
  const table = tableNamed(plan, name);
  const place = table && tablePlace(plan, table);
  if (table === undefined || place === undefined || plan.ctx.dialect !== 'mysql') return false;
  const names = plan.names(place.site.file);
  const words = { mysql_engine: options.engine, mysql_charset: options.charset, mysql_collate: options.collation };
  return Object.entries(words).every(
    ([word, value]) => value === undefined || setTableOption(plan, table, word, names.string(value)),
  );
}

function commentOnTable(plan: ModelPlan, change: ChangeOf<'comment-on-table'>): boolean {
  const table = tableNamed(plan, change.table);
  const place = table && tablePlace(plan, table);
  if (table === undefined || place === undefined || change.text === undefined) return false;
  return setTableOption(plan, table, 'comment', plan.names(place.site.file).string(change.text));
}

function commentOnColumn(plan: ModelPlan, change: ChangeOf<'comment-on-column'>): boolean {
  const table = tableNamed(plan, change.table);
  const column = table && columnNamed(plan, table, change.column);
  const place = column && columnPlace(plan, column);
  if (place === undefined || place.manner === 'Field') return false;
  if (change.text === undefined) removeKeyword(plan, place, 'comment');
  else return setKeyword(plan, place, 'comment', plan.names(place.site.file).string(change.text));
  return true;
}
