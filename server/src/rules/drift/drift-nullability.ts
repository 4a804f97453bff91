import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { advice, columnIn, describing, othersOf } from '../shared/other-description.ts';

/** A column is declared to accept NULL where the migrations refuse it, or the other way round. */
export const driftNullability = defineRule({
  id: 'drift-nullability',
  family: 'drift',
  severity: 'warning',
  summary: 'A column is declared to accept NULL where the migrations refuse it, or the other way round.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'column',
  only: { compared: true },
  *check({ table, column }, ctx) {
    for (const { source, other } of othersOf(table, ctx)) {
      const theirs = columnIn(other, column.name, ctx);
      if (theirs === undefined || theirs.nullable === column.nullable) continue;
      if (isChecked(theirs.nullable ? other : table, theirs.nullable ? theirs : column)) continue;
      // Prisma cannot say whether a list may be missing.
      if (isPrismaList(column) || isPrismaList(theirs)) continue;
      yield {
        at: column.nameOrigin,
        state: { table, column, source },
        // Nobody writes NULL where the database has a value of its own.
        ...(theirs.nullable && theirs.default !== undefined && { severity: 'info' }),
        columns: [column.name],
        related: [
          { message: theirs.nullable ? 'NULL is accepted here' : 'NULL is refused here', origin: theirs.origin },
        ],
      };
    }
  },
  message: ({ table, column, source }) =>
    column.nullable
      ? `${columnName(table, column)} is declared to accept NULL, but ${describing(source)} make it NOT NULL: writing NULL fails. ${advice(source)}`
      : `${columnName(table, column)} is declared NOT NULL, but ${describing(source)} let it be NULL: rows without a value may exist. ${advice(source)}`,
});

/** `CHECK (column IS NOT NULL)` refuses NULL as well. */
function isChecked({ checks }: Table, column: Column): boolean {
  return checks.some(({ expression: { expression } }) => {
    if (expression.kind !== 'is-null' || !expression.negated) return false;
    const { operand } = expression;
    return operand.kind === 'column' && operand.name.toLowerCase() === column.name.toLowerCase();
  });
}

function isPrismaList({ orm }: Column): boolean {
  return orm?.language === 'prisma' && orm.list;
}
