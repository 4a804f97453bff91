/** Changes of enums, domains and views. */
import { dropColumn } from './fold-columns.ts';
import { type FoldState, mostElements } from './fold-state.ts';
import { keyOf, type ObjectName } from './names.ts';

export function editEnum(
  fold: FoldState,
  name: ObjectName,
  edit: (values: readonly string[]) => readonly string[],
): void {
  const type = fold.enums.get(keyOf(fold.dialect, name));
  if (type === undefined || type.values.length > mostElements) return;
  fold.enums.set(type.key, { ...type, values: edit(type.values) });
}

export function renameType(fold: FoldState, name: ObjectName, to: ObjectName): void {
  const from = keyOf(fold.dialect, name);
  const key = keyOf(fold.dialect, to);
  const type = fold.enums.get(from);
  if (type !== undefined) {
    fold.enums.delete(from);
    fold.enums.set(key, { ...type, ...to, key });
  }
  const domain = fold.domains.get(from);
  if (domain !== undefined) {
    fold.domains.delete(from);
    fold.domains.set(key, { ...domain, ...to, key });
  }
  for (const table of [...fold.tables.values()]) {
    if (!table.columns.some((column) => column.type.family === 'unknown' && column.type.name === name.name)) continue;
    fold.edit(table, (draft) => {
      draft.columns = draft.columns.map((column) =>
        column.type.family === 'unknown' && column.type.name === name.name
          ? { ...column, type: { ...column.type, name: to.name } }
          : column,
      );
    });
  }
}

/** PostgreSQL drops the columns of the type along where CASCADE says so, and refuses otherwise. */
export function dropType(fold: FoldState, name: ObjectName, cascade: boolean): void {
  fold.enums.delete(keyOf(fold.dialect, name));
  fold.domains.delete(keyOf(fold.dialect, name));
  if (!cascade) return;
  for (const table of [...fold.tables.values()]) {
    for (const { name: column, type } of table.columns) {
      const isOfType = type.family === 'unknown' && type.name === name.name && type.schema === name.schema;
      if (isOfType) dropColumn(fold, table, column, true);
    }
  }
}

export function renameView(fold: FoldState, from: ObjectName, to: ObjectName): void {
  const view = fold.views.get(keyOf(fold.dialect, from));
  if (view === undefined) return;
  fold.views.delete(view.key);
  const key = keyOf(fold.dialect, to);
  fold.views.set(key, { ...view, ...to, key });
}

/** The new value stands before or behind its neighbour, at the end where it has none. */
export function addEnumValue(
  values: readonly string[],
  value: string,
  { before, after }: { readonly before?: string; readonly after?: string },
): readonly string[] {
  if (values.includes(value)) return values;
  const neighbour = before ?? after;
  const at = neighbour === undefined ? -1 : values.indexOf(neighbour);
  if (at === -1) return [...values, value];
  return values.toSpliced(before !== undefined ? at : at + 1, 0, value);
}
