import type { AccessPath } from '../../model/access-path.ts';
import { anIndex } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import type { ForeignKey, Index, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { foreignKeyIndexFix } from '../shared/foreign-key-fix.ts';
import { foreignKeyCover, narrowingColumns } from '../shared/index-cover.ts';
import { keyColumns, pathTitle, replaceIndex } from '../shared/path-words.ts';
import { foreignKeyOrigin, isFirstOverItsColumns, isIndexableChild } from '../shared/referencing-table.ts';

/** The best index for a foreign key of several columns begins with some of them only, so look-ups read more rows than they return. */
export const fkIndexPartialCover = defineRule({
  id: 'fk-index-partial-cover',
  family: 'indexing',
  severity: 'info',
  summary:
    'The best index for a foreign key of several columns begins with some of them only, so look-ups read more rows than they return.',
  dialects: ['postgresql', 'sqlite', 'sqlserver'],
  fix: 'safe',
  visits: 'foreignKey',
  *check({ table, foreignKey }, ctx) {
    // Of one column there is no part.
    if (foreignKey.columns.length < 2) return;
    if (!isIndexableChild(table, foreignKey, ctx) || !isFirstOverItsColumns(table, foreignKey, ctx)) return;
    const { cover, path } = foreignKeyCover(table, foreignKey, ctx);
    if (cover !== 'partial' || path === undefined) return;
    yield {
      at: foreignKeyOrigin(table, foreignKey),
      state: { table, foreignKey, path },
      columns: foreignKey.columns,
      related: [{ message: 'The index that serves it in part', origin: path.origin }],
    };
  },
  message({ table, foreignKey, path }) {
    const parent = displayName(foreignKey.references.table);
    const columns = foreignKey.columns.join(', ');
    const lead = narrowingColumns(path, foreignKey.columns);
    const missing = foreignKey.columns.filter((column) => !lead.includes(column));
    return `For ${displayName(table)} (${columns}), which references ${parent}, there is only ${pathTitle(path)}: a look-up reads all rows with the same ${lead.join(', ')} and compares ${missing.join(', ')} one by one. Let an index begin with all of (${columns}).`;
  },
  fixes({ table, foreignKey, path }, ctx) {
    const longer = extendedIndex(table, path, foreignKey);
    const changes = longer === undefined ? [] : replaceIndex(table, longer.from, longer.to, ctx.dialect);
    if (longer === undefined || changes.length === 0) return [foreignKeyIndexFix(table, foreignKey.columns, ctx)];
    return [{ title: `Extend ${pathTitle(path)} to (${keyColumns(longer.to).join(', ')})`, safe: true, changes }];
  },
});

/**
 * The index with the missing columns behind its own, where it is a plain one with none but columns of the foreign key:
 * then the longer one does all that it did.
 */
function extendedIndex(
  table: Table,
  path: AccessPath,
  foreignKey: ForeignKey,
): { readonly from: Index; readonly to: Index } | undefined {
  const from = table.indexes.find((each) => each.origin === path.origin);
  if (from === undefined || from.unique || from.clustered || from.where !== undefined) return undefined;
  if (from.method !== 'btree' || !from.include.every((column) => foreignKey.columns.includes(column))) return undefined;
  const lead = narrowingColumns(path, foreignKey.columns);
  if (lead.length < from.parts.length) return undefined;
  const more = anIndex(foreignKey.columns.filter((column) => !lead.includes(column))).parts;
  return { from, to: { ...from, parts: [...from.parts, ...more], include: [] } };
}
