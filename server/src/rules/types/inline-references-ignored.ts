import { type Dialect, foldCase } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { habitOf, speakerOf, spokenFor } from '../shared/habit.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A foreign key is written behind its column, where MySQL before version 9 reads it and does nothing. */
export const inlineReferencesIgnored = defineRule({
  id: 'inline-references-ignored',
  family: 'types',
  severity: 'warning',
  summary: 'A foreign key is written behind its column, where MySQL before version 9 reads it and does nothing.',
  dialects: ['mysql'],
  fix: 'none',
  visits: 'table',
  *votes(table, ctx) {
    if (looseReferences(table, ctx.dialect).length > 0) yield 'loose';
    else if (table.foreignKeys.length > 0) yield 'kept';
  },
  // Who writes nearly all references so believes that they hold: one mistake, not one in every table.
  verdict: (voters) => habitOf(voters, 'loose', 'kept'),
  *check(table, ctx) {
    const references = looseReferences(table, ctx.dialect);
    const speaker = speakerOf(table, ctx);
    if (speaker === undefined) return;
    const shown = speaker.others === 0 ? references : references.slice(0, 1);
    const others = spokenFor('loose', table, speaker, ctx);
    for (const foreignKey of shown) {
      const column = ctx.column(table, foreignKey.columns[0] ?? '');
      if (column === undefined) continue;
      yield {
        at: foreignKey.origin,
        state: {
          name: columnName(table, column),
          column: column.name,
          target: displayName(foreignKey.references.table),
          others: speaker.others,
        },
        columns: [column.name],
        related: others
          .flatMap((other) =>
            looseReferences(other, ctx.dialect)
              .slice(0, 1)
              .map((each) => ({ other, each })),
          )
          .map(({ other, each }) => ({ message: `${displayName(other)} too`, origin: each.origin })),
      };
    }
  },
  message({ name, column, target, others }) {
    const also = others === 0 ? 'is' : `and those of ${others} other tables are`;
    return `The reference from ${name} to ${target} ${also} not enforced: MySQL before 9.0 (and MariaDB before 10.5) ignores REFERENCES behind a column. Write FOREIGN KEY (${column}) REFERENCES ${target} (…) as a line of its own.`;
  },
});

/** References behind columns that no constraint of the table repeats. */
function looseReferences(table: Table, dialect: Dialect): readonly ForeignKey[] {
  if (!isWellReadTable(table)) return [];
  const columnsOf = (foreignKey: ForeignKey) => foldCase(dialect, foreignKey.columns.join());
  return table.foreignKeys.filter(
    (foreignKey) =>
      foreignKey.inline &&
      // SQLAlchemy writes a line of its own for what stands in a column.
      foreignKey.orm === undefined &&
      !table.foreignKeys.some((other) => !other.inline && columnsOf(other) === columnsOf(foreignKey)),
  );
}
