import type { AccessPath } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { bestCover } from '../shared/index-cover.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { dropPath, keyColumns, pathOrigin, pathTitle } from '../shared/path-words.ts';
import { isTargeted, redundantPaths } from '../shared/redundant-path.ts';

/** A unique constraint or index is implied by a stricter one on fewer of its columns. */
export const redundantUnique = defineRule({
  id: 'redundant-unique',
  family: 'indexing',
  severity: 'info',
  summary: 'A unique constraint or index is implied by a stricter one on fewer of its columns.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver', 'mongodb'],
  fix: 'unsafe',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0) return;
    for (const { kind, path, by } of redundantPaths(table, ctx.dialect)) {
      if (kind !== 'implied-unique' || isTargeted(table, path, ctx)) continue;
      const reordered = path.parts.length === by.parts.length;
      yield {
        at: pathOrigin(table, path),
        state: { table, path, by, reordered },
        ...(reordered && { severity: 'hint' }),
        columns: keyColumns(path),
        related: [{ message: 'The stricter one', origin: pathOrigin(table, by) }],
      };
    }
  },
  message({ table, path, by, reordered }) {
    const start = `On ${displayName(table)}, the uniqueness of ${pathTitle(path)} is implied by ${pathTitle(by)}`;
    return reordered
      ? `${start}, which has the same columns in another order. An index that is not unique serves look-ups in this order as well.`
      : `${start}: rows that differ there differ here too, so this one never refuses a row. Drop it, unless an upsert or a foreign key needs it as its target.`;
  },
  fixes({ table, path, reordered }, ctx) {
    // In another order it finds rows that the stricter one does not: then it is for the eye, not for the hand.
    const drop = reordered || servesForeignKey(table, path, ctx) ? undefined : dropPath(table, path, ctx.dialect);
    return drop === undefined ? [] : [{ title: `Drop ${pathTitle(path)}`, safe: false, changes: [drop] }];
  },
});

/** A foreign key of the table would lose its index. */
function servesForeignKey(table: Table, path: AccessPath, ctx: RuleContext): boolean {
  const rest: Table = {
    ...table,
    uniques: table.uniques.filter((key) => key.origin !== path.origin),
    indexes: table.indexes.filter((index) => index.origin !== path.origin),
  };
  return table.foreignKeys.some(
    ({ columns }) => bestCover(columns, rest, ctx).cover !== bestCover(columns, table, ctx).cover,
  );
}
