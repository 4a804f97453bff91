import type { Column, Table } from '../../model/table.ts';
import { nameWords } from './name-words.ts';
import { recordsThePast } from './table-role.ts';
import { isWellReadTable } from './well-read-table.ts';

/** A document of the type json that would be better off as jsonb. */
export function isSearchableDocument(table: Table, column: Column): boolean {
  if (!isWellReadTable(table) || column.type.family !== 'json' || column.type.dimensions > 0) return false;
  return !keepsText(column) && !isIndexed(table, column) && !recordsThePast(table);
}

/** SQLAlchemy's own JSON, without a type for PostgreSQL beside it. */
export function isGenericJson({ orm }: Column): boolean {
  return orm?.language === 'sqlalchemy' && orm.isGenericType && orm.type === 'JSON';
}

/** Names and comments of columns that are there to keep a text as it came. */
function keepsText(column: Column): boolean {
  const words = [...nameWords(column.name), ...nameWords(column.comment ?? '')];
  return words.some((word) => verbatim.has(word));
}

const verbatim: ReadonlySet<string> = new Set('raw original verbatim signed signature canonical schema'.split(' '));

/** An index on the column itself is refused by the database; json-needs-equality says so, louder. */
function isIndexed(table: Table, column: Column): boolean {
  const keys = [...table.uniques, ...(table.primaryKey ? [table.primaryKey] : [])];
  return (
    keys.some((key) => key.columns.includes(column.name)) ||
    table.indexes.some((index) => index.parts.some((part) => part.column === column.name))
  );
}
