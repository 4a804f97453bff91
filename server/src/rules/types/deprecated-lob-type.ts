import type { DataType } from '../../model/data-type.ts';
import { aType } from '../../model/factories.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { changeType } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A SQL Server column has one of the deprecated types text, ntext and image. */
export const deprecatedLobType = defineRule({
  id: 'deprecated-lob-type',
  family: 'types',
  severity: 'warning',
  summary: 'A SQL Server column has one of the deprecated types text, ntext and image.',
  dialects: ['sqlserver'],
  fix: 'safe',
  visits: 'column',
  *check({ table, column }) {
    const better = replacements.get(column.type.name);
    if (!isWellReadTable(table) || better === undefined || column.type.schema !== undefined) return;
    yield { at: column.type.origin, state: { table, column, better }, columns: [column.name] };
  },
  message: ({ table, column, better }) =>
    `${columnName(table, column)} is ${column.type.text}, deprecated since SQL Server 2005: it cannot be compared, grouped or used as a variable, and many string functions reject it. Use ${better.text}, which holds the same.`,
  fixes: ({ table, column, better }) => [
    {
      title: `Make ${columnName(table, column)} ${better.text}`,
      safe: true,
      changes: [changeType(table, column, better)],
    },
  ],
});

const replacements: ReadonlyMap<string, DataType> = new Map([
  ['text', aType('varchar', 'text', ['max'])],
  ['ntext', aType('nvarchar', 'text', ['max'])],
  ['image', aType('varbinary', 'binary', ['max'])],
]);
