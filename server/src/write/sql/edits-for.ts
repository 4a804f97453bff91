import { foldCase } from '../../model/dialect.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Table } from '../../model/table.ts';
import type { FileEdit } from '../../text/text-edit.ts';
import type { WriteContext } from '../write-context.ts';
import { addColumnInPlace, dropColumnInPlace } from './edit-add-column.ts';
import { alterColumnInPlace, columnNamed } from './edit-column.ts';
import { addConstraintInPlace, constraintNamed, dropConstraintInPlace } from './edit-constraint.ts';
import { createIndexInPlace, dropIndexInPlace } from './edit-index.ts';
import { EditPlan } from './edit-plan.ts';
import { renameColumnInPlace } from './edit-rename-column.ts';
import { setTableOptionsInPlace } from './edit-table-options.ts';
import { findIndex } from './find-index.ts';
import { migrationEdit } from './migration-edit.ts';
import { printChange } from './print-change.ts';
import { lastStatementFor } from './statement-order.ts';

/**
 * The edits that make the changes: where the elements are written, or in a new migration where what is written may
 * have run already; both in a file that a tool writes out from what the migrations made. Undefined when one of the changes cannot be said there; the fix is then not offered.
 */
export function editsFor(changes: readonly SchemaChange[], ctx: WriteContext): readonly FileEdit[] | undefined {
  const plan = new EditPlan(ctx);
  const migrated: SchemaChange[] = [];
  const dumped: SchemaChange[] = [];
  let beside: string | undefined;
  for (const change of mergedPatches(changes, ctx)) {
    const file = homeOf(change, plan);
    if (file === undefined) return undefined;
    if (ctx.isSettled(file)) {
      migrated.push(change);
      beside ??= file;
    } else {
      if (!editInPlace(plan, change)) return undefined;
      if (ctx.isWrittenOut?.(file)) dumped.push(change);
    }
  }
  const edits = plan.finish();
  const dump = dumped[0] === undefined ? undefined : homeOf(dumped[0], plan);
  if (edits !== undefined && dump !== undefined && beside === undefined) {
    const migration = migrationEdit(dumped, dump, ctx);
    return migration === undefined ? edits : [...edits, migration];
  }
  if (edits === undefined || beside === undefined) return edits;
  const migration = migrationEdit(migrated, beside, ctx);
  return migration === undefined ? undefined : [...edits, migration];
}

/**
 * One patch for each column: MODIFY COLUMN states a column whole, so a second one would undo the first. A column that
 * a table takes from its parent changes with the parent's.
 */
function mergedPatches(changes: readonly SchemaChange[], ctx: WriteContext): readonly SchemaChange[] {
  const merged: SchemaChange[] = [];
  for (const change of changes) {
    if (change.kind !== 'alter-column') {
      merged.push(change);
      continue;
    }
    if (
      parentsOf(change.table, ctx).some((parent) =>
        changes.some((other) => isPatchOf(other, parent, change.column, ctx)),
      )
    ) {
      continue;
    }
    const earlier = merged.findIndex((other) => isPatchOf(other, change.table, change.column, ctx));
    const other = merged[earlier];
    if (other?.kind !== 'alter-column') merged.push(change);
    else merged[earlier] = { ...other, set: { ...other.set, ...change.set } };
  }
  return merged;
}

function isPatchOf(change: SchemaChange, table: ObjectName, column: string, { dialect }: WriteContext): boolean {
  return (
    change.kind === 'alter-column' &&
    keyOf(dialect, change.table) === keyOf(dialect, table) &&
    foldCase(dialect, change.column) === foldCase(dialect, column)
  );
}

function parentsOf(name: ObjectName, { dialect, schema }: WriteContext): readonly ObjectName[] {
  const table = schema.tables.get(keyOf(dialect, name));
  if (table === undefined) return [];
  return table.partitionOf === undefined ? table.inherits : [table.partitionOf, ...table.inherits];
}

