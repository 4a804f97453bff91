import { characterLimit, type DataType } from '../../model/data-type.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { advice, columnIn, describing, othersOf } from '../shared/other-description.ts';
import { isEnum } from '../shared/python-enum.ts';
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
  only: { compared: true },
  *check({ table, column }, ctx) {
    // A base that is not read may say which types annotations stand for.
    if (table.gaps.length > 0) return;
    for (const { source, other } of othersOf(table, ctx)) {
      const theirs = columnIn(other, column.name, ctx);
      if (theirs === undefined || !storesOtherwise(column.type, theirs.type)) continue;
      const isRoomier = hasRoomFor(column.type, theirs.type);
      // Kept as text, an enum is as long as its longest value today, and migrations leave room for more.
      if (isRoomier && isEnum(column)) continue;
      yield {
        at: column.type.origin,
        state: { table, column, theirs: theirs.type, source },
        ...(isRoomier && { severity: 'info' }),
        columns: [column.name],
        related: [{ message: `${theirs.type.text} here`, origin: theirs.type.origin }],
      };
    }
  },
  message: ({ table, column, theirs, source }) =>
    `${columnName(table, column)} is declared as ${nameOf(column.type)}, but is ${nameOf(theirs)} in ${describing(source)}. ${advice(source)}`,
});

/** Every text that fits the one type fits the other too. */
function hasRoomFor(declared: DataType, theirs: DataType): boolean {
  if (declared.family !== 'text' || theirs.family !== 'text' || declared.dimensions !== theirs.dimensions) return false;
  const most = characterLimit(theirs) ?? Number.POSITIVE_INFINITY;
  return (characterLimit(declared) ?? Number.POSITIVE_INFINITY) <= most;
}

function nameOf({ name, args, dimensions, values }: DataType): string {
  if (values !== undefined) return `${name}(${values.map((value) => `'${value}'`).join(', ')})`;
  return `${name}${args.length > 0 ? `(${args.join(', ')})` : ''}${'[]'.repeat(dimensions)}`;
}
