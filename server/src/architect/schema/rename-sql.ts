/** The statements of a pattern with the names of the workspace. */
import { displayName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import { bare, type ExistingTable } from './match-tables.ts';
import { namingStyleOf, plainNaming } from './naming-style.ts';

export type Rename = (sql: string) => string;

/** Tables that exist, tables that will be named in the workspace's way, and their columns. */
export function renaming(pattern: Schema, existing: readonly ExistingTable[], workspace: Schema | undefined): Rename {
  const style = workspace === undefined ? plainNaming : namingStyleOf(workspace);
  const names = new Map<string, string>();
  for (const table of pattern.tables.values()) {
    for (const { name } of table.columns) names.set(name, style.column(name));
  }
  for (const { wanted, present } of existing) {
    for (const { name } of wanted.columns) {
      const isOnlyHere = [...pattern.tables.values()].every(
        (each) => each === wanted || each.columns.every((column) => column.name !== name),
      );
      const found = present.columns.find((column) => bare(column.name) === bare(name));
      if (isOnlyHere && found !== undefined) names.set(name, found.name);
    }
  }
  // A table's name counts before a column of the same name: it stands in more places.
  for (const table of pattern.tables.values()) names.set(table.name, style.table(table.name));
  for (const { wanted, present } of existing) names.set(wanted.name, displayName(present));
  const changed = new Map([...names].filter(([from, to]) => from !== to));
  return (sql) =>
    sql.replace(/--[^\n]*|'[^']*'|[a-z_]\w*/g, (word) => {
      const name = changed.get(word);
      return name === undefined ? word : quoted(name);
    });
}

function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => (/^[a-z_][a-z0-9_]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`))
    .join('.');
}
