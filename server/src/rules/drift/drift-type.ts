import type { DataType } from '../../model/data-type.ts';
import type { Column } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { advice, columnIn, describing, othersOf } from '../shared/other-description.ts';
import { storesOtherwise } from '../shared/type-difference.ts';

/** A column is declared with another type than the migrations give it. */
export const driftType = defineRule({
  id: 'drift-type',
  family: 'drift',
  severity: 'warning',
  summary: 'A column is declared with another type than the migrations give it.',
  dialects: ['postgresql', 'mysql', 'sqlserver'],
  fix: 'none',
  visits: 'column',
  *check({ table, column }, ctx) {
    for (const { source, other } of othersOf(table, ctx)) {
      const theirs = columnIn(other, column.name, ctx);
      if (theirs === undefined || !storesOtherwise(column.type, theirs.type)) continue;
      if (isEnumOfUnknownLength(column) || isEnumOfUnknownLength(theirs)) continue;
      yield {
        at: column.type.origin,
        state: { table, column, theirs: theirs.type, source },
        columns: [column.name],
        related: [{ message: `${theirs.type.text} here`, origin: theirs.type.origin }],
      };
    }
  },
  message: ({ table, column, theirs, source }) =>
    `${columnName(table, column)} is declared as ${nameOf(column.type)}, but is ${nameOf(theirs)} in ${describing(source)}. ${advice(source)}`,
});

/** Kept as text, an enum is as long as its longest value, which we do not always know. */
function isEnumOfUnknownLength({ orm, type }: Column): boolean {
  return orm?.language === 'sqlalchemy' && /^enum$/i.test(orm.type ?? '') && type.args.length === 0;
}

function nameOf({ name, args, dimensions, values }: DataType): string {
  if (values !== undefined) return `${name}(${values.map((value) => `'${value}'`).join(', ')})`;
  return `${name}${args.length > 0 ? `(${args.join(', ')})` : ''}${'[]'.repeat(dimensions)}`;
}
