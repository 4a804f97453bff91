import { type Dialect, foldCase } from '../../model/dialect.ts';
import type { Column, Table } from '../../model/table.ts';

/** The literal values, NULL left out, that INSERT statements in the workspace give to a column. */
export function seedValues(table: Table, column: Column, dialect: Dialect): readonly string[] {
  const wanted = foldCase(dialect, column.name);
  const values: string[] = [];
  for (const seed of table.seed) {
    const names = seed.columns.length > 0 ? seed.columns : table.columns.map((each) => each.name);
    const position = names.findIndex((name) => foldCase(dialect, name) === wanted);
    if (position < 0) continue;
    for (const row of seed.rows) {
      const value = row[position];
      if (typeof value === 'string') values.push(value);
    }
  }
  return values;
}
