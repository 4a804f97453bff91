import { foldCase } from '../../model/dialect.ts';
import { displayName, keyOf } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { ForeignKey } from '../../model/table.ts';
import type { Fix } from '../finding.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';

/** Two foreign keys of a table say the same thing, so every write is checked twice. */
export const duplicateForeignKey = defineRule({
  id: 'duplicate-foreign-key',
  family: 'keys',
  severity: 'warning',
  summary: 'Two foreign keys of a table say the same thing, so every write is checked twice.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'safe',
  visits: 'foreignKey',
  *check({ table, foreignKey }, ctx) {
    const own = signature(foreignKey, ctx);
    // MySQL before 9 reads a reference inside a column and forgets it, so people write it a second time.
    if (ctx.dialect === 'mysql' && foreignKey.inline) return;
    const before = table.foreignKeys.slice(0, table.foreignKeys.indexOf(foreignKey));
    const twin = before.find((other) => signature(other, ctx) === own && !(ctx.dialect === 'mysql' && other.inline));
    // A name can be given twice only if the first was dropped by a statement that we did not see.
    if (twin === undefined || (twin.name !== undefined && twin.name === foreignKey.name)) return;
    yield {
      at: foreignKey.origin,
      state: { table, foreignKey, twin, differs: difference(foreignKey, twin) },
      columns: foreignKey.columns,
      related: [{ message: 'The first foreign key over these columns.', origin: twin.origin }],
    };
  },
  message({ table, foreignKey, differs }) {
    const what = `${nameList(foreignKey.columns)} of ${displayName(table)} already ${foreignKey.columns.length > 1 ? 'reference' : 'references'} ${displayName(foreignKey.references.table)}`;
    return differs === undefined
      ? `${what}: the second foreign key only makes every write check the same thing again. Drop one of the two.`
      : `${what}, with another ${differs}: both are enforced, so what happens is hard to foresee. Keep the one that is meant.`;
  },
  fixes({ table, foreignKey, twin, differs }): readonly Fix[] {
    if (differs !== undefined) return [];
    const dropped = foreignKey.name === undefined ? twin : foreignKey;
    const kept = dropped === twin ? foreignKey : twin;
    if (dropped.name === undefined || dropped.name === kept.name || !kept.validated) return [];
    const change = { kind: 'drop-constraint', table, name: dropped.name, cascade: false, origin: nowhere } as const;
    return [{ title: `Drop the foreign key ${dropped.name}`, safe: true, changes: [change] }];
  },
});

/** Which column references which, whatever the order they are written in. */
function signature({ columns, references }: ForeignKey, ctx: RuleContext): string {
  const parent = ctx.table(references.table);
  const targets = references.columns.length > 0 ? references.columns : (parent?.primaryKey?.columns ?? []);
  const pairs = columns.map((column, at) => foldCase(ctx.dialect, `${column}>${targets[at] ?? ''}`));
  return `${keyOf(ctx.dialect, references.table)}(${pairs.sort().join()})`;
}

function difference(one: ForeignKey, other: ForeignKey): string | undefined {
  if (one.onDelete !== other.onDelete) return 'ON DELETE action';
  if (one.onUpdate !== other.onUpdate) return 'ON UPDATE action';
  if (one.match !== other.match) return 'MATCH';
  if (one.deferrable !== other.deferrable) return 'deferrability';
  return undefined;
}
