import type { DataType } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import { aType } from '../../model/factories.ts';
import type { Column } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { typeFix } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A column has the type money, whose meaning hangs on a server setting or whose arithmetic loses digits. */
export const moneyType = defineRule({
  id: 'money-type',
  family: 'types',
  severity: 'warning',
  summary: 'A column has the type money, whose meaning hangs on a server setting or whose arithmetic loses digits.',
  dialects: ['postgresql', 'sqlserver'],
  fix: 'unsafe',
  visits: 'column',
  *check({ table, column }, ctx) {
    if (!isWellReadTable(table) || column.type.family !== 'money' || column.type.dimensions > 0) return;
    yield {
      at: column.type.origin,
      state: { table, column, dialect: ctx.dialect },
      columns: [column.name],
      ...(ctx.dialect === 'sqlserver' && { severity: 'info' }),
    };
  },
  message: ({ table, column, dialect }) =>
    dialect === 'sqlserver'
      ? `${columnName(table, column)} is ${column.type.name}: every division and multiplication is cut to four digits, so that shares and rates come out wrong. ${exactType(column.type, dialect).text} holds the same values and computes exactly.`
      : `${columnName(table, column)} is money: its number of decimals and its currency sign come from the server's lc_monetary, so the same rows mean something else on another server. Use numeric, and keep the currency in a column if there is more than one.`,
  fixes: ({ table, column, dialect }, ctx) =>
    hasPlainDefault(column) ? typeFix(table, column, exactType(column.type, dialect), ctx) : [],
});

/** Wide enough for the values; one that does not fit is refused by the database, never cut. */
function exactType(type: DataType, dialect: Dialect): DataType {
  if (dialect === 'postgresql') return aType('numeric', 'decimal', ['19', '4']);
  return aType('decimal', 'decimal', [type.name === 'smallmoney' ? '10' : '19', '4']);
}

/** No default, or a number: `'$0.00'` is a default for money only. */
function hasPlainDefault(column: Column): boolean {
  return column.default === undefined || /^[\s('+-]*\d+(\.\d+)?[\s)']*$/.test(column.default.text);
}
