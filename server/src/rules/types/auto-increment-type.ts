import type { DataType } from '../../model/data-type.ts';
import { nowhere } from '../../model/origin.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { typeFix } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** An AUTO_INCREMENT column has a type that wastes half its numbers or cannot count exactly. */
export const autoIncrementType = defineRule({
  id: 'auto-increment-type',
  family: 'types',
  severity: 'hint',
  summary: 'An AUTO_INCREMENT column has a type that wastes half its numbers or cannot count exactly.',
  dialects: ['mysql'],
  fix: 'unsafe',
  visits: 'column',
  only: { types: ['integer', 'float'] },
  *check({ table, column }) {
    const { type } = column;
    if (!isWellReadTable(table) || !column.autoIncrement) return;
    // Half a signed bigint is more than anybody will use.
    const halved = type.family === 'integer' && type.unsigned !== true && type.name !== 'bigint';
    const inexact = type.family === 'float';
    if (!halved && !inexact) return;
    yield {
      at: type.origin,
      state: { table, column, inexact },
      columns: [column.name],
      ...(inexact && { severity: 'warning' }),
    };
  },
  message: ({ table, column, inexact }) =>
    inexact
      ? `${columnName(table, column)} counts in ${column.type.text}: AUTO_INCREMENT on such a type is deprecated since MySQL 8.0.17 and refused since 8.4. Use bigint unsigned.`
      : `${columnName(table, column)} counts upwards in a signed ${column.type.name}, so half of its range, the negative one, is never used. Declare it unsigned, and the columns that reference it too.`,
  fixes: ({ table, column, inexact }, ctx) =>
    typeFix(table, column, inexact ? bigintUnsigned : unsigned(column.type), ctx),
});

const bigintUnsigned: DataType = {
  text: 'bigint unsigned',
  name: 'bigint',
  args: [],
  family: 'integer',
  dimensions: 0,
  unsigned: true,
  origin: nowhere,
};

function unsigned(type: DataType): DataType {
  return { ...type, text: `${type.text.replace(/\s+signed\b/i, '')} unsigned`, unsigned: true, origin: nowhere };
}
