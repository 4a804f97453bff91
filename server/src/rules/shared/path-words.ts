import { type AccessPath, fromIndex } from '../../model/access-path.ts';
import { indexName, keyName } from '../../model/default-names.ts';
import type { Dialect } from '../../model/dialect.ts';
import { objectName } from '../../model/factories.ts';
import { nowhere, type Origin } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Index, Table } from '../../model/table.ts';

/** How a message speaks of an index or the index of a constraint: `the index orders_state_idx (state, id)`. */
export function pathTitle(path: AccessPath): string {
  const name = path.name === undefined ? '' : ` ${path.name}`;
  return `the ${path.unique && path.kind === 'index' ? 'unique index' : path.kind}${name} (${pathColumns(path)})`;
}

/** The key columns and expressions, and behind them what is included. */
export function pathColumns(path: Pick<AccessPath, 'parts' | 'include'>): string {
  const parts = path.parts.map((part) => {
    const what = part.column ?? part.expression?.text ?? '';
    return part.order === 'desc' ? `${what} desc` : what;
  });
  return path.include.length === 0 ? parts.join(', ') : `${parts.join(', ')} including ${path.include.join(', ')}`;
}

/** The plain columns of the key. */
export function keyColumns(path: Pick<AccessPath, 'parts'>): readonly string[] {
  return path.parts.flatMap((part) => part.column ?? []);
}

/** Where the path is marked: an index at its name, a constraint as a whole. */
export function pathOrigin(table: Table, path: AccessPath): Origin {
  if (path.kind !== 'index') return path.origin;
  return table.indexes.find((index) => index.origin === path.origin)?.nameOrigin ?? path.origin;
}

/** The path's own name, else the one that the database gives it; undefined when that is not certain. */
export function pathName(table: Table, path: AccessPath, dialect: Dialect): string | undefined {
  if (path.name !== undefined) return path.name;
  const names = [
    ...table.indexes.map((index) => [index.origin, indexName(dialect, table, index)] as const),
    ...table.uniques.map((key) => [key.origin, keyName(dialect, table, key, 'unique')] as const),
  ];
  const name = names.find(([origin]) => origin === path.origin)?.[1];
  // Of two that would get the same name the database numbers one.
  return names.filter(([, other]) => other === name).length === 1 ? name : undefined;
}

/** The change that drops the path; undefined without a name to drop it by. */
export function dropPath(table: Table, path: AccessPath, dialect: Dialect): SchemaChange | undefined {
  const name = pathName(table, path, dialect);
  if (name === undefined) return undefined;
  const owner = objectName(table.name, table.schema);
  return path.kind === 'index'
    ? {
        kind: 'drop-index',
        name: objectName(name, table.schema),
        table: owner,
        concurrently: false,
        origin: nowhere,
      }
    : { kind: 'drop-constraint', table: owner, name, cascade: false, origin: nowhere };
}

/** The changes that put another index in the place of one; none without a name to drop it by. */
export function replaceIndex(table: Table, index: Index, by: Index, dialect: Dialect): readonly SchemaChange[] {
  const drop = dropPath(table, fromIndex(index), dialect);
  if (drop === undefined) return [];
  const owner = objectName(table.name, table.schema);
  const fresh: Index = { ...by, origin: nowhere, nameOrigin: nowhere };
  return [drop, { kind: 'create-index', table: owner, index: fresh, ifNotExists: false, origin: nowhere }];
}
