/** Changes of columns. */
import { columnNamed } from './column-spelling.ts';
import { withGivenNames } from './default-names.ts';
import { columnsIn } from './expression.ts';
import type { Draft, FoldState } from './fold-state.ts';
import { keyOf, type ObjectName } from './names.ts';
import { renamedIn, renamedPart, replaced } from './renamed-column.ts';
import type { ColumnPatch } from './schema-change.ts';
import type { Column, Exclusion, ForeignKey, Index, Key } from './table.ts';

export function addColumn(
  fold: FoldState,
  table: Draft,
  column: Column,
  position: 'first' | { readonly after: string } | undefined,
): void {
  if (columnNamed(fold.dialect, table, column.name) !== undefined) return;
  let at = table.columns.length;
  if (position === 'first') at = 0;
  else if (position !== undefined) {
    const after = columnNamed(fold.dialect, table, position.after);
    if (after !== undefined) at = table.columns.indexOf(after) + 1;
  }
  table.columns = table.columns.toSpliced(at, 0, column);
}

export function dropColumn(fold: FoldState, name: ObjectName, column: string, cascade: boolean): void {
  let dropped: string | undefined;
  fold.family(name, (table) => {
    const found = columnNamed(fold.dialect, table, column);
    if (found === undefined) return;
    dropped = found.name;
    const uses = (columns: readonly string[]): boolean => columns.includes(found.name);
    table.columns = table.columns.filter((each) => each !== found);
    if (fold.dialect === 'mysql') {
      // MySQL takes the column out of its indexes and drops those that become empty.
      table.indexes = table.indexes
        .map((index) => ({ ...index, parts: index.parts.filter((part) => part.column !== found.name) }))
        .filter((index) => index.parts.length > 0);
      table.uniques = table.uniques
        .map((key) => ({ ...key, columns: key.columns.filter((each) => each !== found.name) }))
        .filter((key) => key.columns.length > 0);
    } else {
      table.indexes = table.indexes.filter((index) => !indexUses(index, found.name));
      table.uniques = table.uniques.filter((key) => !uses(key.columns) && !uses(key.include));
    }
    if (table.primaryKey !== undefined && uses(table.primaryKey.columns)) table.primaryKey = undefined;
    table.foreignKeys = table.foreignKeys.filter((fk) => !uses(fk.columns));
    table.checks = table.checks.filter((check) => !(columnsIn(check.expression.expression) ?? []).includes(found.name));
    table.exclusions = table.exclusions.filter(
      (exclusion) => !exclusion.elements.some((element) => element.part.column === found.name),
    );
  });
  if (dropped === undefined || !cascade) return;
  const key = keyOf(fold.dialect, name);
  const gone = dropped;
  for (const table of fold.pointingAt(key)) {
    const lost = (fk: ForeignKey): boolean =>
      keyOf(fold.dialect, fk.references.table) === key && fk.references.columns.includes(gone);
    if (table.foreignKeys.some(lost)) {
      fold.edit(table, (draft) => {
        draft.foreignKeys = draft.foreignKeys.filter((fk) => !lost(fk));
      });
    }
  }
}

export function renameColumn(fold: FoldState, name: ObjectName, column: string, to: string): void {
  let old: string | undefined;
  fold.family(name, (table) => {
    const found = columnNamed(fold.dialect, table, column);
    if (found === undefined) return;
    old = found.name;
    Object.assign(table, withGivenNames(table, fold.dialect));
    renameInside(table, found.name, to);
  });
  if (old === undefined) return;
  const key = keyOf(fold.dialect, name);
  const from = old;
  for (const table of fold.pointingAt(key)) {
    if (!table.foreignKeys.some((fk) => keyOf(fold.dialect, fk.references.table) === key)) continue;
    fold.edit(table, (draft) => {
      draft.foreignKeys = draft.foreignKeys.map((fk) =>
        keyOf(fold.dialect, fk.references.table) === key
          ? { ...fk, references: { ...fk.references, columns: replaced(fk.references.columns, from, to) } }
          : fk,
      );
    });
  }
}

