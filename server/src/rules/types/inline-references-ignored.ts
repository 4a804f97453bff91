import { foldCase } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import type { ForeignKey } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A foreign key is written behind its column, where MySQL before version 9 reads it and does nothing. */
export const inlineReferencesIgnored = defineRule({
  id: 'inline-references-ignored',
  family: 'types',
  severity: 'warning',
  summary: 'A foreign key is written behind its column, where MySQL before version 9 reads it and does nothing.',
  dialects: ['mysql'],
  fix: 'none',
  visits: 'foreignKey',
  *check({ table, foreignKey }, ctx) {
    if (!isWellReadTable(table) || !foreignKey.inline) return;
    const twin = (other: ForeignKey) =>
      !other.inline && foldCase(ctx.dialect, other.columns.join()) === foldCase(ctx.dialect, foreignKey.columns.join());
    if (table.foreignKeys.some(twin)) return;
    const column = ctx.column(table, foreignKey.columns[0] ?? '');
    if (column === undefined) return;
    yield {
      at: foreignKey.origin,
      state: { name: columnName(table, column), column: column.name, target: displayName(foreignKey.references.table) },
      columns: [column.name],
    };
  },
  message: ({ name, column, target }) =>
    `The reference from ${name} to ${target} is not enforced: MySQL before 9.0 (and MariaDB before 10.5) ignores REFERENCES behind a column. Write FOREIGN KEY (${column}) REFERENCES ${target} (…) as a line of its own.`,
});
