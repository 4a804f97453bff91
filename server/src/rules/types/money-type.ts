import type { DataType } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import { aType } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import type { Column } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { problemOfTypes } from '../shared/columns-alike.ts';
import { nameList } from '../shared/name-list.ts';
import { changeType, typeIsFree } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** Amounts have the type money, whose meaning hangs on a server setting or whose arithmetic loses digits. */
export const moneyType = defineRule({
  id: 'money-type',
  family: 'types',
  severity: 'warning',
  summary: 'Amounts have the type money, whose meaning hangs on a server setting or whose arithmetic loses digits.',
  dialects: ['postgresql', 'sqlserver'],
  fix: 'unsafe',
  visits: 'table',
  *check(table, ctx) {
    if (!isWellReadTable(table)) return;
    const columns = table.columns.filter(({ type }) => type.family === 'money' && type.dimensions === 0);
    if (columns.length === 0) return;
    yield {
      ...problemOfTypes(columns, 'is one too'),
      state: { table, columns, dialect: ctx.dialect },
      ...(ctx.dialect === 'sqlserver' && { severity: 'info' }),
    };
  },
  message({ table, columns, dialect }) {
    const names = `${displayName(table)} keeps ${nameList(columns.map(({ name }) => name))} as money`;
    return dialect === 'sqlserver'
      ? `${names}, which cuts every division and multiplication to four digits, so that shares and rates come out wrong. decimal holds the same values and keeps the digits of a division.`
      : `${names}, whose number of decimals and currency sign come from the server's lc_monetary, so that the same rows mean something else on another server. Use numeric, and keep the currency in a column if there is more than one.`;
  },
  fixes({ table, columns, dialect }, ctx) {
    if (!columns.every((column) => hasPlainDefault(column) && typeIsFree(table, column, ctx))) return [];
    const type = exactType(columns[0]!.type, dialect).name;
    return [
      {
        title: `Make ${nameList(columns.map(({ name }) => name))} of ${displayName(table)} ${type}`,
        safe: false,
        changes: columns.map((column) => changeType(table, column, exactType(column.type, dialect))),
      },
    ];
  },
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