/** The file in which what the change is about is written; a settled one where its parts are in several. */
function homeOf(change: SchemaChange, plan: EditPlan): string | undefined {
  const { dialect, schema } = plan.ctx;
  const tableOf = (name: ObjectName): Table | undefined => schema.tables.get(keyOf(dialect, name));
  switch (change.kind) {
    case 'drop-index':
      return findIndex(schema, change)?.index.origin.file;
    case 'drop-primary-key':
      return tableOf(change.table)?.primaryKey?.origin.file;
    case 'drop-constraint':
    case 'rename-constraint':
    case 'validate-constraint': {
      const table = tableOf(change.table);
      return table && constraintNamed(plan, table, change.name)?.origin.file;
    }
    case 'alter-column': {
      const table = tableOf(change.table);
      const column = table && columnNamed(plan, table, change.column);
      if (column === undefined) return undefined;
      const files = Object.keys(change.set).map((part) =>
        part === 'type' ? column.type.origin.file : column.origin.file,
      );
      return files.find((file) => plan.ctx.isSettled(file)) ?? files[0];
    }
    case 'drop-column':
    case 'rename-column': {
      const table = tableOf(change.table);
      return table && columnNamed(plan, table, change.column)?.origin.file;
    }
    case 'create-table': {
      const targets = change.table.foreignKeys.map((fk) => tableOf(fk.references.table)?.origin.file);
      return targets.find((file) => file !== undefined && plan.ctx.isSettled(file)) ?? targets[0];
    }
    default:
      return 'table' in change && change.table !== undefined
        ? tableOf(change.table as ObjectName)?.origin.file
        : undefined;
  }
}

function editInPlace(plan: EditPlan, change: SchemaChange): boolean {
  switch (change.kind) {
    case 'create-index':
      return createIndexInPlace(plan, change);
    case 'drop-index':
      return dropIndexInPlace(plan, change);
    case 'add-primary-key':
    case 'add-unique':
    case 'add-foreign-key':
    case 'add-check':
    case 'add-exclusion':
      return addConstraintInPlace(plan, change);
    case 'drop-constraint':
    case 'drop-primary-key':
      return dropConstraintInPlace(plan, change);
    case 'alter-column':
      return alterColumnInPlace(plan, change);
    case 'add-column':
      return addColumnInPlace(plan, change);
    case 'drop-column':
      return dropColumnInPlace(plan, change);
    case 'rename-column':
      return renameColumnInPlace(plan, change);
    case 'set-table-options':
      return setTableOptionsInPlace(plan, change);
    case 'create-table':
      return createTableInPlace(plan, change);
    case 'validate-constraint':
    case 'set-row-security':
    case 'create-policy':
    case 'comment-on-table':
    case 'comment-on-column':
      return appendStatements(plan, change, change.table);
    default:
      return false;
  }
}

/** What no definition can hold follows the last statement about its table. */
function appendStatements(plan: EditPlan, change: SchemaChange, name: ObjectName): boolean {
  const table = plan.ctx.schema.tables.get(keyOf(plan.ctx.dialect, name));
  const creation = table && plan.creation(table);
  if (table === undefined || creation === undefined) return false;
  const last = lastStatementFor(plan, creation, table, [], ['create index', 'alter table']);
  return last !== undefined && append(plan, change, table, last);
}

/** A new table stands behind the last of those it references. */
function createTableInPlace(plan: EditPlan, change: Extract<SchemaChange, { kind: 'create-table' }>): boolean {
  const { dialect, schema } = plan.ctx;
  const targets = change.table.foreignKeys.map((fk) => schema.tables.get(keyOf(dialect, fk.references.table)));
  const places = targets.map((table) => table && plan.creation(table));
  const last = places.reduce(
    (a, b) => (a === undefined || (b !== undefined && b.statement.start > a.statement.start) ? b : a),
    undefined,
  );
  if (last === undefined || places.some((place) => place?.source !== last.source)) return false;
  return append(plan, change, targets[0], last);
}

function append(
  plan: EditPlan,
  change: SchemaChange,
  table: Table | undefined,
  { source, statement }: NonNullable<ReturnType<typeof lastStatementFor>>,
): boolean {
  const { dialect, schema } = plan.ctx;
  const statements = printChange(change, dialect, { style: plan.style(source, table), schema, concurrently: false });
  for (const text of statements ?? []) plan.statement(source, statement).append(text);
  return statements !== undefined;
}
