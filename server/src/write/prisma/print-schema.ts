import { displayName, type ObjectName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Table } from '../../model/table.ts';
import type { Present } from '../present-base.ts';
import { quoted } from './names.ts';
import { scalarOf } from './native-types.ts';
import { type Models, planRelations } from './plan-relations.ts';
import { hasNamedSchemas, oneLine, printModel, schemaAttribute } from './print-model.ts';
import type { PrismaProvider } from './provider.ts';
import { implicitJoin } from './relations.ts';
import { alignedLines, type Row } from './rows.ts';
import { type NamedEnum, SchemaNames } from './schema-names.ts';

/**
 * A whole database as a Prisma schema, laid out as `prisma format` does and named as Prisma's introspection does. What
 * Prisma cannot say (checks, partial indexes, partitions, …) stands there as a comment.
 */
export function printPrismaSchema(schema: Schema, { datasource = 'db' }: Present = {}): string {
  const all = [...schema.tables.values()];
  const joins = new Map(
    all.flatMap((table) => {
      const sides = implicitJoin(table, schema);
      return sides === undefined ? [] : [[table, sides] as const];
    }),
  );
  const models = modelsOf(
    schema,
    all.filter((table) => !joins.has(table) && isModel(table)),
    joins,
    datasource,
  );
  const relations = planRelations(models);
  const blocks = [
    printDatasource(models),
    ...models.tables.map((table) => printModel(models, table, relations)),
    ...models.names.enums().map((type) => printEnum(models, type)),
    ...unsaid(schema, models, all),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What the tables become; those that are no tables of their own, or have no columns, are no models. */
function modelsOf(schema: Schema, tables: readonly Table[], joins: Models['joins'], datasource: string): Models {
  const names = new SchemaNames(schema, tables);
  const provider: PrismaProvider = schema.dialect;
  return {
    schema,
    provider,
    datasource,
    names,
    tables,
    joins: new Map([...joins].filter(([, sides]) => sides.every((side) => tables.includes(side)))),
    hasIdentifier: (table) => hasIdentifier(table, provider, names),
  };
}

function isModel(table: Table): boolean {
  return table.kind !== 'virtual' && table.partitionOf === undefined && table.columns.length > 0;
}

function hasIdentifier(table: Table, provider: PrismaProvider, names: SchemaNames): boolean {
  const isSure = (name: string | undefined): boolean => {
    const column = table.columns.find((each) => each.name === name);
    if (column === undefined || column.nullable) return false;
    const type = names.type(provider, column);
    return !type.isList && scalarOf(type) !== 'Unsupported';
  };
  const keys = [table.primaryKey, ...table.uniques].flatMap((key) => (key === undefined ? [] : [key.columns]));
  const indexes = table.indexes.filter(({ unique, where }) => unique && where === undefined);
  return (
    keys.some((columns) => columns.every(isSure)) ||
    indexes.some(({ parts }) => parts.every(({ column }) => isSure(column)))
  );
}

function printDatasource(models: Models): string {
  const rows: Row[] = [{ cells: ['provider', `= ${quoted(models.provider)}`] }];
  // MongoDB knows no other mode.
  const isChosen = models.provider !== 'mongodb';
  if (isChosen && models.tables.some((table) => table.foreignKeys.some(({ enforced }) => enforced === false))) {
    rows.push({ cells: ['relationMode', '= "prisma"'] });
  }
  if (hasNamedSchemas(models)) {
    const { schema } = models;
    const usual = schema.dialect === 'sqlserver' ? 'dbo' : 'public';
    const objects: ObjectName[] = [...schema.tables.values(), ...schema.enums.values()];
    const schemas = [...new Set(objects.map((object) => object.schema ?? usual))].sort();
    rows.push({ cells: ['schemas', `= [${schemas.map(quoted).join(', ')}]`] });
  }
  return [`datasource ${models.datasource} {`, ...alignedLines(rows).map((line) => `  ${line}`), '}'].join('\n');
}

export function printEnum(models: Pick<Models, 'schema'>, type: NamedEnum): string {
  const rows: Row[] = [...type.values].map(([value, name]) => ({
    cells: value === name ? [name] : [name, `@map(${quoted(value)})`],
  }));
  const schema = type.mapped === undefined && type.schema === undefined ? undefined : type.schema;
  const lines = [
    ...(type.mapped === undefined ? [] : [`@@map(${quoted(type.mapped)})`]),
    ...[schemaAttribute(models, schema)].filter((line) => line !== undefined),
  ];
  if (lines.length > 0) rows.push({ cells: [] }, ...lines.map((line) => ({ cells: [line] })));
  return [`enum ${type.name} {`, ...alignedLines(rows).map((line) => (line === '' ? '' : `  ${line}`)), '}'].join('\n');
}

/** Objects that are no models, each as a comment. */
function* unsaid(schema: Schema, models: Models, all: readonly Table[]): Iterable<string> {
  const notes: string[] = [];
  for (const table of all) {
    if (models.tables.includes(table) || models.joins.has(table)) continue;
    const what =
      table.partitionOf !== undefined ? `is a partition of ${displayName(table.partitionOf)}` : 'has no columns';
    notes.push(`The table ${displayName(table)} ${table.kind === 'virtual' ? 'is virtual' : what}.`);
  }
  for (const domain of schema.domains.values()) notes.push(`The domain ${displayName(domain)} is ${domain.base.text}.`);
  for (const view of schema.views.values()) notes.push(`The view ${displayName(view)} is ${oneLine(view.query)}`);
  if (notes.length > 0) yield ['// Not said by Prisma:', ...notes.map((note) => `// ${oneLine(note)}`)].join('\n');
}