export function renameInside(table: Draft, from: string, to: string): void {
  table.columns = table.columns.map((column) => {
    const generated = column.generated;
    return {
      ...column,
      ...(column.name === from && { name: to }),
      ...(generated !== undefined && {
        generated: { ...generated, expression: renamedIn(generated.expression, from, to) },
      }),
    };
  });
  const key = (each: Key): Key => ({
    ...each,
    columns: replaced(each.columns, from, to),
    include: replaced(each.include, from, to),
  });
  if (table.primaryKey !== undefined) table.primaryKey = key(table.primaryKey);
  table.uniques = table.uniques.map(key);
  table.foreignKeys = table.foreignKeys.map((fk) => ({ ...fk, columns: replaced(fk.columns, from, to) }));
  table.checks = table.checks.map((check) => ({ ...check, expression: renamedIn(check.expression, from, to) }));
  table.indexes = table.indexes.map((index) => ({
    ...index,
    parts: index.parts.map((part) => renamedPart(part, from, to)),
    include: replaced(index.include, from, to),
    ...(index.where !== undefined && { where: renamedIn(index.where, from, to) }),
  }));
  table.exclusions = table.exclusions.map(
    (exclusion): Exclusion => ({
      ...exclusion,
      elements: exclusion.elements.map((element) => ({ ...element, part: renamedPart(element.part, from, to) })),
      ...(exclusion.where !== undefined && { where: renamedIn(exclusion.where, from, to) }),
    }),
  );
}

export function patchColumn(fold: FoldState, table: Draft, name: string, patch: (column: Column) => Column): void {
  const found = columnNamed(fold.dialect, table, name);
  if (found !== undefined) table.columns = table.columns.map((column) => (column === found ? patch(column) : column));
}

function indexUses(index: Index, column: string): boolean {
  return (
    index.include.includes(column) ||
    index.parts.some(
      (part) =>
        part.column === column ||
        (part.expression !== undefined && (columnsIn(part.expression.expression) ?? []).includes(column)),
    ) ||
    (index.where !== undefined && (columnsIn(index.where.expression) ?? []).includes(column))
  );
}

/** What ALTER COLUMN sets; what it sets to nothing goes. */
export function alterColumn(fold: FoldState, table: Draft, name: string, set: ColumnPatch): void {
  patchColumn(fold, table, name, (column) => {
    const { defaultName, ...altered } = { ...column, ...set };
    const patched = { ...altered, ...(altered.default !== undefined && defaultName !== undefined && { defaultName }) };
    for (const member of ['default', 'identity', 'generated'] as const) {
      if (member in set && set[member] === undefined) delete (patched as Partial<Column>)[member];
    }
    // A serial's counter is its default: it stays with another type, and without it the column counts no more.
    if (column.type.serial === true && set.type !== undefined && !('default' in set) && !('identity' in set)) {
      return { ...patched, type: { ...set.type, serial: true } } as Column;
    }
    if ('default' in set && patched.type.serial === true) {
      const { serial: _, ...type } = patched.type;
      return { ...patched, type, autoIncrement: false } as Column;
    }
    return patched as Column;
  });
}

export function replaceColumn(fold: FoldState, table: Draft, name: string, by: Column): void {
  const old = columnNamed(fold.dialect, table, name);
  if (old === undefined) return;
  if (old.name !== by.name) renameInside(table, old.name, by.name);
  const inKey = table.primaryKey?.columns.includes(by.name) === true;
  patchColumn(fold, table, by.name, () => (inKey ? { ...by, nullable: false } : by));
}

export function commentOnColumn(fold: FoldState, table: Draft, name: string, text: string | undefined): void {
  patchColumn(fold, table, name, (column) => {
    const { comment: _, ...bare } = column;
    return text === undefined ? bare : { ...bare, comment: text };
  });
}
