import { accessPaths } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import type { IndexPart } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { advice, columnIn, describing, othersOf } from '../shared/other-description.ts';
import { isSamePath } from '../shared/same-path.ts';

/** An index or a key is declared that the migrations do not create. */
export const driftIndex = defineRule({
  id: 'drift-index',
  family: 'drift',
  severity: 'warning',
  summary: 'An index or a key is declared that the migrations do not create.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *check(table, ctx) {
    for (const { source, other } of othersOf(table, ctx)) {
      const theirs = accessPaths(other);
      for (const path of accessPaths(table)) {
        if (path.kind === 'exclusion constraint') continue;
        if (theirs.some((candidate) => isSamePath(path, candidate, ctx.dialect))) continue;
        // A column that is missing there is reported itself.
        if (path.parts.some(({ column }) => column !== undefined && columnIn(other, column, ctx) === undefined))
          continue;
        yield {
          at: path.origin,
          state: { table, path, source },
          severity: path.unique ? 'warning' : 'info',
          columns: path.parts.flatMap(({ column }) => column ?? []),
          related: [{ message: 'The table without it', origin: other.nameOrigin }],
        };
      }
    }
  },
  message({ table, path, source }) {
    const what = path.kind === 'index' ? (path.unique ? 'unique index' : 'index') : path.kind;
    const parts = path.parts.map(describe).join(', ');
    const effect = path.unique ? 'nothing keeps the rows unique' : 'searches that rely on it read the whole table';
    return `The ${what} on ${displayName(table)} (${parts}) is declared here, but ${describing(source)} do not have it: ${effect}. ${advice(source)}`;
  },
});

function describe({ column, expression }: IndexPart): string {
  return column ?? expression?.text ?? '';
}
