import type { Column, Table } from '../../model/table.ts';
import { turnsBack } from '../../syntax/sql/migration-markers.ts';
import type { EditPlan, Place } from './edit-plan.ts';
import { isNameOf, type StatementShape, shapeOf, statementsAbout } from './statement-shape.ts';

/**
 * The last statement that a new one about the table must stand behind: the table's creation, the statements that add
 * the columns concerned, and those of the given kinds about the same table. Undefined when they are in several files.
 */
export function lastStatementFor(
  plan: EditPlan,
  creation: Place,
  table: Table,
  columns: readonly Column[],
  kinds: readonly StatementShape['kind'][],
): Pick<Place, 'source' | 'statement'> | undefined {
  const additions = columns
    .map((column) => plan.place(column.origin))
    .filter((place) => place !== undefined && isNameOf(place.source, place.statement, place.shape.table, table))
    .map((place) => place!);
  const elsewhere = additions.filter((place) => place.source !== creation.source);
  if (new Set(elsewhere.map((place) => place.source)).size > 1) return undefined;
  const source = elsewhere[0]?.source ?? creation.source;
  let last = additions
    .filter((place) => place.source === source)
    .map((place) => place.statement)
    .reduce((a, b) => (b.start > a.start ? b : a), elsewhere[0]?.statement ?? creation.statement);
  for (const statement of statementsAbout(source, table)) {
    if (statement.start > last.start && turnsBack(source.text.slice(last.end, statement.start))) break;
    if (statement.start > last.start && kinds.includes(shapeOf(source, statement).kind)) last = statement;
  }
  return { source, statement: last };
}
