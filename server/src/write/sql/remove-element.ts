import type { Table } from '../../model/table.ts';
import { definitionAround } from './column-definition.ts';
import { type EditPlan, itemAt, type Place } from './edit-plan.ts';

/** Removes a line of a table or an action of ALTER TABLE, or the clause of a column definition, that begins at the place. */
export function removeElement(plan: EditPlan, table: Table, place: Place): boolean {
  const { statement, shape, span } = place;
  const index = itemAt(place, span.start);
  const item = shape.items[index];
  if (item === undefined) return false;
  const first = shape.kind === 'alter table' && statement.tokens.texts[item.from] === 'add' ? item.from + 1 : item.from;
  if (statement.start + statement.tokens.starts[first]! === span.start) {
    plan.list(place).remove(index);
    return true;
  }
  const definition = definitionAround(plan, table, place, span.start);
  const clause = definition?.clauseAt(span.start);
  if (definition === undefined || clause === undefined) return false;
  definition.removeClause(clause);
  return true;
}
