import { objectName } from '../../model/factories.ts';
import { nowhere } from '../../model/origin.ts';
import type { Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';

/** A required field without default is ignored by Prisma Client, which then cannot create a row. */
export const prismaRequiredIgnored = defineRule({
  id: 'prisma-required-ignored',
  family: 'orm',
  severity: 'warning',
  summary: 'A required field without default is ignored by Prisma Client, which then cannot create a row.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'column',
  only: { mapper: 'prisma' },
  *check({ table, column }) {
    const { orm } = column;
    if (orm?.language !== 'prisma' || !orm.ignored || isIgnored(table)) return;
    if (column.nullable || column.default !== undefined || column.autoIncrement) return;
    if (orm.defaultWritten || orm.isUpdatedAt || table.triggers.length > 0) return;
    yield { at: column.nameOrigin, state: { table, column }, columns: [column.name] };
  },
  message: ({ table, column }) =>
    `${columnName(table, column)} is required and has no default, but @ignore hides it from Prisma Client, which therefore cannot create a row. Make it optional, or give it a default.`,
  fixes: ({ table, column }) => [
    {
      title: `Let ${columnName(table, column)} be NULL`,
      safe: false,
      changes: [
        {
          kind: 'alter-column',
          table: objectName(table.name, table.schema),
          column: column.name,
          set: { nullable: true },
          origin: nowhere,
        },
      ],
    },
  ],
});

function isIgnored({ orm }: Table): boolean {
  return orm?.language === 'prisma' && orm.ignored;
}
