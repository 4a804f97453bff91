import { displayName, keyOf } from '../../model/names.ts';
import type { ForeignKey } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { advice, describing, othersOf } from '../shared/other-description.ts';
import { storedName } from '../shared/stored-name.ts';

/** A foreign key is declared that the migrations do not have, or that does something else there on delete. */
export const driftForeignKey = defineRule({
  id: 'drift-foreign-key',
  family: 'drift',
  severity: 'warning',
  summary: 'A foreign key is declared that the migrations do not have, or that does something else there on delete.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'foreignKey',
  only: { compared: true },
  *check({ table, foreignKey }, ctx) {
    if (foreignKey.enforced === false) return;
    for (const { source, other } of othersOf(table, ctx)) {
      const same = other.foreignKeys.filter((candidate) => isSameKey(foreignKey, candidate, ctx));
      // One that a migration meant to take the place of another may stand beside it.
      if (same.some((candidate) => deletes(candidate) === deletes(foreignKey))) continue;
      const [theirs] = same;
      if (theirs === undefined && other.foreignKeys.some((each) => refersToUnknown(each, foreignKey, ctx))) continue;
      // What a model does not say tells nothing about what should happen.
      if (theirs !== undefined && (leavesOpen(foreignKey) || leavesOpen(theirs))) continue;
      const place = theirs?.origin ?? other.nameOrigin;
      yield {
        at: foreignKey.origin,
        state: { table, foreignKey, theirs, source },
        columns: foreignKey.columns,
        related: [{ message: theirs === undefined ? 'The table without the key' : 'The key there', origin: place }],
      };
    }
  },
  message({ table, foreignKey, theirs, source }) {
    const columns = `${displayName(table)} (${foreignKey.columns.join(', ')})`;
    const target = displayName(foreignKey.references.table);
    return theirs === undefined
      ? `The foreign key of ${columns} to ${target} is declared here, but ${describing(source)} do not have it: nothing keeps the rows valid. ${advice(source)}`
      : `The foreign key of ${columns} to ${target} is declared ON DELETE ${foreignKey.onDelete.toUpperCase()}, but is ON DELETE ${theirs.onDelete.toUpperCase()} in ${describing(source)}. ${advice(source)}`;
  },
});

/** The same columns refer to a table there that nobody declares: code may have renamed it. */
function refersToUnknown(theirs: ForeignKey, own: ForeignKey, ctx: RuleContext): boolean {
  return hasSameColumns(theirs, own, ctx) && ctx.table(theirs.references.table) === undefined;
}

function isSameKey(one: ForeignKey, other: ForeignKey, ctx: RuleContext): boolean {
  const target = ({ references }: ForeignKey): string => keyOf(ctx.dialect, references.table);
  return hasSameColumns(one, other, ctx) && target(one) === target(other);
}

function hasSameColumns(one: ForeignKey, other: ForeignKey, { dialect }: RuleContext): boolean {
  const columns = ({ columns: names }: ForeignKey): string =>
    names
      .map((name) => storedName(dialect, name))
      .sort()
      .join();
  return columns(one) === columns(other);
}

/** RESTRICT and NO ACTION differ only in when they refuse. */
function deletes({ onDelete }: ForeignKey): string {
  return onDelete === 'restrict' ? 'no action' : onDelete;
}

/** SQLAlchemy models often leave `ondelete` to the database. */
function leavesOpen({ orm }: ForeignKey): boolean {
  return orm?.language === 'sqlalchemy' && !orm.onDeleteWritten;
}
