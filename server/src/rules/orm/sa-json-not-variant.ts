import { aType } from '../../model/factories.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { isGenericJson, isSearchableDocument } from '../shared/plain-json.ts';
import { typeFix } from '../shared/type-change.ts';

/** SQLAlchemy's JSON becomes json on PostgreSQL, which can neither be compared nor indexed. */
export const saJsonNotVariant = defineRule({
  id: 'sa-json-not-variant',
  family: 'orm',
  severity: 'info',
  summary: "SQLAlchemy's JSON becomes json on PostgreSQL, which can neither be compared nor indexed.",
  dialects: ['postgresql'],
  fix: 'unsafe',
  visits: 'column',
  only: { mapper: 'sqlalchemy', types: ['json'] },
  *check({ table, column }) {
    if (!isGenericJson(column) || !isSearchableDocument(table, column)) return;
    yield { at: column.type.origin, state: { table, column }, columns: [column.name] };
  },
  message: ({ table, column }) =>
    `${columnName(table, column)} is JSON, which PostgreSQL keeps as the type json: every access parses the text again, = and DISTINCT fail on it, and no index serves its keys. Use JSONB, or JSON().with_variant(JSONB(), "postgresql") where the models also serve other databases.`,
  fixes: ({ table, column }, ctx) => typeFix(table, column, aType('jsonb', 'jsonb'), ctx),
});
