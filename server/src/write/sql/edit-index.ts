import { foldCase } from '../../model/dialect.ts';
import { columnsIn } from '../../model/expression.ts';
import { keyOf } from '../../model/names.ts';
import type { Column, Index, Table } from '../../model/table.ts';
import type { ChangeOf } from './change-of.ts';
import type { EditPlan, Place } from './edit-plan.ts';
import { findIndex } from './find-index.ts';
import { removeMentions } from './mentions.ts';
import { printCreateIndex, printInlineIndex } from './print-index.ts';
import { removeElement } from './remove-element.ts';
import { lastStatementFor } from './statement-order.ts';
import { isNameOf } from './statement-shape.ts';

/** Puts an index where the file keeps its indexes; false when there is no such place. */
export function createIndexInPlace(plan: EditPlan, change: ChangeOf<'create-index'>): boolean {
  const { dialect, schema } = plan.ctx;
  const table = schema.tables.get(keyOf(dialect, change.table));
  const creation = table && plan.creation(table);
  if (table === undefined || creation === undefined) return false;
  const columns = columnsOf(plan, table, change.index);
  if (dialect === 'mysql' && putInline(plan, creation, table, change.index, columns)) return true;
  const last = lastStatementFor(plan, creation, table, columns, ['create index']);
  if (last === undefined) return false;
  const style = plan.style(last.source, table);
  const statement = printCreateIndex(style, change.table, change.index, {
    ifNotExists: change.ifNotExists || isRunAgain(creation),
    concurrently: false,
  });
  if (statement === undefined) return false;
  plan.statement(last.source, last.statement).append(statement);
  return true;
}

/** A file that guards its tables is run again over what it made, and its indexes need the guard too. */
function isRunAgain({ statement: { tokens } }: Place): boolean {
  const at = tokens.texts.indexOf('if');
  return at > 0 && at < 6 && tokens.texts[at + 1] === 'not' && tokens.texts[at + 2] === 'exists';
}

/** The columns that an index needs to exist before it. */
function columnsOf(plan: EditPlan, table: Table, index: Index): readonly Column[] {
  const { dialect } = plan.ctx;
  const names = index.parts.flatMap((part) => part.column ?? columnsIn(part.expression!.expression) ?? []);
  const conditions = index.where === undefined ? [] : (columnsIn(index.where.expression) ?? []);
  const wanted = new Set([...names, ...index.include, ...conditions].map((name) => foldCase(dialect, name)));
  return table.columns.filter((column) => wanted.has(foldCase(dialect, column.name)));
}

/** MySQL: a KEY line among the others, where the table has some and all columns are in the same statement. */
function putInline(plan: EditPlan, creation: Place, table: Table, index: Index, columns: readonly Column[]): boolean {
  const { shape, statement } = creation;
  if (columns.some((column) => column.origin.unit !== table.origin.unit)) return false;
  const isKey = (from: number): boolean => {
    const first = statement.tokens.texts[from]!;
    const next = statement.tokens.texts[from + 1];
    return first === 'key' || first === 'index' || (first === 'unique' && next !== '(') || first === 'fulltext';
  };
  const last = shape.items.findLastIndex((item) => isKey(item.from));
  const line = last === -1 ? undefined : printInlineIndex(plan.style(creation.source, table), index);
  if (line === undefined) return false;
  plan.list(creation).add(line, last);
  return true;
}

/** Takes an index away where it is written: its statement, or its line in the table. */
export function dropIndexInPlace(plan: EditPlan, change: ChangeOf<'drop-index'>): boolean {
  const found = findIndex(plan.ctx.schema, change);
  const place = found && plan.place(found.index.origin);
  if (found === undefined || place === undefined) return false;
  const { source, statement, shape } = place;
  // An index copied by LIKE or INHERITS is written at another table.
  if (!isNameOf(source, statement, shape.table, found.table)) return false;
  if (!removeMentions(plan, place, found.table, change.name.name)) return false;
  if (shape.kind !== 'create index') return removeElement(plan, found.table, place);
  plan.statement(source, statement).remove();
  return true;
}
