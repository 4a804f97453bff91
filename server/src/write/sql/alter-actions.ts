import { foldCase } from '../../model/dialect.ts';
import type { Table } from '../../model/table.ts';
import type { ColumnDefinition } from './column-definition.ts';
import type { EditPlan } from './edit-plan.ts';
import { bareName } from './source-file.ts';
import { shapeOf, statementsAbout } from './statement-shape.ts';

/** An action of a later ALTER TABLE that decides over a column. */
export interface AlterAction {
  remove(): void;
}

/**
 * The actions `ALTER [COLUMN] name <words> …` about a column in the file of its definition, which overrule what the
 * definition says.
 */
export function alterActions(
  plan: EditPlan,
  table: Table,
  { place, column }: ColumnDefinition,
  wanted: readonly string[],
): readonly AlterAction[] {
  const { source } = place;
  const { dialect } = source;
  const name = foldCase(dialect, column.name);
  const actions: AlterAction[] = [];
  for (const statement of statementsAbout(source, table)) {
    const shape = shapeOf(source, statement);
    if (statement.start <= place.statement.start || shape.kind !== 'alter table') continue;
    const { texts } = statement.tokens;
    for (const [index, item] of shape.items.entries()) {
      let at = item.from;
      if (texts[at++] !== 'alter') continue;
      if (texts[at] === 'column') at++;
      if (foldCase(dialect, bareName(texts[at] ?? '')) !== name) continue;
      if (!wanted.every((word, ahead) => texts[at + 1 + ahead] === word)) continue;
      actions.push({ remove: () => plan.list({ source, statement, shape }).remove(index) });
    }
  }
  return actions;
}
