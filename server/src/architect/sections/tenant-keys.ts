/** How far the tables of the workspace carry the tenant already. */
import { displayName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import { codes, list } from '../markdown.ts';

/** Undefined where no table refers to the tenant. */
export function tenantKeys(tenant: Table, schema: Schema): string | undefined {
  const tables = [...schema.tables.values()].filter(({ partitionOf }) => partitionOf === undefined);
  const columnOf = new Map<Table, string>();
  for (const table of tables) {
    const key = table === tenant ? undefined : keyTo(tenant, table);
    if (key !== undefined) columnOf.set(table, key.columns.at(-1)!);
  }
  if (columnOf.size === 0) return undefined;
  const byName = new Map(tables.map((table) => [displayName(table), table]));
  const targetsOf = (table: Table): readonly Table[] =>
    table.foreignKeys.flatMap(({ references }) => byName.get(displayName(references.table)) ?? []);
  const indirect = tables.filter(
    (table) => table !== tenant && !columnOf.has(table) && targetsOf(table).some((target) => columnOf.has(target)),
  );
  const loose = [...columnOf].flatMap(([table, column]) =>
    table.foreignKeys
      .filter(({ references, columns }) => {
        const target = byName.get(displayName(references.table));
        return target !== undefined && target !== table && columnOf.has(target) && !columns.includes(column);
      })
      .map(({ columns }) => `${displayName(table)}.${columns.join(', ')}`),
  );
  const secured = [...columnOf.keys()].filter(({ rowSecurity }) => rowSecurity).length;
  return list([
    `${columnOf.size} of ${tables.length} tables refer to ${codes([displayName(tenant)])} themselves, with ${codes([...new Set(columnOf.values())], 3)}.`,
    ...(indirect.length === 0
      ? []
      : [
          `${indirect.length} more reach it over another table (${codes(indirect.map(displayName), 4)}): without the column of their own, their policy is a look-up.`,
        ]),
    ...(loose.length === 0
      ? []
      : [
          `${loose.length} foreign keys lead from one of these tables to another without the tenant (${codes(loose, 4)}): nothing keeps a row from pointing at another tenant's.`,
        ]),
    secured === 0
      ? 'None of them has row-level security.'
      : `${secured} of them ${secured === 1 ? 'has' : 'have'} row-level security.`,
  ]);
}

function keyTo(tenant: Table, { foreignKeys }: Table): ForeignKey | undefined {
  const name = displayName(tenant);
  return foreignKeys.find(({ references, columns }) => displayName(references.table) === name && columns.length === 1);
}
