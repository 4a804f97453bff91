import { fromIndex } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { flagOverPrimaryKey } from '../shared/index-flags.ts';
import { dropPath } from '../shared/path-words.ts';
import { isTargeted } from '../shared/redundant-path.ts';

/** A primary key column also says index=True or unique=True, which makes a second index of the same column. */
export const saRedundantIndexFlags = defineRule({
  id: 'sa-redundant-index-flags',
  family: 'orm',
  severity: 'warning',
  summary: 'A primary key column also says index=True or unique=True, which makes a second index of the same column.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'safe',
  visits: 'column',
  only: { mapper: 'sqlalchemy' },
  *check({ table, column }) {
    const flag = flagOverPrimaryKey(table, column);
    if (flag === undefined) return;
    yield { at: flag.origin, state: { table, column, flag }, columns: [column.name] };
  },
  message: ({ table, column, flag }) =>
    `${column.name} is the primary key of ${displayName(table)} and has its index already: ${flag.words} makes a second one, which every insert maintains. Leave it out.`,
  fixes({ table, column, flag }, ctx) {
    const index = table.indexes.find(({ origin }) => origin === flag.origin);
    const drop = index && dropPath(table, fromIndex(index), ctx.dialect);
    if (index === undefined || drop === undefined || isTargeted(table, fromIndex(index), ctx)) return [];
    return [{ title: `Leave out ${flag.words} on ${column.name}`, safe: true, changes: [drop] }];
  },
});
