import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type Problem, type RuleContext } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { nameList } from '../shared/name-list.ts';
import { advice, type Compared, columnIn, describing, othersOf } from '../shared/other-description.ts';

interface State {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly source: Compared['source'];
}

interface Pair {
  readonly column: Column;
  readonly theirs: Column;
}

/** A column is declared to accept NULL where the migrations refuse it, or the other way round. */
export const driftNullability = defineRule({
  id: 'drift-nullability',
  family: 'drift',
  severity: 'warning',
  summary: 'A column is declared to accept NULL where the migrations refuse it, or the other way round.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  only: { compared: true },
  *check(table, ctx) {
    for (const compared of othersOf(table, ctx)) {
      const pairs = differing(table, compared, ctx);
      for (const declared of [true, false]) {
        const same = pairs.filter(({ column }) => column.nullable === declared);
        if (same.length > mostAlone) yield problem(table, compared, same, table.nameOrigin);
        else for (const pair of same) yield problem(table, compared, [pair], pair.column.nameOrigin);
      }
    }
  },
  message({ table, columns, source }) {
    const [first] = columns;
    const isOne = columns.length === 1;
    const names = columns.map(({ name }) => name);
    const subject = isOne
      ? `${columnName(table, first!)} is`
      : `${names.length} columns of ${displayName(table)} (${nameList(names)}) are`;
    const it = isOne ? 'it' : 'them';
    return first!.nullable
      ? `${subject} declared to accept NULL, but ${describing(source)} make ${it} NOT NULL: writing NULL fails. ${advice(source)}`
      : `${subject} declared NOT NULL, but ${describing(source)} let ${it} be NULL: rows without a value may exist. ${advice(source)}`;
  },
});

/** More of one table have one cause, and are told once. */
const mostAlone = 3;

function differing(table: Table, { other }: Compared, ctx: RuleContext): readonly Pair[] {
  return table.columns.flatMap((column): Pair[] => {
    const theirs = columnIn(other, column.name, ctx);
    if (theirs === undefined || theirs.nullable === column.nullable) return [];
    if (isChecked(theirs.nullable ? other : table, theirs.nullable ? theirs : column)) return [];
    // Prisma cannot say whether a list may be missing.
    return isPrismaList(column) || isPrismaList(theirs) ? [] : [{ column, theirs }];
  });
}

function problem(table: Table, { source }: Compared, pairs: readonly Pair[], at: Problem<State>['at']): Problem<State> {
  const columns = pairs.map(({ column }) => column);
  return {
    at,
    state: { table, columns, source },
    // Nobody writes NULL where the database has a value of its own.
    ...(pairs.every(({ theirs }) => theirs.nullable && theirs.default !== undefined) && { severity: 'info' }),
    columns: columns.map(({ name }) => name),
    related: pairs.map(({ theirs }) => ({
      message: `${pairs.length > 1 ? `${theirs.name}: ` : ''}NULL is ${theirs.nullable ? 'accepted' : 'refused'} here`,
      origin: theirs.origin,
    })),
  };
}

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
