import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { childKeysOf } from '../shared/child-key.ts';

/** The database deletes children along with their parent, but the relationship empties their foreign key first. */
export const fkOrmCascadeMismatch = defineRule({
  id: 'fk-orm-cascade-mismatch',
  family: 'orm',
  severity: 'warning',
  summary:
    'The database deletes children along with their parent, but the relationship empties their foreign key first.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  only: { mapper: 'sqlalchemy' },
  *check(table, ctx) {
    for (const { relationship, child, foreignKey } of childKeysOf(table, ctx)) {
      if (foreignKey.onDelete !== 'cascade' || relationship.passiveDeletes !== false) continue;
      if (relationship.cascade.includes('delete')) continue;
      const required = foreignKey.columns.every(
        (name) => child.columns.find((column) => column.name === name)?.nullable === false,
      );
      yield {
        at: relationship.origin,
        state: { table, relationship, child, foreignKey, required },
        severity: required ? 'warning' : 'info',
        columns: foreignKey.columns,
        related: [{ message: 'ON DELETE CASCADE', origin: foreignKey.origin }],
      };
    }
  },
  message({ table, relationship, child, foreignKey, required }) {
    const columns = `${displayName(child)}.${foreignKey.columns.join(', ')}`;
    const effect = required ? 'which fails because it is NOT NULL' : 'so the rows stay, without a parent';
    return `Deleting ${displayName(table)} in a session sets ${columns} to NULL first, ${effect}, although the foreign key says ON DELETE CASCADE. Give ${relationship.name} cascade="all, delete-orphan" and passive_deletes=True.`;
  },
});
