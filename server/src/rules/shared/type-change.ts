import type { DataType } from '../../model/data-type.ts';
import { foldCase } from '../../model/dialect.ts';
import { objectName } from '../../model/factories.ts';
import { nowhere } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Column, Table } from '../../model/table.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { columnName } from './column-name.ts';

/** The fix that gives a column another type, or none when the type cannot change by itself. Never a safe one. */
export function typeFix(table: Table, column: Column, type: DataType, ctx: RuleContext): readonly Fix[] {
  if (!typeIsFree(table, column, ctx)) return [];
  const title = `Make ${columnName(table, column)} ${type.text}`;
  return [{ title, safe: false, changes: [changeType(table, column, type)] }];
}

export function changeType(table: Table, column: Column, type: DataType): SchemaChange {
  return {
    kind: 'alter-column',
    table: objectName(table.name, table.schema),
    column: column.name,
    set: { type },
    origin: nowhere,
  };
}

/**
 * Whether a column's type can change by itself: it is not generated, no foreign key ties it to another column, and no
 * check, index, predicate, policy, generated column or partition key computes with it.
 */
export function typeIsFree(table: Table, column: Column, ctx: RuleContext): boolean {
  if (column.generated !== undefined) return false;
  const wanted = foldCase(ctx.dialect, column.name);
  const holds = (names: readonly string[]) => names.some((name) => foldCase(ctx.dialect, name) === wanted);
  if (holds(table.partitionBy?.columns ?? [])) return false;
  if (table.foreignKeys.some((foreignKey) => holds(foreignKey.columns))) return false;
  for (const { foreignKey } of ctx.referencing(table)) {
    const target = ctx.target(foreignKey);
    if (target === undefined || holds(target.columns.map(({ name }) => name))) return false;
  }
  return !expressionsOf(table).some((text) => mentions(text, column.name));
}

/** Whether the text of an expression names the column. */
export function mentions(text: string, column: string): boolean {
  if (!text.toLowerCase().includes(column.toLowerCase())) return false;
  const name = column.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\d_$])${name}(?![\\p{L}\\d_$])`, 'iu').test(text);
}

/** The text of every expression that belongs to the table, defaults left out. */
function expressionsOf(table: Table): readonly string[] {
  const elements = table.exclusions.flatMap((exclusion) => exclusion.elements.map(({ part }) => part));
  const parts = [...table.indexes.flatMap((index) => index.parts), ...elements];
  const expressions = [
    ...table.checks.map((check) => check.expression),
    ...parts.map((part) => part.expression),
    ...table.indexes.map((index) => index.where),
    ...table.exclusions.map((exclusion) => exclusion.where),
    ...table.columns.map((column) => column.generated?.expression),
    ...table.policies.flatMap((policy) => [policy.using, policy.withCheck]),
  ];
  return [...expressions.map((expression) => expression?.text ?? ''), table.partitionBy?.text ?? ''];
}
