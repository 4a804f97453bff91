import { type DataType, integerBytes } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import { aType } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Column, Table } from '../../model/table.ts';
import type { Fix, Severity } from '../finding.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isBookkeepingTable } from '../shared/bookkeeping-table.ts';
import { isHighVolumeTable } from '../shared/high-volume-table.ts';
import { typeText } from '../shared/key-types.ts';
import { isLookupTable } from '../shared/lookup-table.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';

/** A counted primary key has an integer type that runs out before bigint would. */
export const pkTooSmall = defineRule({
  id: 'pk-too-small',
  family: 'keys',
  severity: 'info',
  summary: 'A counted primary key has an integer type that runs out before bigint would.',
  dialects: ['postgresql', 'mysql', 'sqlserver'],
  fix: 'unsafe',
  visits: 'key',
  *check({ table, key, kind }, ctx) {
    if (kind !== 'primary' || key.columns.length !== 1 || !isOrdinaryTable(table)) return;
    const column = ctx.column(table, key.columns[0]!);
    if (column === undefined || !isCounted(column) || isLookupTable(table) || isBookkeepingTable(table)) return;
    if (table.foreignKeys.some((fk) => fk.columns.length === 1 && fk.columns[0] === column.name)) return;
    const severity = severityOf(column.type, table);
    if (severity === undefined) return;
    yield {
      at: column.type.origin,
      state: { table, column, limit: largest(column.type, ctx.dialect) },
      columns: [column.name],
      severity,
    };
  },
  message({ table, column, limit }) {
    const name = `${displayName(table)}.${column.name}`;
    return `${name} is ${typeText(column.type)} and counts to ${limit}: after that every INSERT fails, and widening the key of a full table means rewriting it and all that reference it. Make it bigint while the table is small.`;
  },
  fixes({ table, column }, ctx): readonly Fix[] {
    const changes = widen(table, column, ctx);
    if (changes === undefined) return [];
    const also =
      ['', ' and the column that references it'][changes.length - 1] ??
      ` and the ${changes.length - 1} columns that reference it`;
    return [{ title: `Make ${displayName(table)}.${column.name}${also} bigint`, safe: false, changes }];
  },
});

function isCounted(column: Column): boolean {
  return column.autoIncrement || column.identity !== undefined || /^nextval\s*\(/i.test(column.default?.text ?? '');
}

function severityOf(type: DataType, table: Table): Severity | undefined {
  switch (integerBytes(type)) {
    case 2:
      return 'warning';
    case 1:
    case 3:
      return 'info';
    case 4:
      return type.unsigned
        ? isHighVolumeTable(table)
          ? 'hint'
          : undefined
        : isHighVolumeTable(table)
          ? 'info'
          : 'hint';
    default:
      return undefined;
  }
}

function largest(type: DataType, dialect: Dialect): string {
  const bits = integerBytes(type)! * 8;
  // SQL Server's tinyint has no sign.
  const isUnsigned = type.unsigned || (bits === 8 && dialect === 'sqlserver');
  return (2 ** (isUnsigned ? bits : bits - 1) - 1).toLocaleString('en-US');
}

/**
 * The key and every column that references it, each becoming bigint; undefined where the database does not let a
 * referenced column change its type.
 */
function widen(table: Table, column: Column, ctx: RuleContext): readonly SchemaChange[] | undefined {
  const references = ctx.referencing(table);
  if (ctx.dialect === 'sqlserver' || (ctx.dialect === 'mysql' && references.length > 0)) return undefined;
  const changes = [toBigint(table, column)];
  for (const { table: child, foreignKey } of references) {
    const target = ctx.target(foreignKey);
    const at = target?.columns.findIndex((each) => each.name === column.name) ?? -1;
    const name = foreignKey.columns[at];
    if (target === undefined || name === undefined) continue;
    const referencing = ctx.column(child, name);
    if (referencing === undefined) return undefined;
    if (integerBytes(referencing.type) === 8) continue;
    // A key that hands the value on would need its own referencing columns widened too.
    if (child.primaryKey?.columns.length === 1 && child.primaryKey.columns[0] === name) return undefined;
    changes.push(toBigint(child, referencing));
  }
  return changes;
}

function toBigint(table: Table, column: Column): SchemaChange {
  const bigint = aType('bigint', 'integer');
  const type: DataType = {
    ...bigint,
    ...(column.type.unsigned && { text: 'bigint unsigned', unsigned: true as const }),
  };
  return { kind: 'alter-column', table, column: column.name, set: { type }, origin: nowhere };
}
