/** `dbArchitect/diagram`: the tables of a database and what they refer to, for drawing. */
import { foldCase } from '../../model/dialect.ts';
import { displayName, keyOf } from '../../model/names.ts';
import type { Diagram } from '../../protocol.ts';
import type { Session } from '../session.ts';

export function diagram({ analyzer }: Session, { database: id }: { readonly database: string }): Diagram | null {
  const database = analyzer.databases().find((known) => known.id === id);
  if (database === undefined) return null;
  const { schema } = database;
  const isIn = (names: readonly string[] | undefined, name: string): boolean =>
    names?.some((other) => foldCase(schema.dialect, other) === foldCase(schema.dialect, name)) ?? false;
  return {
    title: database.name,
    tables: [...schema.tables.values()].map((table) => ({
      name: displayName(table),
      columns: table.columns.map(({ name, type, nullable }) => ({
        name,
        type: type.text,
        nullable,
        isPrimary: isIn(table.primaryKey?.columns, name),
        isForeign: table.foreignKeys.some(({ columns }) => isIn(columns, name)),
      })),
      references: table.foreignKeys.flatMap(({ references }) => {
        const target = schema.tables.get(keyOf(schema.dialect, references.table));
        return target === undefined ? [] : displayName(target);
      }),
    })),
  };
}
