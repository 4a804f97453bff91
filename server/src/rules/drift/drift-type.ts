import type { DataType } from '../../model/data-type.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type OtherSource } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { advice, columnIn, describing, othersOf } from '../shared/other-description.ts';
import { storesOtherwise } from '../shared/type-difference.ts';

interface State {
  readonly table: Table;
  readonly column: Column;
  readonly theirs: DataType;
  readonly source: OtherSource;
}

/** A column is declared with another type than the migrations give it. */
export const driftType = defineRule<'column', State>({
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

function nameOf({ name, args, dimensions }: DataType): string {
  return `${name}${args.length > 0 ? `(${args.join(', ')})` : ''}${'[]'.repeat(dimensions)}`;
}
