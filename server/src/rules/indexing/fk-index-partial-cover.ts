import type { AccessPath } from '../../model/access-path.ts';
import { anIndex, objectName } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { ForeignKey, Index, Table } from '../../model/table.ts';
import type { Fix } from '../finding.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { foreignKeyCover, narrowingColumns } from '../shared/index-cover.ts';
import { indexName } from '../shared/index-name.ts';
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
    if (!isIndexableChild(table, foreignKey, ctx) || !isFirstOverItsColumns(table, foreignKey)) return;
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
    return `Look-ups by ${displayName(table)} (${columns}), which references ${parent}, have only ${pathTitle(path)}: they read every row that agrees in ${lead.join(', ')} and then compare ${missing.join(', ')}. Let an index begin with all of (${columns}).`;
  },
  fixes({ table, foreignKey, path }, ctx) {
    const extended = extendableIndex(table, path, foreignKey);
    return extended === undefined ? added(table, foreignKey, path, ctx) : extension(table, foreignKey, extended);
  },
});

/** The index, where it is a plain one with none but columns of the foreign key: the longer one does all it does. */
function extendableIndex(table: Table, path: AccessPath, foreignKey: ForeignKey): Index | undefined {
  const index = table.indexes.find((each) => each.origin === path.origin);
  if (index?.name === undefined || index.unique || index.clustered || index.where !== undefined) return undefined;
  if (index.method !== 'btree' || !index.include.every((column) => foreignKey.columns.includes(column)))
    return undefined;
  return narrowingColumns(path, foreignKey.columns).length === index.parts.length ? index : undefined;
}

function extension(table: Table, foreignKey: ForeignKey, index: Index): readonly Fix[] {
  const lead = keyColumns(index);
  const more = anIndex(foreignKey.columns.filter((column) => !lead.includes(column))).parts;
  const longer: Index = { ...index, parts: [...index.parts, ...more], include: [] };
  return [
    {
      title: `Extend ${index.name} to (${keyColumns(longer).join(', ')})`,
      safe: true,
      changes: replaceIndex(table, index, longer),
    },
  ];
}

function added(table: Table, foreignKey: ForeignKey, path: AccessPath, ctx: RuleContext): readonly Fix[] {
  const owner = objectName(table.name, table.schema);
  // An unnamed index cannot be replaced; beginning with another column keeps it from becoming a mere prefix.
  const lead = narrowingColumns(path, foreignKey.columns);
  const isPrefix = !path.unique && lead.length === path.parts.length;
  const rest = foreignKey.columns.filter((column) => !lead.includes(column));
  const columns = isPrefix ? [...rest, ...lead] : foreignKey.columns;
  const index = anIndex(columns, { name: indexName(table, columns, ctx.dialect) });
  return [
    {
      title: `Add an index on ${displayName(table)} (${columns.join(', ')})`,
      safe: true,
      changes: [{ kind: 'create-index', table: owner, index, ifNotExists: false, origin: nowhere }],
    },
  ];
}
