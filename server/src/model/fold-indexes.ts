/** Changes of indexes. */
import { spelledIndex } from './column-spelling.ts';
import { indexName, keyName } from './default-names.ts';
import { foldCase } from './dialect.ts';
import { renameConstraint, unnamed } from './fold-constraints.ts';
import type { Draft, FoldState } from './fold-state.ts';
import { keyOf, type ObjectName } from './names.ts';
import type { Index, Key, Table } from './table.ts';

export function createIndex(fold: FoldState, name: ObjectName, index: Index, ifNotExists: boolean): void {
  const view = fold.views.get(keyOf(fold.dialect, name));
  if (view !== undefined) {
    fold.views.set(view.key, { ...view, indexes: [...view.indexes, index] });
    return;
  }
  if (ifNotExists && index.name !== undefined) {
    const own = fold.find(name);
    // The index of a key bears the key's name.
    const names =
      own === undefined
        ? []
        : [
            ...own.indexes.map((each) => each.name),
            ...own.uniques.map((each) => keyName(fold.dialect, own, each, 'unique')),
          ];
    if (names.some((each) => fold.sameName(each, index.name))) return;
  }
  const parent = keyOf(fold.dialect, name);
  const add = (table: Draft): void => {
    const own = table.key === parent ? index : unnamed(index);
    // A name that is taken: DROP_EXISTING of SQL Server, or a drop that was not understood, went before.
    const others =
      own.name === undefined ? table.indexes : table.indexes.filter((each) => !fold.sameName(each.name, own.name));
    table.indexes = [...others, spelledIndex(fold.dialect, table, own)];
  };
  if (index.only) fold.edit(name, add);
  else fold.family(name, add, 'partitions');
}

export function dropIndex(fold: FoldState, name: ObjectName, table: ObjectName | undefined): void {
  const wanted = foldCase(fold.dialect, name.name);
  const is = (candidate: string | undefined): boolean =>
    candidate !== undefined && foldCase(fold.dialect, candidate) === wanted;
  for (const owner of indexOwnersOf(fold, name, table, fold.dialect === 'mysql')) {
    const index = owner.indexes.find((each) => is(indexName(fold.dialect, owner, each)));
    const unique = owner.uniques.find((each) => is(keyName(fold.dialect, owner, each, 'unique')));
    if (index === undefined && (unique === undefined || fold.dialect !== 'mysql')) continue;
    fold.edit(owner, (draft) => {
      draft.indexes = draft.indexes.filter((each) => each !== index);
      if (index === undefined) draft.uniques = draft.uniques.filter((each) => each !== unique);
    });
    return;
  }
  for (const view of fold.views.values()) {
    if (view.indexes.some((each) => is(each.name))) {
      fold.views.set(view.key, { ...view, indexes: view.indexes.filter((each) => !is(each.name)) });
      return;
    }
  }
}

export function renameIndex(fold: FoldState, name: ObjectName, table: ObjectName | undefined, to: string): void {
  const wanted = foldCase(fold.dialect, name.name);
  for (const owner of indexOwnersOf(fold, name, table, true)) {
    const index = owner.indexes.find((each) => {
      const own = indexName(fold.dialect, owner, each);
      return own !== undefined && foldCase(fold.dialect, own) === wanted;
    });
    if (index !== undefined) {
      fold.edit(owner, (draft) => {
        draft.indexes = draft.indexes.map((each) => (each === index ? { ...each, name: to } : each));
      });
      return;
    }
    const matches = (key: Key, kind: 'primary' | 'unique'): boolean => {
      const own = keyName(fold.dialect, owner, key, kind);
      return own !== undefined && foldCase(fold.dialect, own) === wanted;
    };
    if (
      (owner.primaryKey !== undefined && matches(owner.primaryKey, 'primary')) ||
      owner.uniques.some((key) => matches(key, 'unique'))
    ) {
      fold.edit(owner, (draft) => renameConstraint(fold, draft, name.name, to));
      return;
    }
  }
}

/** Tables that may have the index, for whoever stops at the first that does. */
function* indexOwnersOf(
  fold: FoldState,
  { name }: ObjectName,
  table: ObjectName | undefined,
  isKey: boolean,
): Iterable<Table> {
  if (table !== undefined) yield* fold.tablesWith(table);
  else {
    for (const key of fold.indexOwners.at(name, isKey)) {
      const owner = fold.tables.get(key);
      if (owner !== undefined) yield owner;
    }
  }
}

export function setIndexVisibility(fold: FoldState, table: Draft, name: string, visible: boolean): void {
  table.indexes = table.indexes.map((index) =>
    fold.sameName(indexName(fold.dialect, table, index), name) ? { ...index, visible } : index,
  );
}
