import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { isCertainAsRead } from '../shared/certain-as-read.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { dropPath, keyColumns, pathOrigin, pathTitle } from '../shared/path-words.ts';
import { isTargeted, redundantPaths } from '../shared/redundant-path.ts';

/** Two indexes of a table hold the same columns in the same way, so one of them only slows down writing. */
export const duplicateIndex = defineRule({
  id: 'duplicate-index',
  family: 'indexing',
  severity: 'warning',
  summary: 'Two indexes of a table hold the same columns in the same way, so one of them only slows down writing.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver', 'mongodb'],
  fix: 'safe',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || !isCertainAsRead(table)) return;
    for (const { kind, path, by } of redundantPaths(table, ctx.dialect)) {
      if (kind !== 'duplicate') continue;
      yield {
        at: pathOrigin(table, path),
        state: { table, path, by },
        columns: keyColumns(path),
        related: [{ message: `${displayName(table)} has the same here`, origin: pathOrigin(table, by) }],
      };
    }
  },
  message: ({ table, path, by }) =>
    `On ${displayName(table)}, ${pathTitle(path)} repeats ${pathTitle(by)}: every insert and update maintains both, and no query needs two. Drop this one.`,
  fixes({ table, path }, ctx) {
    const drop = dropPath(table, path, ctx.dialect);
    // Which of two equal unique indexes a foreign key hangs on is up to the database, which may refuse to drop it.
    if (drop === undefined || isTargeted(table, path, ctx)) return [];
    return [{ title: `Drop ${pathTitle(path)}`, safe: true, changes: [drop] }];
  },
});
