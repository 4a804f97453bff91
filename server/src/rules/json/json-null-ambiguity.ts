import { objectName } from '../../model/factories.ts';
import { nowhere } from '../../model/origin.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { documentDefault } from '../shared/document-default.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A JSON column has a default document and admits NULL as well, so that emptiness is written in two ways. */
export const jsonNullAmbiguity = defineRule({
  id: 'json-null-ambiguity',
  family: 'json',
  severity: 'hint',
  summary: 'A JSON column has a default document and admits NULL as well, so that emptiness is written in two ways.',
  dialects: ['postgresql', 'mysql', 'sqlite'],
  fix: 'unsafe',
  visits: 'column',
  only: { types: ['json', 'jsonb'] },
  *check({ table, column }) {
    if (!isWellReadTable(table) || !column.nullable) return;
    const document = documentDefault(column);
    if (document === undefined) return;
    yield {
      at: column.nameOrigin,
      state: { table, column, document },
      columns: [column.name],
      ...(document === 'null' && { severity: 'info' }),
    };
  },
  message: ({ table, column, document }) =>
    document === 'null'
      ? `${columnName(table, column)} defaults to the JSON value null and admits NULL too: IS NULL finds only the second. Settle for one of them.`
      : `${columnName(table, column)} defaults to ${document} but admits NULL too, so every query must handle both. Declare it NOT NULL.`,
  fixes: ({ table, column }) => [
    {
      title: `Make ${columnName(table, column)} NOT NULL`,
      safe: false,
      changes: [
        {
          kind: 'alter-column',
          table: objectName(table.name, table.schema),
          column: column.name,
          set: { nullable: false },
          origin: nowhere,
        },
      ],
    },
  ],
});
