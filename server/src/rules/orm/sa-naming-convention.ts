import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { isBookkeepingTable } from '../shared/bookkeeping-table.ts';
import { leastOf } from '../shared/least-of.ts';

/** Constraints have no name and MetaData has no naming_convention, so an Alembic revision that drops one has no name to call it by. */
export const saNamingConvention = defineRule({
  id: 'sa-naming-convention',
  family: 'orm',
  severity: 'info',
  summary:
    'Constraints have no name and MetaData has no naming_convention, so an Alembic revision that drops one has no name to call it by.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  only: { mapper: 'sqlalchemy' },
  *votes(table) {
    if (unnamedOf(table) > 0) yield 'unnamed';
  },
  verdict(voters): Readonly<Record<string, string>> {
    const tables = voters.get('unnamed') ?? new Set();
    return tables.size < fewest ? {} : { first: leastOf(tables), others: `${tables.size - 1}` };
  },
  *check(table, ctx) {
    if (unnamedOf(table) === 0 || ctx.verdict('first') !== table.key || ctx.other('migrations') === undefined) return;
    yield { at: table.nameOrigin, state: { table, others: Number(ctx.verdict('others')) } };
  },
  message: ({ table, others }) =>
    `${displayName(table)} and ${others} other tables have constraints without a name, and their MetaData has no naming_convention: Alembic writes None for them, and a revision that drops one fails. Give MetaData a naming_convention while there are few.`,
});

/** In fewer tables the names that the database makes are easily looked up. */
const fewest = 3;

/** Constraints that neither a person nor a convention names; primary keys are hardly ever dropped. */
function unnamedOf(table: Table): number {
  const { orm } = table;
  if (orm?.language !== 'sqlalchemy' || orm.namingConvention === undefined || isBookkeepingTable(table)) return 0;
  const convention = orm.namingConvention;
  const keys = convention.includes('fk') || convention.includes('ForeignKeyConstraint') ? [] : table.foreignKeys;
  const uniques = convention.includes('uq') || convention.includes('UniqueConstraint') ? [] : table.uniques;
  return [...keys, ...uniques].filter(({ name }) => name === undefined).length;
}
