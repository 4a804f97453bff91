import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { foreignKeyIndexFix } from '../shared/foreign-key-fix.ts';
import { foreignKeyCover } from '../shared/index-cover.ts';
import { foreignKeyOrigin, isFirstOverItsColumns, isIndexableChild } from '../shared/referencing-table.ts';

/** With relationMode "prisma", and in MongoDB, the database has no foreign keys, so Prisma looks for the rows of a relation itself and reads the whole table where no index serves it. */
export const prismaRelationmodeIndex = defineRule({
  id: 'prisma-relationmode-index',
  family: 'orm',
  severity: 'warning',
  summary:
    'With relationMode "prisma", and in MongoDB, the database has no foreign keys, so Prisma looks for the rows of a relation itself and reads the whole table where no index serves it.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver', 'mongodb'],
  fix: 'safe',
  visits: 'foreignKey',
  only: { mapper: 'prisma' },
  *check({ table, foreignKey }, ctx) {
    if (foreignKey.enforced !== false || foreignKey.orm?.language !== 'prisma') return;
    if (!isIndexableChild(table, foreignKey, ctx) || !isFirstOverItsColumns(table, foreignKey, ctx)) return;
    const { cover } = foreignKeyCover(table, foreignKey, ctx);
    if (cover === 'full' || cover === 'partial') return;
    yield {
      at: foreignKeyOrigin(table, foreignKey),
      state: { table, foreignKey, dialect: ctx.dialect },
      columns: foreignKey.columns,
    };
  },
  message({ table, foreignKey, dialect }) {
    const child = displayName(table);
    const parent = displayName(foreignKey.references.table);
    const columns = foreignKey.columns.join(', ');
    const reason = dialect === 'mongodb' ? 'MongoDB knows nothing of relations:' : 'With relationMode "prisma"';
    return `No index begins with ${child} (${columns}). ${reason} Prisma itself looks there for the rows of ${parent} on each include, delete and update, and reads all of ${child}. Add @@index on ${columns}.`;
  },
  fixes: ({ table, foreignKey }, ctx) => [foreignKeyIndexFix(table, foreignKey.columns, ctx)],
});
