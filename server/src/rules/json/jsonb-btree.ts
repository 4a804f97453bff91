import { columnPart } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { replaceIndex } from '../shared/path-words.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A plain index stands on a whole jsonb column, where it serves no key look-up and fails on large documents. */
export const jsonbBtree = defineRule({
  id: 'jsonb-btree',
  family: 'json',
  severity: 'warning',
  summary: 'A plain index stands on a whole jsonb column, where it serves no key look-up and fails on large documents.',
  dialects: ['postgresql'],
  fix: 'unsafe',
  visits: 'index',
  *check({ table, index }, ctx) {
    // A unique index compares whole documents on purpose.
    if (!isWellReadTable(table) || index.method !== 'btree' || index.unique) return;
    const part = index.parts.find(
      ({ column, opclass }) =>
        column !== undefined && opclass === undefined && isJsonb(ctx.column(table, column)?.type),
    );
    if (part?.column === undefined) return;
    yield { at: index.nameOrigin, state: { table, index, column: part.column }, columns: [part.column] };
  },
  message: ({ table, index, column }) =>
    `${index.name ?? `The index on ${displayName(table)}`} sorts whole documents of ${column}: it helps neither @> nor ->>, only equality of entire values, and an insert fails once a document exceeds about 2,700 bytes. Use a GIN index, or an expression index on the key that is looked up.`,
  fixes({ table, index, column }, ctx) {
    if (index.name === undefined || index.parts.length > 1 || index.include.length > 0) return [];
    return [
      {
        title: `Make ${index.name} a GIN index`,
        safe: false,
        changes: replaceIndex(table, index, { ...index, parts: [columnPart(column)], method: 'gin' }, ctx.dialect),
      },
    ];
  },
});

function isJsonb(type: { readonly family: string; readonly dimensions: number } | undefined): boolean {
  return type?.family === 'jsonb' && type.dimensions === 0;
}
