import { aType } from '../../model/factories.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { isGenericJson, isSearchableDocument } from '../shared/plain-json.ts';
import { typeFix } from '../shared/type-change.ts';

/** A column has the type json, which keeps the text and can neither be compared nor indexed. */
export const jsonNotJsonb = defineRule({
  id: 'json-not-jsonb',
  family: 'types',
  severity: 'info',
  summary: 'A column has the type json, which keeps the text and can neither be compared nor indexed.',
  dialects: ['postgresql'],
  fix: 'unsafe',
  visits: 'column',
  only: { types: ['json'] },
  *check({ table, column }) {
    // Of SQLAlchemy's own JSON sa-json-not-variant speaks.
    if (isGenericJson(column) || !isSearchableDocument(table, column)) return;
    yield { at: column.type.origin, state: { table, column, name: columnName(table, column) }, columns: [column.name] };
  },
  message: ({ name }) =>
    `${name} is json: every access parses the text again, = and DISTINCT fail on it, and no index can serve its keys. Use jsonb, unless the exact text (order of keys, duplicates, blanks) must be kept.`,
  fixes: ({ table, column }, ctx) => typeFix(table, column, aType('jsonb', 'jsonb'), ctx),
});
