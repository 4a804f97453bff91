/** Changes of keys and other constraints. */
import { spelledKey } from './column-spelling.ts';
import { checkName, foreignKeyName, indexName, keyName } from './default-names.ts';
import { foldCase } from './dialect.ts';
import { type Draft, elementsOf, type FoldState } from './fold-state.ts';
import type { ObjectName } from './names.ts';
import type { Check, Column, Gap, Key, Table } from './table.ts';

export function addPrimaryKey(fold: FoldState, table: Draft, key: Key): void {
  const spelled = spelledKey(fold.dialect, table, key);
  table.primaryKey = spelled;
  const isOpen = (column: Column): boolean => column.nullable && spelled.columns.includes(column.name);
  if (!table.columns.some(isOpen)) return;
  table.columns = table.columns.map((column) => (isOpen(column) ? { ...column, nullable: false } : column));
}

/** USING INDEX takes the columns of an index, which becomes the constraint's own. */
export function fromIndex(fold: FoldState, table: Draft, key: Key, usingIndex: string | undefined): Key {
  if (usingIndex === undefined) return spelledKey(fold.dialect, table, key);
  const index = table.indexes.find((each) => indexName(fold.dialect, table, each) === usingIndex);
  if (index === undefined) return key;
  table.indexes = table.indexes.filter((each) => each !== index);
  return {
    ...key,
    name: key.name ?? usingIndex,
    columns: index.parts.flatMap((part) => (part.column === undefined ? [] : [part.column])),
    include: index.include,
    nullsNotDistinct: index.nullsNotDistinct,
  };
}

function dropConstraint(fold: FoldState, table: Draft, name: string): void {
  const wanted = foldCase(fold.dialect, name);
  const is = (candidate: string | undefined): boolean =>
    candidate !== undefined && foldCase(fold.dialect, candidate) === wanted;
  const original: Table = table;
  if (original.primaryKey !== undefined && is(keyName(fold.dialect, original, original.primaryKey, 'primary'))) {
    table.primaryKey = undefined;
  }
  table.uniques = original.uniques.filter((key) => !is(keyName(fold.dialect, original, key, 'unique')));
  table.foreignKeys = original.foreignKeys.filter((fk) => !is(foreignKeyName(fold.dialect, original, fk)));
  table.checks = original.checks.filter((check) => !is(checkName(fold.dialect, original, check)));
  table.exclusions = original.exclusions.filter((exclusion) => !is(exclusion.name));
  table.columns = original.columns.map((column) => {
    if (!is(column.defaultName)) return column;
    const { default: _, defaultName: __, ...bare } = column;
    return bare;
  });
}

export function renameConstraint(fold: FoldState, table: Draft, name: string, to: string): void {
  const original: Table = table;
  if (original.primaryKey !== undefined && keyName(fold.dialect, original, original.primaryKey, 'primary') === name) {
    table.primaryKey = { ...original.primaryKey, name: to };
  }
  table.uniques = original.uniques.map((key) =>
    keyName(fold.dialect, original, key, 'unique') === name ? { ...key, name: to } : key,
  );
  table.foreignKeys = original.foreignKeys.map((fk) =>
    foreignKeyName(fold.dialect, original, fk) === name ? { ...fk, name: to } : fk,
  );
  table.checks = original.checks.map((check) =>
    checkName(fold.dialect, original, check) === name ? { ...check, name: to } : check,
  );
}

export function validate(fold: FoldState, table: Draft, name: string): void {
  const original: Table = table;
  table.foreignKeys = original.foreignKeys.map((fk) =>
    foreignKeyName(fold.dialect, original, fk) === name ? { ...fk, validated: true } : fk,
  );
  table.checks = original.checks.map((check: Check) =>
    checkName(fold.dialect, original, check) === name ? { ...check, validated: true } : check,
  );
}

function sameConstraints(one: Table, other: Table): boolean {
  return (
    one.primaryKey === other.primaryKey &&
    elementsOf(one) === elementsOf(other) &&
    one.exclusions.length === other.exclusions.length &&
    one.columns.every((column, at) => column === other.columns[at])
  );
}

/** A copy takes over an index or key but not its name, which the database chooses anew. */
export function unnamed<Named extends { readonly name?: string }>(named: Named): Named {
  const { name: _, ...rest } = named;
  return rest as Named;
}

/** A primary key of the table and of its partitions; theirs have other names, and one of their own stays. */
export function addPrimaryKeyToAll(fold: FoldState, name: ObjectName, key: Key, usingIndex: string | undefined): void {
  fold.family(
    name,
    (table) => {
      const own = fold.same(table, name);
      if (!own && table.primaryKey !== undefined) return;
      addPrimaryKey(fold, table, fromIndex(fold, table, own ? key : unnamed(key), usingIndex));
    },
    'partitions',
  );
}

/** `missing` is the gap that is left where no constraint has the name. */
export function dropConstraintOfAll(
  fold: FoldState,
  table: ObjectName,
  constraint: string,
  missing: Gap | undefined,
): void {
  fold.family(table, (draft) => {
    const before: Table = { ...draft };
    dropConstraint(fold, draft, constraint);
    if (missing !== undefined && sameConstraints(before, draft)) draft.gaps = [...draft.gaps, missing];
  });
}
