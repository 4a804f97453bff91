import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';

/** A relation does not say what happens when its target is deleted, so Prisma decides by whether it is required. */
export const prismaDefaultReferentialAction = defineRule({
  id: 'prisma-default-referential-action',
  family: 'orm',
  severity: 'info',
  summary:
    'A relation does not say what happens when its target is deleted, so Prisma decides by whether it is required.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  offByDefault: true,
  visits: 'foreignKey',
  only: { mapper: 'prisma' },
  *check({ table, foreignKey }) {
    if (foreignKey.orm?.language !== 'prisma' || foreignKey.orm.onDeleteWritten) return;
    yield { at: foreignKey.origin, state: { table, foreignKey }, columns: foreignKey.columns };
  },
  message({ table, foreignKey }) {
    const parent = displayName(foreignKey.references.table);
    const columns = `${displayName(table)} (${foreignKey.columns.join(', ')})`;
    const action = foreignKey.onDelete;
    const effect = action === 'set null' ? 'empties it' : 'is refused while rows point at it';
    return `The relation of ${columns} does not say onDelete: Prisma takes ${action.toUpperCase()}, so a delete from ${parent} ${effect}. Write the action that is meant.`;
  },
});
