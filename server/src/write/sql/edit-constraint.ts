import { checkName, foreignKeyName, keyName } from '../../model/default-names.ts';
import { foldCase } from '../../model/dialect.ts';
import { columnsIn } from '../../model/expression.ts';
import { keyOf } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';
import type { ChangeOf } from './change-of.ts';
import { definitionOf } from './column-definition.ts';
import { columnNamed } from './edit-column.ts';
import type { EditPlan, Place } from './edit-plan.ts';
import { removeMentions } from './mentions.ts';
import { printAddConstraint } from './print-alter-constraint.ts';
import { printCheck, printExclusion, printForeignKey, printKey } from './print-constraint.ts';
import { removeElement } from './remove-element.ts';
import { kw, type SqlStyle } from './sql-style.ts';
import { lastStatementFor } from './statement-order.ts';
import { isNameOf } from './statement-shape.ts';

type Added = ChangeOf<'add-primary-key' | 'add-unique' | 'add-foreign-key' | 'add-check' | 'add-exclusion'>;

/** Writes a constraint as a line of its table, or as ALTER TABLE where what it needs is only there later. */
export function addConstraintInPlace(plan: EditPlan, change: Added): boolean {
  const table = plan.ctx.schema.tables.get(keyOf(plan.ctx.dialect, change.table));
  const creation = table && plan.creation(table);
  if (table === undefined || creation === undefined) return false;
  const columns = columnsOf(plan, table, change);
  const target = change.kind === 'add-foreign-key' ? laterTarget(plan, creation, change) : undefined;
  const fitsInBody =
    creation.shape.items.length > 0 &&
    target === undefined &&
    columns.every((column) => column.origin.file === table.origin.file && column.origin.unit === table.origin.unit) &&
    !('usingIndex' in change && change.usingIndex !== undefined);
  if (fitsInBody) {
    const line = printLine(plan.style(creation.source, table), change);
    if (line === undefined) return false;
    plan.list(creation).add(line);
    return true;
  }
  const behind = lastStatementFor(plan, creation, table, columns, ['alter table']);
  if (behind === undefined) return false;
  const last = target !== undefined && target.statement.start > behind.statement.start ? target : behind;
  const statements = printAddConstraint(plan.style(behind.source, table), validated(change));
  if (statements === undefined || (target !== undefined && target.source !== behind.source)) return false;
  for (const statement of statements) plan.statement(last.source, last.statement).append(statement);
  return true;
}

/** What is written together with its table meets no rows yet: there is nothing to validate later. */
function validated(change: Added): Added {
  if (change.kind === 'add-foreign-key') return { ...change, foreignKey: { ...change.foreignKey, validated: true } };
  return change.kind === 'add-check' ? { ...change, check: { ...change.check, validated: true } } : change;
}

function printLine(style: SqlStyle, change: Added): string | undefined {
  switch (change.kind) {
    case 'add-primary-key':
      return printKey(style, 'PRIMARY KEY', change.key);
    case 'add-unique':
      return printKey(style, 'UNIQUE', change.key);
    case 'add-foreign-key':
      return printForeignKey(style, change.foreignKey);
    case 'add-check':
      return printCheck(style, change.check);
    case 'add-exclusion':
      return printExclusion(style, change.exclusion);
  }
}

function columnsOf(plan: EditPlan, table: Table, change: Added): readonly Column[] {
  const { dialect } = plan.ctx;
  const wanted = new Set(columnNames(change).map((name) => foldCase(dialect, name)));
  return table.columns.filter((column) => wanted.has(foldCase(dialect, column.name)));
}

function columnNames(change: Added): readonly string[] {
  switch (change.kind) {
    case 'add-primary-key':
    case 'add-unique':
      return change.key.columns;
    case 'add-foreign-key':
      return change.foreignKey.columns;
    case 'add-check':
      return columnsIn(change.check.expression.expression) ?? [];
    case 'add-exclusion':
      return change.exclusion.elements.flatMap(({ part }) => part.column ?? []);
  }
}

/** The referenced table where the same file creates it only later; SQLite does not mind that. */
function laterTarget(plan: EditPlan, creation: Place, change: ChangeOf<'add-foreign-key'>): Place | undefined {
  const { dialect, schema } = plan.ctx;
  const target = schema.tables.get(keyOf(dialect, change.foreignKey.references.table));
  const place = target && plan.creation(target);
  if (dialect === 'sqlite' || place === undefined || place.source !== creation.source) return undefined;
  return place.statement.start > creation.statement.start ? place : undefined;
}

/** Takes a constraint away where it is written. */
export function dropConstraintInPlace(
  plan: EditPlan,
  change: ChangeOf<'drop-constraint' | 'drop-primary-key'>,
): boolean {
  const { dialect, schema } = plan.ctx;
  const table = schema.tables.get(keyOf(dialect, change.table));
  if (table === undefined) return false;
  const found = change.kind === 'drop-primary-key' ? table.primaryKey : constraintNamed(plan, table, change.name);
  const place = found && plan.place(found.origin);
  if (found === undefined || place === undefined) return false;
  if (!isNameOf(place.source, place.statement, place.shape.table, table)) return false;
  if (found.name !== undefined && !removeMentions(plan, place, table, found.name)) return false;
  if (!removeElement(plan, table, place)) return false;
  if (found === table.primaryKey) for (const name of table.primaryKey.columns) stayNotNull(plan, table, name);
  return true;
}

/** What a primary key made NOT NULL stays so without it. */
function stayNotNull(plan: EditPlan, table: Table, name: string): void {
  const column = columnNamed(plan, table, name);
  const definition = column && definitionOf(plan, table, column);
  if (definition === undefined || column?.autoIncrement || definition.clause('not null') !== undefined) return;
  definition.insert(definition.behindType, kw(plan.style(definition.place.source, table), 'NOT NULL'));
}

/** A key, foreign key, check or exclusion of the table by its name, be it written or the database's own. */
export function constraintNamed(
  plan: EditPlan,
  table: Table,
  name: string,
): { readonly name?: string; readonly origin: Origin } | undefined {
  const { dialect } = plan.ctx;
  const is = (own: string | undefined): boolean =>
    own !== undefined && foldCase(dialect, own) === foldCase(dialect, name);
  const { primaryKey } = table;
  if (primaryKey !== undefined && is(keyName(dialect, table, primaryKey, 'primary'))) return primaryKey;
  return (
    table.uniques.find((key) => is(keyName(dialect, table, key, 'unique'))) ??
    table.foreignKeys.find((fk) => is(foreignKeyName(dialect, table, fk))) ??
    table.checks.find((check) => is(checkName(dialect, table, check))) ??
    table.exclusions.find((exclusion) => is(exclusion.name))
  );
}
