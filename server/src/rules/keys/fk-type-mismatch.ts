import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column, ForeignKey, Table } from '../../model/table.ts';
import type { Fix, Severity } from '../finding.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { type KeyTypeRelation, relateKeyTypes, typeText } from '../shared/key-types.ts';

/** A foreign key column has another type than the column it references. */
export const fkTypeMismatch = defineRule({
  id: 'fk-type-mismatch',
  family: 'keys',
  severity: 'warning',
  summary: 'A foreign key column has another type than the column it references.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'foreignKey',
  *check({ table, foreignKey }, ctx) {
    if (table.gaps.length > 0 || table.kind !== 'table') return;
    const target = ctx.target(foreignKey);
    if (target === undefined || target.table.gaps.length > 0 || target.columns.length !== foreignKey.columns.length)
      return;
    for (const [at, name] of foreignKey.columns.entries()) {
      const column = ctx.column(table, name);
      const parent = target.columns[at]!;
      if (column === undefined) continue;
      const relation = relateKeyTypes(column.type, parent.type, ctx);
      const severity = severityOf(relation, column);
      if (severity === undefined || (relation === 'refused' && isIgnored(foreignKey, ctx))) continue;
      yield {
        at: column.type.origin,
        state: { table, column, relation, parentTable: target.table, parent },
        columns: [column.name],
        related: [{ message: `${parent.name} is ${typeText(parent.type)}.`, origin: parent.type.origin }],
        severity,
      };
    }
  },
  message({ table, column, relation, parentTable, parent }) {
    const what = `${displayName(table)}.${column.name} is ${typeText(column.type)} but references ${displayName(parentTable)}.${parent.name}, which is ${typeText(parent.type)}`;
    switch (relation) {
      case 'refused':
        return `${what}: the database refuses a foreign key between the two. Give both the same type.`;
      case 'narrower':
        return `${what}: it cannot hold every key of ${displayName(parentTable)}. Make it as wide as the column it references.`;
      default:
        return `${what}: each comparison converts one of the two, and equal values may not match. Give both the same type.`;
    }
  },
  fixes({ table, column, parent }, ctx): readonly Fix[] {
    if (ctx.dialect === 'sqlite' || column.autoIncrement || isReferenced(table, column, ctx)) return [];
    const { serial: _serial, ...type } = {
      ...parent.type,
      text: parent.type.serial ? parent.type.name : parent.type.text,
      origin: nowhere,
    };
    const change = { kind: 'alter-column', table, column: column.name, set: { type }, origin: nowhere } as const;
    const title = `Change ${displayName(table)}.${column.name} to ${typeText(parent.type)}`;
    return [{ title, safe: false, changes: [change] }];
  },
});

function severityOf(relation: KeyTypeRelation, column: Column): Severity | undefined {
  if (relation === 'refused') return 'error';
  if (relation === 'unlike') return 'warning';
  // A shorter string is usually enough for the keys that exist; a smaller integer is a limit that will be met.
  if (relation === 'narrower') return column.type.family === 'integer' ? 'warning' : 'info';
  return undefined;
}

/** MySQL before version 9 reads a reference behind a column and makes none: it has nothing to refuse. */
function isIgnored({ inline, orm }: ForeignKey, { dialect }: RuleContext): boolean {
  return dialect === 'mysql' && inline && orm === undefined;
}

/** Other foreign keys may rely on the type that the column has now. */
function isReferenced(table: Table, column: Column, ctx: RuleContext): boolean {
  if (table.foreignKeys.filter((fk) => fk.columns.includes(column.name)).length > 1) return true;
  return ctx.referencing(table).some(({ foreignKey }) => {
    const target = ctx.target(foreignKey);
    return target === undefined || target.columns.some((each) => each.name === column.name);
  });
}
