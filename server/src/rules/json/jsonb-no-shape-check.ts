import { objectName } from '../../model/factories.ts';
import { nowhere } from '../../model/origin.ts';
import type { Check } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { documentDefault } from '../shared/document-default.ts';
import { recordsThePast } from '../shared/table-role.ts';
import { mentions } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A JSON column starts as an object or array, but no check keeps it one. */
export const jsonbNoShapeCheck = defineRule({
  id: 'jsonb-no-shape-check',
  family: 'json',
  severity: 'hint',
  summary: 'A JSON column starts as an object or array, but no check keeps it one.',
  dialects: ['postgresql'],
  fix: 'unsafe',
  visits: 'column',
  only: { types: ['json', 'jsonb'] },
  *check({ table, column }) {
    if (!isWellReadTable(table) || recordsThePast(table)) return;
    const document = documentDefault(column);
    if (document === undefined || document === 'null') return;
    if (table.checks.some((check) => mentions(check.expression.text, column.name))) return;
    const shape = document.startsWith('[') ? 'array' : 'object';
    yield { at: column.nameOrigin, state: { table, column, shape }, columns: [column.name] };
  },
  message: ({ table, column, shape }) =>
    `${columnName(table, column)} starts as an ${shape}, but a string or number is accepted as well, and then ${shape === 'array' ? 'every query that unnests it fails' : 'a look-up in it finds nothing'}. A CHECK on the type of the document keeps it an ${shape}.`,
  fixes({ table, column, shape }) {
    // The check is written as text, so only a name that needs no quotes will do.
    if (!/^[a-z_][a-z\d_]*$/.test(column.name)) return [];
    const check: Check = {
      expression: {
        text: `${column.type.family}_typeof(${column.name}) = '${shape}'`,
        expression: {
          kind: 'binary',
          operator: '=',
          left: {
            kind: 'call',
            name: `${column.type.family}_typeof`,
            args: [{ kind: 'column', name: column.name }],
          },
          right: { kind: 'literal', type: 'string', value: shape },
        },
      },
      validated: true,
      origin: nowhere,
    };
    return [
      {
        title: `Check that ${columnName(table, column)} is an ${shape}`,
        safe: false,
        changes: [{ kind: 'add-check', table: objectName(table.name, table.schema), check, origin: nowhere }],
      },
    ];
  },
});
