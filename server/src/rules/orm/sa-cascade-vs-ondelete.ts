import { displayName } from '../../model/names.ts';
import type { ReferentialAction } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { childKeysOf } from '../shared/child-key.ts';

/** A relationship leaves the deletion of children to the database, whose foreign key refuses it. */
export const saCascadeVsOndelete = defineRule({
  id: 'sa-cascade-vs-ondelete',
  family: 'orm',
  severity: 'warning',
  summary: 'A relationship leaves the deletion of children to the database, whose foreign key refuses it.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  only: { mapper: 'sqlalchemy' },
  *check(table, ctx) {
    for (const { relationship, child, foreignKey } of childKeysOf(table, ctx)) {
      if (relationship.passiveDeletes === false || !refuses.has(foreignKey.onDelete)) continue;
      // `all` without a cascade is how a delete is meant to be refused.
      if (!relationship.cascade.includes('delete')) continue;
      yield {
        at: relationship.cascadeOrigin ?? relationship.origin,
        state: { table, relationship, child, foreignKey },
        columns: foreignKey.columns,
        related: [{ message: `ON DELETE ${foreignKey.onDelete.toUpperCase()}`, origin: foreignKey.origin }],
      };
    }
  },
  message({ table, relationship, child, foreignKey }) {
    const columns = `${displayName(child)} (${foreignKey.columns.join(', ')})`;
    return `${relationship.name} has passive_deletes, so rows of ${columns} that are not loaded are left to the database, but their foreign key has no ON DELETE CASCADE: deleting ${displayName(table)} fails while such rows exist. Add ondelete="CASCADE", or drop passive_deletes.`;
  },
});

const refuses: ReadonlySet<ReferentialAction> = new Set(['no action', 'restrict']);
