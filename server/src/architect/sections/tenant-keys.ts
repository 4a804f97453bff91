/** How far the tables of the workspace carry the tenant already. */
import { displayName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import { printName, printObjectName } from '../../write/sql/print-name.ts';
import { plainStyle } from '../../write/sql/sql-style.ts';
import { codes, fenced, list } from '../markdown.ts';

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
  // Who may be without a tenant stands apart from tenants: people, templates.
  const isOwned = (table: Table): boolean => isRequired(table, columnOf.get(table));
  const loose = [...columnOf].flatMap(([table, column]) =>
    table.foreignKeys
      .filter(({ references, columns }) => {
        const target = byName.get(displayName(references.table));
        return target !== undefined && target !== table && isOwned(target) && !columns.includes(column);
      })
      .map(({ columns }) => `${displayName(table)}.${columns.join(', ')}`),
  );
  const secured = [...columnOf.keys()].filter(({ rowSecurity }) => rowSecurity).length;
  const open = [...columnOf.keys()].filter((table) => !isOwned(table));
  const policies = schema.dialect === 'postgresql' ? policiesFor(columnOf, schema) : undefined;
  const facts = list([
    `${columnOf.size} of ${tables.length} tables refer to ${codes([displayName(tenant)])} themselves, with ${codes([...new Set(columnOf.values())], 3)}.`,
    ...(indirect.length === 0
      ? []
      : [
          `${indirect.length} more ${indirect.length === 1 ? 'reaches' : 'reach'} it over another table (${codes(indirect.map(displayName), 4)}): without a column of its own, the policy of such a table is a look-up.`,
        ]),
    ...(loose.length === 0
      ? []
      : [
          `${loose.length} ${loose.length === 1 ? 'foreign key leads' : 'foreign keys lead'} from one of these tables to another without the tenant (${codes(loose, 4)}): nothing keeps a row from pointing at another tenant's.`,
        ]),
    ...(open.length === 0
      ? []
      : [
          `${open.length === 1 ? 'One admits' : `${open.length} admit`} NULL for the tenant (${codes(open.map(displayName), 4)}): under a policy nobody sees such a row.`,
        ]),
    secured === 0
      ? 'None of them has row-level security.'
      : `${secured} of them ${secured === 1 ? 'has' : 'have'} row-level security.`,
  ]);
  return policies === undefined
    ? facts
    : `${facts}\n\nThe second lock, for the first of them, once every transaction of the application sets the tenant; until then its queries fail:\n\n${fenced('sql', policies)}`;
}

/** No table of tenants yet: which tables are of people, and how they get their tenant. */
export function withoutTenant(schema: Schema, people: Table | undefined): string | undefined {
  const tables = [...schema.tables.values()].filter(({ partitionOf }) => partitionOf === undefined);
  if (tables.length === 0) return undefined;
  const owned = people === undefined ? [] : tables.filter((table) => table !== people && keyTo(people, table));
  const steps = 'a nullable column, filled in batches, then NOT NULL and first in the keys and indexes of lists';
  const count = tables.length === 1 ? 'The one table here has' : `None of the ${tables.length} tables here has`;
  return owned.length === 0
    ? `${count} ${tables.length === 1 ? 'no' : 'a'} tenant. Those that hold data of customers, as opposed to data for all, get one: ${steps}.`
    : `${count} ${tables.length === 1 ? 'no' : 'a'} tenant. ${codes(owned.map(displayName), 6)} ${owned.length === 1 ? 'belongs' : 'belong'} to ${codes([displayName(people!)])}: each row gets the tenant of its person, while everybody still has one, as ${steps}.`;
}

function isRequired(table: Table, column: string | undefined): boolean {
  return column !== undefined && table.columns.find(({ name }) => name === column)?.nullable === false;
}

/** Two of the tables without row-level security whose rows all have a tenant, and that are not read to find it. */
function policiesFor(columnOf: ReadonlyMap<Table, string>, { dialect }: Schema): string | undefined {
  const style = plainStyle(dialect);
  const open = [...columnOf]
    .filter(([table, column]) => !table.rowSecurity && isRequired(table, column) && !isKeyOf(table, column))
    .slice(0, 2);
  const statements = open.flatMap(([table, column]) => {
    const name = printObjectName(style, table);
    const type = table.columns.find((each) => each.name === column)?.type;
    const cast = type === undefined || type.family === 'text' || type.family === 'char' ? '' : `::${type.name}`;
    const rule = `${printName(style, column)} = current_setting('app.organization_id')${cast}`;
    return [
      `alter table ${name} enable row level security;`,
      `alter table ${name} force row level security;`,
      `create policy ${printName(style, `${table.name}_of_tenant`)} on ${name} using (${rule}) with check (${rule});`,
    ];
  });
  return statements.length === 0 ? undefined : statements.join('\n');
}

/** A membership is read before the tenant is known. */
function isKeyOf({ primaryKey, foreignKeys }: Table, column: string): boolean {
  const key = primaryKey?.columns ?? [];
  return key.includes(column) && key.every((each) => foreignKeys.some(({ columns }) => columns.includes(each)));
}

function keyTo(tenant: Table, { foreignKeys }: Table): ForeignKey | undefined {
  const name = displayName(tenant);
  return foreignKeys.find(({ references, columns }) => displayName(references.table) === name && columns.length === 1);
}
