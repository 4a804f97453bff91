import type { AccessPath } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { flagOverPrimaryKey } from '../shared/index-flags.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { dropPath, keyColumns, pathOrigin, pathTitle } from '../shared/path-words.ts';
import { isClustered, isTargeted, redundantPaths } from '../shared/redundant-path.ts';

/** An index or unique constraint holds the same columns as the primary key, which is an index already. */
export const indexEqualsPk = defineRule({
  id: 'index-equals-pk',
  family: 'indexing',
  severity: 'warning',
  summary: 'An index or unique constraint holds the same columns as the primary key, which is an index already.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver', 'mongodb'],
  fix: 'unsafe',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0) return;
    for (const { kind, path, by } of redundantPaths(table, ctx.dialect)) {
      if (kind !== 'equals-pk' || isFlagged(table, path)) continue;
      const clustered = isClustered(table, by, ctx.dialect);
      yield {
        at: pathOrigin(table, path),
        state: { table, path, clustered },
        ...(clustered && { severity: 'info' }),
        columns: keyColumns(path),
        related: [{ message: 'The primary key', origin: by.origin }],
      };
    }
  },
  message({ table, path, clustered }) {
    const start = `On ${displayName(table)}, ${pathTitle(path)} repeats the primary key`;
    return clustered
      ? `${start}, by which the rows themselves are stored. Drop it, unless it is there as a small copy for counting or scanning keys.`
      : `${start}, which finds the same rows by an index of its own: every insert maintains both. Drop this one.`;
  },
  fixes({ table, path, clustered }, ctx) {
    const drop = dropPath(table, path, ctx.dialect);
    // Which of two equal unique indexes a foreign key hangs on is up to the database, which may refuse to drop it.
    if (drop === undefined || isTargeted(table, path, ctx)) return [];
    return [{ title: `Drop ${pathTitle(path)}`, safe: !clustered, changes: [drop] }];
  },
});

/** Of flags on a SQLAlchemy column sa-redundant-index-flags speaks. */
function isFlagged(table: Table, path: AccessPath): boolean {
  return table.columns.some((column) => flagOverPrimaryKey(table, column)?.origin === path.origin);
}
