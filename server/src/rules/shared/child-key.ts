import { isUniqueOver } from '../../model/access-path.ts';
import { keyOf } from '../../model/names.ts';
import type { Relationship } from '../../model/orm.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import type { RuleContext } from '../rule.ts';
import { isCertainAsRead } from './certain-as-read.ts';

/** The rows that a relationship collects: their table, and its foreign key to the relationship's own. */
export interface ChildKey {
  readonly relationship: Relationship;
  readonly child: Table;
  readonly foreignKey: ForeignKey;
}

/**
 * The relationships of a class to rows that point at its table, where one foreign key alone can be meant. Those by way
 * of a join table, by conditions of their own, or only for reading are left out.
 */
export function* childKeysOf(table: Table, ctx: RuleContext): Iterable<ChildKey> {
  if (table.orm?.language !== 'sqlalchemy' || !isCertainAsRead(table)) return;
  for (const relationship of table.orm.relationships) {
    if (relationship.viewOnly || relationship.customJoin || relationship.secondary !== undefined) continue;
    const child = relationship.target && ctx.table(relationship.target);
    if (child === undefined || !isCertainAsRead(child) || child.key === table.key) continue;
    // With keys both ways the relationship may go either way.
    if (keysTo(table, child, ctx).length > 0) continue;
    const [foreignKey, ...others] = keysTo(child, table, ctx);
    if (foreignKey !== undefined && others.length === 0) yield { relationship, child, foreignKey };
  }
}

function keysTo(table: Table, target: Table, { dialect }: RuleContext): readonly ForeignKey[] {
  return table.foreignKeys.filter(({ references }) => keyOf(dialect, references.table) === target.key);
}

/** At most one row can point at each target. */
export function isSingleChild({ child, foreignKey }: ChildKey, { dialect }: RuleContext): boolean {
  const { columns } = foreignKey;
  const parts = columns.map((column) => [column]);
  return isUniqueOver(child, columns, dialect) || parts.some((part) => isUniqueOver(child, part, dialect));
}
