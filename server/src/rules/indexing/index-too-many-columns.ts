import { fromIndex } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { keyColumns } from '../shared/path-words.ts';

/** An index has more key columns than a search can narrow by, so it is large and its tail rarely helps. */
export const indexTooManyColumns = defineRule({
  id: 'index-too-many-columns',
  family: 'indexing',
  severity: 'info',
  summary: 'An index has more key columns than a search can narrow by, so it is large and its tail rarely helps.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver', 'mongodb'],
  fix: 'none',
  options: { max: 4 },
  visits: 'index',
  *check({ table, index }, ctx) {
    if (!isOrdinaryTable(table) || index.unique || index.clustered || index.method !== 'btree') return;
    const max = Number(ctx.options.max);
    if (index.parts.length <= max) return;
    const columns = keyColumns(fromIndex(index));
    const servesKey = table.foreignKeys.some((fk) => fk.columns.length >= index.parts.length);
    if (servesKey) return;
    yield {
      at: index.nameOrigin,
      state: { table, index, max, canInclude: ctx.dialect === 'postgresql' || ctx.dialect === 'sqlserver' },
      // Where nothing can be included, a long tail may be there to answer a query from the index alone.
      ...((ctx.dialect === 'mysql' || ctx.dialect === 'sqlite') && { severity: 'hint' }),
      columns,
    };
  },
  message({ table, index, max, canInclude }) {
    const start = `${index.name ?? 'This index'} on ${displayName(table)} has ${index.parts.length} key columns (more than ${max} are reported). A search narrows by the leading columns up to the first range, and the rest makes the index larger`;
    return canInclude
      ? `${start}; keep the few that select rows, and move what is only read along into INCLUDE.`
      : `${start}; keep the few that select rows.`;
  },
});
