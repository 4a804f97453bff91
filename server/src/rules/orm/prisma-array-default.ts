import { objectName } from '../../model/factories.ts';
import { nowhere } from '../../model/origin.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';

/** A list field has no default, so that a row made without it holds NULL, which neither isEmpty nor NOT finds. */
export const prismaArrayDefault = defineRule({
  id: 'prisma-array-default',
  family: 'orm',
  severity: 'info',
  summary:
    'A list field has no default, so that a row made without it holds NULL, which neither isEmpty nor NOT finds.',
  dialects: ['postgresql'],
  fix: 'safe',
  visits: 'column',
  *check({ table, column }) {
    const { orm } = column;
    if (orm?.language !== 'prisma' || !orm.list || orm.defaultWritten || orm.ignored || orm.scalar === 'Unsupported')
      return;
    yield { at: column.type.origin, state: { table, column }, columns: [column.name] };
  },
  message: ({ table, column }) =>
    `${columnName(table, column)} has no default: a row made without it holds NULL, which Prisma shows as an empty list, but which isEmpty and NOT do not find. Write @default([]).`,
  fixes({ table, column }) {
    const value = {
      text: "'{}'",
      expression: { kind: 'literal', type: 'string', value: '{}' },
    } as const;
    return [
      {
        title: `Let ${columnName(table, column)} begin as an empty list`,
        safe: true,
        changes: [
          {
            kind: 'alter-column',
            table: objectName(table.name, table.schema),
            column: column.name,
            set: { default: value },
            origin: nowhere,
          },
        ],
      },
    ];
  },
});
