import type { Origin } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';

/** `index=True` or `unique=True` on a column that is the whole primary key, as SQLAlchemy's models write it. */
export function flagOverPrimaryKey(
  table: Table,
  { name, orm }: Column,
): { readonly origin: Origin; readonly words: string } | undefined {
  if (orm?.language !== 'sqlalchemy' || table.gaps.length > 0) return undefined;
  const [only, ...others] = table.primaryKey?.columns ?? [];
  if (only !== name || others.length > 0) return undefined;
  if (orm.indexFlag !== undefined) return { origin: orm.indexFlag, words: 'index=True' };
  return orm.uniqueFlag === undefined ? undefined : { origin: orm.uniqueFlag, words: 'unique=True' };
}
