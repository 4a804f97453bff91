import { type Dialect, foldCase } from './dialect.ts';
import { rememberedByElement } from './remembered.ts';
import type { Index, Key, Table } from './table.ts';

/**
 * Any structure that can find rows of a table by its leading parts: an index, or the index behind a primary key,
 * unique or exclusion constraint. One view of them all, so that rules on cover and redundancy need no cases.
 */
export interface AccessPath
  extends Pick<
    Index,
    'name' | 'parts' | 'unique' | 'method' | 'where' | 'include' | 'nullsNotDistinct' | 'clustered' | 'origin'
  > {
  readonly kind: 'index' | 'primary key' | 'unique constraint' | 'exclusion constraint';
  /** Not usable for look-ups: ON ONLY without attached parts, invisible, disabled. */
  readonly usable: boolean;
}

export const accessPaths: (table: Table) => readonly AccessPath[] = rememberedByElement((table) => {
  const paths: AccessPath[] = [];
  if (table.primaryKey !== undefined) paths.push(fromKey(table.primaryKey, 'primary key'));
  for (const key of table.uniques) paths.push(fromKey(key, 'unique constraint'));
  for (const exclusion of table.exclusions) {
    paths.push({
      kind: 'exclusion constraint',
      ...(exclusion.name !== undefined && { name: exclusion.name }),
      parts: exclusion.elements.map((element) => element.part),
      unique: false,
      method: exclusion.method,
      ...(exclusion.where !== undefined && { where: exclusion.where }),
      include: [],
      nullsNotDistinct: false,
      usable: true,
      origin: exclusion.origin,
    });
  }
  for (const index of table.indexes) paths.push(fromIndex(index));
  return paths;
});

export function fromIndex(index: Index): AccessPath {
  return {
    kind: 'index',
    ...(index.name !== undefined && { name: index.name }),
    parts: index.parts,
    unique: index.unique,
    method: index.method,
    ...(index.where !== undefined && { where: index.where }),
    include: index.include,
    nullsNotDistinct: index.nullsNotDistinct,
    usable: index.visible && !index.only,
    ...(index.clustered !== undefined && { clustered: index.clustered }),
    origin: index.origin,
  };
}

function fromKey(key: Key, kind: 'primary key' | 'unique constraint'): AccessPath {
  return {
    kind,
    ...(key.name !== undefined && { name: key.name }),
    parts: key.columns.map((column) => ({
      column,
      order: 'asc',
      nulls: 'last',
      ...(key.lengths !== undefined && Object.hasOwn(key.lengths, column) && { length: key.lengths[column] }),
    })),
    unique: true,
    method: 'btree',
    include: key.include,
    nullsNotDistinct: key.nullsNotDistinct,
    usable: true,
    ...(key.clustered !== undefined && { clustered: key.clustered }),
    origin: key.origin,
  };
}

/**
 * The keys that make rows unique without condition: primary key, unique constraints and unique indexes on plain
 * columns without predicate or prefix length. Each as its list of columns.
 */
export const uniqueColumnSets: (table: Table) => readonly (readonly string[])[] = rememberedByElement((table) => {
  const sets: string[][] = [];
  for (const path of accessPaths(table)) {
    if (!path.unique || path.where !== undefined) continue;
    if (path.parts.some((part) => part.column === undefined || part.length !== undefined)) continue;
    sets.push(path.parts.map((part) => part.column!));
  }
  return sets;
});

export function isUniqueOver(table: Table, columns: readonly string[], dialect: Dialect): boolean {
  const wanted = columns.map((column) => foldCase(dialect, column));
  return uniqueColumnSets(table).some(
    (set) => set.length === wanted.length && set.every((column) => wanted.includes(foldCase(dialect, column))),
  );
}
