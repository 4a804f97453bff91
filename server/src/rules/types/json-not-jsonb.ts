import { aType } from '../../model/factories.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { nameWords } from '../shared/name-words.ts';
import { recordsThePast } from '../shared/table-role.ts';
import { typeFix } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A column has the type json, which keeps the text and can neither be compared nor indexed. */
export const jsonNotJsonb = defineRule({
  id: 'json-not-jsonb',
  family: 'types',
  severity: 'info',
  summary: 'A column has the type json, which keeps the text and can neither be compared nor indexed.',
  dialects: ['postgresql'],
  fix: 'unsafe',
  visits: 'column',
  *check({ table, column }) {
    if (!isWellReadTable(table) || column.type.family !== 'json' || column.type.dimensions > 0) return;
    if (keepsText(column) || isIndexed(table, column) || recordsThePast(table)) return;
    yield { at: column.type.origin, state: { table, column, name: columnName(table, column) }, columns: [column.name] };
  },
  message: ({ name }) =>
    `${name} is json: every access parses the text again, = and DISTINCT fail on it, and no index can serve its keys. Use jsonb, unless the exact text (order of keys, duplicates, blanks) must be kept.`,
  fixes: ({ table, column }, ctx) => typeFix(table, column, aType('jsonb', 'jsonb'), ctx),
});

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
