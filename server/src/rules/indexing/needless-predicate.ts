import { conjuncts, type Expression } from '../../model/expression.ts';
import { displayName } from '../../model/names.ts';
import type { Index, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isCertainAsRead } from '../shared/certain-as-read.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { replaceIndex } from '../shared/path-words.ts';
import { redundantPaths } from '../shared/redundant-path.ts';

/** A partial index leaves out rows that cannot exist: its predicate says IS NOT NULL of a column that is never null. */
export const needlessPredicate = defineRule({
  id: 'needless-predicate',
  family: 'indexing',
  severity: 'info',
  summary:
    'A partial index leaves out rows that cannot exist: its predicate says IS NOT NULL of a column that is never null.',
  dialects: ['postgresql', 'sqlite', 'sqlserver'],
  fix: 'safe',
  visits: 'index',
  *check({ table, index }, ctx) {
    if (!isOrdinaryTable(table) || !isCertainAsRead(table) || index.where === undefined) return;
    const conditions = conjuncts(index.where.expression);
    const needless = conditions.flatMap((condition) => neverNull(condition, table, ctx) ?? []);
    if (needless.length === 0) return;
    yield {
      at: index.nameOrigin,
      state: { table, index, needless, isWhole: needless.length === conditions.length },
      columns: needless,
    };
  },
  message({ table, index, needless, isWhole }) {
    const name = index.name ?? `The index on ${index.parts.map((part) => part.column ?? 'an expression').join(', ')}`;
    const columns = needless.join(', ');
    return isWhole
      ? `${name} is limited to rows of ${displayName(table)} where ${columns} is not null, which are all rows: the column is NOT NULL. The limit only keeps queries from using the index that do not repeat it; leave the WHERE clause out.`
      : `The WHERE clause of ${name} says that ${columns} is not null, which the column of ${displayName(table)} never is. Leave that condition out, so that queries need not repeat it to use the index.`;
  },
  fixes({ table, index, isWhole }, ctx) {
    // With other conditions beside it the text of the predicate would have to be rewritten: that is left to its author.
    const whole = withoutPredicate(index);
    if (!isWhole || isRedundant(table, whole, ctx)) return [];
    const changes = replaceIndex(table, index, whole, ctx.dialect);
    if (changes.length === 0) return [];
    return [{ title: `Make ${index.name ?? 'it'} an index of all rows`, safe: true, changes }];
  },
});

/** The column's name, when the condition is IS NOT NULL of a column declared NOT NULL. */
function neverNull(condition: Expression, table: Table, ctx: RuleContext): string | undefined {
  if (condition.kind !== 'is-null' || !condition.negated || condition.operand.kind !== 'column') return undefined;
  const column = ctx.column(table, condition.operand.name);
  return column === undefined || column.nullable ? undefined : column.name;
}

function withoutPredicate(index: Index): Index {
  const { where: _, ...whole } = index;
  return whole;
}

/** Among the indexes of all rows it would be one too many: whether to drop it or the other is a decision. */
function isRedundant(table: Table, whole: Index, ctx: RuleContext): boolean {
  const indexes = table.indexes.map((index) => (index.origin === whole.origin ? whole : index));
  const pairs = redundantPaths({ ...table, indexes }, ctx.dialect);
  return pairs.some(({ path, by }) => path.origin === whole.origin || by.origin === whole.origin);
}
