/** What SQL names and the schema does not have, by reading alone: for databases that nothing here can execute. */
import type { SqlDocument } from '../analysis/sql-document.ts';
import { displayName, keyOf, type ObjectName } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import { mostSimilar } from '../text/similar-name.ts';

/** One plain sentence for each name that is certainly not there. */
export function unknownNames(document: SqlDocument, schema: Schema): readonly string[] {
  // Files that were not understood may hide anything.
  if (schema.gaps.length > 0) return [];
  const { dialect } = document;
  const { created, altered } = changedTables(document);
  const sentences = new Set<string>();
  for (const unit of document.units) {
    for (const occurrence of document.occurrencesIn(unit)) {
      if (occurrence.declares || occurrence.mentioned) continue;
      const key = keyOf(dialect, occurrence.table);
      const sentence =
        occurrence.kind === 'table'
          ? unknownTable(schema, key, occurrence.table, created)
          : unknownColumn(schema, key, occurrence.column, altered);
      if (sentence !== undefined) sentences.add(sentence);
    }
  }
  return [...sentences];
}

/** Tables that the statements make, and those to which they give other columns. */
function changedTables(document: SqlDocument): { created: ReadonlySet<string>; altered: ReadonlySet<string> } {
  const created = new Set<string>();
  const altered = new Set<string>();
  const add = (set: Set<string>, name: ObjectName): void => void set.add(keyOf(document.dialect, name));
  for (const change of document.units.flatMap(({ lowered }) => lowered.changes)) {
    if (change.kind === 'create-table') add(created, change.table);
    else if (change.kind === 'create-view') add(created, change.view);
    else if (change.kind === 'rename-table' || change.kind === 'rename-view') add(created, change.to);
    else if (columnChanges.has(change.kind) && 'table' in change && change.table) add(altered, change.table);
  }
  return { created, altered: new Set([...created, ...altered]) };
}

const columnChanges: ReadonlySet<string> = new Set(['add-column', 'rename-column', 'replace-column', 'gap']);

function unknownTable(
  schema: Schema,
  key: string,
  table: ObjectName,
  created: ReadonlySet<string>,
): string | undefined {
  if (schema.tables.has(key) || schema.views.has(key) || created.has(key)) return undefined;
  if (table.schema !== undefined || /^(?:sqlite_|pg_|sys)/i.test(table.name)) return undefined;
  const known = [...schema.tables.values(), ...schema.views.values()].map(displayName);
  const similar = mostSimilar(table.name, known);
  return `There is no table ${displayName(table)}${similar === undefined ? '.' : `; did you mean ${similar}?`}`;
}

function unknownColumn(schema: Schema, key: string, column: string, altered: ReadonlySet<string>): string | undefined {
  const table = schema.tables.get(key);
  if (table === undefined || table.gaps.length > 0 || altered.has(key)) return undefined;
  const names = table.columns.map(({ name }) => name);
  if (names.some((name) => name.toLowerCase() === column.toLowerCase())) return undefined;
  const similar = mostSimilar(column, names);
  const question = similar === undefined ? '.' : `; did you mean ${similar}?`;
  return `${displayName(table)} has no column ${column}${question}`;
}
