import { byteLength, indexName, postgresNameLimit } from '../../model/default-names.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Index, Key, Table } from '../../model/table.ts';

/** What `primary_key=True`, `unique=True` and `index=True` say without more words. */

/** The key's columns say `primary_key=True` themselves: in their order, and nothing else is to be said. */
export function isFlagged(table: Table, key: Key): boolean {
  const inOrder = table.columns.filter(({ name }) => key.columns.includes(name)).map(({ name }) => name);
  return (
    key.name === undefined &&
    key.include.length === 0 &&
    !key.deferrable &&
    key.clustered === undefined &&
    inOrder.join('\n') === key.columns.join('\n')
  );
}

/** `unique=True` says it all. */
export function isUniqueFlag(key: Key): boolean {
  return (
    key.columns.length === 1 &&
    key.name === undefined &&
    key.lengths === undefined &&
    key.include.length === 0 &&
    !key.nullsNotDistinct &&
    !key.deferrable &&
    key.clustered === undefined
  );
}

/** `index=True` makes this index: a plain one with the name that SQLAlchemy gives. */
export function isIndexFlag(table: Table, index: Index & { readonly name: string }): boolean {
  const column = plainColumnOf(index);
  const owner = table.schema === undefined ? table.name : `${table.schema}_${table.name}`;
  return column !== undefined && index.name === `ix_${owner}_${column}` && index.name.length <= 60;
}

/** The one column of an index that says nothing else: what `index=True` can stand for. */
export function plainColumnOf(index: Index): string | undefined {
  const [part] = index.parts;
  const isPlain =
    index.parts.length === 1 &&
    part?.column !== undefined &&
    part.order === 'asc' &&
    part.nulls === 'last' &&
    part.opclass === undefined &&
    part.collation === undefined &&
    part.length === undefined &&
    index.method === 'btree' &&
    index.where === undefined &&
    index.include.length === 0 &&
    !index.nullsNotDistinct &&
    index.clustered === undefined;
  return isPlain ? part.column : undefined;
}

/** The name that the database keeps; SQLAlchemy takes none that is longer. */
export function keptName(dialect: Dialect, table: Table, index: Index): string | undefined {
  const name = indexName(dialect, table, index);
  if (name === undefined || dialect !== 'postgresql') return name;
  let kept = name;
  while (byteLength(kept) > postgresNameLimit) kept = kept.slice(0, -1);
  return kept;
}
