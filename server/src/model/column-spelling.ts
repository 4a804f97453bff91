/** Columns by name, as each dialect compares names, and names as the columns of a table are spelled. */
import type { Dialect } from './dialect.ts';
import type { Column, ForeignKey, Index, Key, Table } from './table.ts';

/** The column of this name. */
export function columnNamed(dialect: Dialect, table: Pick<Table, 'columns'>, name: string): Column | undefined {
  const exact = table.columns.find((column) => column.name === name);
  if (exact !== undefined || dialect === 'postgresql') return exact;
  const folded = name.toLowerCase();
  return table.columns.find((column) => column.name.toLowerCase() === folded);
}

/** Column names as the table's own columns are spelled, where case does not matter. */
export function spelling(dialect: Dialect, table: Pick<Table, 'columns'>, names: readonly string[]): readonly string[] {
  if (dialect === 'postgresql') return names;
  return names.map((name) => columnNamed(dialect, table, name)?.name ?? name);
}

export function spelledKey(dialect: Dialect, table: Pick<Table, 'columns'>, key: Key): Key {
  if (dialect === 'postgresql') return key;
  return { ...key, columns: spelling(dialect, table, key.columns), include: spelling(dialect, table, key.include) };
}

export function spelled(dialect: Dialect, table: Pick<Table, 'columns'>, foreignKey: ForeignKey): ForeignKey {
  if (dialect === 'postgresql') return foreignKey;
  return { ...foreignKey, columns: spelling(dialect, table, foreignKey.columns) };
}

export function spelledIndex(dialect: Dialect, table: Pick<Table, 'columns'>, index: Index): Index {
  if (dialect === 'postgresql') return index;
  return {
    ...index,
    parts: index.parts.map((part) =>
      part.column === undefined
        ? part
        : { ...part, column: columnNamed(dialect, table, part.column)?.name ?? part.column },
    ),
    include: spelling(dialect, table, index.include),
  };
}
