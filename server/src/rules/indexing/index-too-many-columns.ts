import { fromIndex } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import type { Index, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { habitOf, speakerOf, spokenFor } from '../shared/habit.ts';
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
  visits: 'table',
  *votes(table, ctx) {
    if (wideIndexes(table, Number(ctx.options.max)).length > 0) yield 'wide';
  },
  verdict: (voters) => habitOf(voters, 'wide', ''),
  *check(table, ctx) {
    const max = Number(ctx.options.max);
    const wide = wideIndexes(table, max);
    const speaker = wide.length === 0 ? undefined : speakerOf(table, ctx);
    if (speaker === undefined) return;
    for (const index of speaker.others === 0 ? wide : wide.slice(0, 1)) {
      yield {
        at: index.nameOrigin,
        state: {
          table,
          index,
          max,
          canInclude: ctx.dialect === 'postgresql' || ctx.dialect === 'sqlserver',
          others: speaker.others,
        },
        // Where nothing can be included, a long tail may be there to answer a query from the index alone.
        ...((ctx.dialect === 'mysql' || ctx.dialect === 'sqlite') && { severity: 'hint' }),
        columns: keyColumns(fromIndex(index)),
        related: spokenFor('wide', table, speaker, ctx).flatMap((other) =>
          wideIndexes(other, max)
            .slice(0, 1)
            .map((each) => ({ message: `${displayName(other)} too`, origin: each.nameOrigin })),
        ),
      };
    }
  },
  message({ table, index, max, canInclude, others }) {
    const start = `${index.name ?? 'This index'} on ${displayName(table)} has ${index.parts.length} key columns (more than ${max} are reported)${others === 0 ? '' : `, and so have indexes of ${others} other tables`}. A search narrows by the leading columns up to the first range, and the rest makes the index larger`;
    return canInclude
      ? `${start}; keep the few that select rows, and move what is only read along into INCLUDE.`
      : `${start}; keep the few that select rows.`;
  },
});

function wideIndexes(table: Table, max: number): readonly Index[] {
  if (!isOrdinaryTable(table)) return [];
  return table.indexes.filter(
    (index) =>
      !index.unique &&
      !index.clustered &&
      index.method === 'btree' &&
      index.parts.length > max &&
      !table.foreignKeys.some((fk) => fk.columns.length >= index.parts.length),
  );
}
