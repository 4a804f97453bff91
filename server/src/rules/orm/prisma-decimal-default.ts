import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';

/** A Decimal field without @db.Decimal gets a precision that nobody chose. */
export const prismaDecimalDefault = defineRule({
  id: 'prisma-decimal-default',
  family: 'orm',
  severity: 'info',
  summary: 'A Decimal field without @db.Decimal gets a precision that nobody chose.',
  dialects: ['postgresql', 'mysql', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  only: { mapper: 'prisma' },
  *check(table) {
    const columns = table.columns.filter(isOpen);
    const [first, ...others] = columns;
    if (first === undefined) return;
    yield {
      at: first.type.origin,
      state: { table, columns, type: first.type.text },
      columns: columns.map(({ name }) => name),
      related: others.slice(0, 20).map(({ name, type }) => ({ message: `${name} too`, origin: type.origin })),
    };
  },
  message: ({ table, columns, type }) =>
    `${nameList(columns.map(({ name }) => name))} of ${displayName(table)} ${columns.length > 1 ? 'are' : 'is'} ${type}, Prisma's default: nothing rounds to the digits that are meant, and other programs read a long row of zeros. Say the digits, such as @db.Decimal(19, 4).`,
});

function isOpen({ orm, type }: Table['columns'][number]): boolean {
  return isDecimal(orm) && type.args.length > 0 && type.dimensions === 0;
}

function isDecimal(orm: Column['orm']): boolean {
  return orm?.language === 'prisma' && orm.scalar === 'Decimal' && !orm.nativeTypeWritten;
}
