import { accessPaths, isUniqueOver } from '../../model/access-path.ts';
import { aKey } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';
import type { Fix } from '../finding.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';
import { whatReferences } from '../shared/reference-words.ts';

/** A foreign key references columns that are neither primary key nor unique, which the database refuses. */
export const fkTargetNotUnique = defineRule({
  id: 'fk-target-not-unique',
  family: 'keys',
  severity: 'error',
  summary: 'A foreign key references columns that are neither primary key nor unique, which the database refuses.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'foreignKey',
  *check({ table, foreignKey }, ctx) {
    const parent = ctx.table(foreignKey.references.table);
    if (parent === undefined || parent.gaps.length > 0 || parent.kind !== 'table') return;
    if (parent.partitionOf !== undefined || parent.inherits.length > 0) return;
    const at = foreignKey.targetOrigin;
    if (foreignKey.references.columns.length === 0) {
      // MySQL does not accept a reference without columns at all, and its older releases ignored it.
      if (parent.primaryKey !== undefined || ctx.dialect === 'mysql') return;
      yield { at, state: { table, foreignKey, parent, columns: [], isIndexed: false }, columns: foreignKey.columns };
      return;
    }
    const columns = parentColumns(parent, foreignKey.references.columns, ctx);
    if (columns === undefined) return;
    const names = columns.map((column) => column.name);
    if (isUniqueOver(parent, names, ctx.dialect)) return;
    const isIndexed = ctx.dialect === 'mysql' && hasIndexOn(parent, names);
    yield {
      at,
      state: { table, foreignKey, parent, columns, isIndexed },
      columns: foreignKey.columns,
      ...(isIndexed && { severity: 'warning' as const }),
    };
  },
  message({ table, foreignKey, parent, columns, isIndexed }) {
    const name = displayName(parent);
    const start = whatReferences(table, foreignKey);
    if (columns.length === 0) {
      return `${start} the primary key of ${name}, which has none. Give ${name} a primary key, or name unique columns.`;
    }
    const names = nameList(columns.map((column) => column.name));
    const isNot = columns.length > 1 ? 'are together not unique' : 'is not unique';
    return isIndexed
      ? `${start} ${names} of ${name}, which ${isNot}: one row would have several parents, and MySQL 8.4 refuses this. Make the referenced columns unique.`
      : `${start} ${names} of ${name}, which ${isNot}: the database refuses such a foreign key. Reference the primary key, or make the referenced columns unique.`;
  },
  fixes({ parent, columns }): readonly Fix[] {
    if (columns.length === 0 || columns.some((column) => column.nullable)) return [];
    const key = aKey(columns.map((column) => column.name));
    const names = nameList(key.columns);
    const name = displayName(parent);
    return parent.primaryKey === undefined
      ? [
          {
            title: `Make ${names} the primary key of ${name}`,
            safe: false,
            changes: [{ kind: 'add-primary-key', table: parent, key, origin: nowhere }],
          },
        ]
      : [
          {
            title: `Make ${names} of ${name} unique`,
            safe: false,
            changes: [{ kind: 'add-unique', table: parent, key, origin: nowhere }],
          },
        ];
  },
});

function parentColumns(parent: Table, names: readonly string[], ctx: RuleContext): readonly Column[] | undefined {
  const columns = names.flatMap((name) => ctx.column(parent, name) ?? []);
  return columns.length === names.length ? columns : undefined;
}

/** InnoDB before 8.4 accepted any index that starts with the referenced columns. */
function hasIndexOn(parent: Table, names: readonly string[]): boolean {
  return accessPaths(parent).some((path) => names.every((name, at) => path.parts[at]?.column === name));
}
