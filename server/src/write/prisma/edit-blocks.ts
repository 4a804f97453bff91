/** Blocks that are new in a file. */
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import type { ChangeOf } from '../sql/change-of.ts';
import type { Outcome } from './edit-index.ts';
import { backName, forwardName } from './edit-relation.ts';
import { freeName, quoted, typeName } from './names.ts';
import type { Models } from './plan-relations.ts';
import { printModel } from './print-model.ts';
import { printEnum } from './print-schema.ts';
import type { Model, PrismaPlan } from './prisma-plan.ts';
import {
  columnsNamed,
  isExactlyUnique,
  printActions,
  printForeignKeyName,
  type RelationField,
  referencedColumns,
} from './relations.ts';
import { SchemaNames, valueNames } from './schema-names.ts';

/** A new enum stands behind the first model that the fix changes. */
export function createEnum(
  plan: PrismaPlan,
  { type }: ChangeOf<'create-enum'>,
  changes: readonly SchemaChange[],
): Outcome {
  const names = changes.flatMap((change) =>
    'table' in change && change.table !== undefined ? [change.table as ObjectName] : [],
  );
  const model = names.map((name) => plan.model(name)).find((found) => found !== undefined);
  if (model === undefined || type.values.length === 0 || plan.provider === 'sqlserver') return 'impossible';
  const taken = new Set([...plan.ctx.schema.enums.values()].map((other) => other.name));
  const name = freeName(typeName(type.name), 'Enum', taken);
  const named = {
    name,
    mapped: name === type.name ? undefined : type.name,
    schema: type.schema,
    values: valueNames(type.values),
  };
  plan.addEnum(keyOf(plan.ctx.dialect, type), named);
  const { eol } = model.file;
  const text = printEnum(plan.ctx, named).replaceAll('\n', eol);
  model.file.added.push({ at: model.start + model.block.end, text: eol + eol + text });
  return 'done';
}

/** A new model stands behind the first one that it references, with relation fields on both sides. */
export function createTable(plan: PrismaPlan, { table }: ChangeOf<'create-table'>): Outcome {
  const { schema } = plan.ctx;
  const names = new SchemaNames(schema, [table]);
  const model = names.model(table)!;
  const targets = table.foreignKeys.map((foreignKey) => plan.model(foreignKey.references.table));
  const [first] = targets;
  if (first === undefined || plan.isModelName(model)) return 'impossible';
  if (table.checks.length + table.exclusions.length + table.policies.length > 0) return 'impossible';
  if (table.columns.some((column) => names.enumOf(column)?.name !== plan.enumNamed(column.type)?.name))
    return 'impossible';
  const taken = new Set(table.columns.map((column) => names.field(table, column.name)!));
  const fields: RelationField[] = [];
  for (const [at, foreignKey] of table.foreignKeys.entries()) {
    const target = targets[at];
    const isAmbiguous = targets.filter((other) => other === target).length > 1;
    const field = target && relationTo(plan, table, names, foreignKey, target, isAmbiguous, taken);
    if (field === undefined) return 'impossible';
    fields.push(field);
  }
  const models: Models = {
    schema,
    provider: plan.provider,
    datasource: plan.datasource,
    names,
    tables: [table],
    joins: new Map(),
    hasIdentifier: () => table.primaryKey !== undefined,
  };
  const text = printModel(models, table, { fields: new Map([[table, fields]]), unsaid: new Map() });
  const { eol } = first.file;
  first.file.added.push({ at: first.start + first.block.end, text: (eol + eol + text).replace(/\r?\n/g, eol) });
  return 'done';
}

/** The relation field of a new model; the other side is added to the target. Undefined where Prisma has no such relation. */
function relationTo(
  plan: PrismaPlan,
  table: Table,
  names: SchemaNames,
  foreignKey: ForeignKey,
  target: Model,
  isAmbiguous: boolean,
  taken: Set<string>,
): RelationField | undefined {
  const { schema } = plan.ctx;
  const model = names.model(table)!;
  const columns = columnsNamed(table, foreignKey.columns, schema);
  const own = columns.map((column) => names.field(table, column.name)!);
  const referenced = referencedColumns(foreignKey, target.table);
  const others = referenced.map((column) => plan.fieldName(target, column));
  if (!isExactlyUnique(target.table, referenced, schema) || own.length !== others.length) return undefined;
  const isSame = columns.every((column, at) => {
    const other = target.lines.field(others[at] ?? '');
    return other?.type.replace(/\?$/, '') === names.type(plan.provider, column).name;
  });
  if (!isSame) return undefined;
  const relation = isAmbiguous ? [quoted(`${model}_${own.join('_')}To${target.name}`)] : [];
  const optional = columns.some((column) => column.nullable);
  const options = [
    ...relation,
    `fields: [${own.join(', ')}]`,
    `references: [${others.join(', ')}]`,
    ...printActions({ provider: plan.provider, foreignKey, optional }),
    ...(foreignKey.name === undefined ? [] : printForeignKeyName(plan.provider, schema, table, foreignKey)),
  ];
  const name = freeName(forwardName(own, target), 'relation', taken);
  const isOne = isExactlyUnique(table, foreignKey.columns, schema, 'in order');
  const back = backName(model, target, isAmbiguous ? name : undefined, isOne);
  target.lines.addField(back, model + (isOne ? '?' : '[]'), isAmbiguous ? [`@relation(${relation[0]})`] : []);
  return { name, type: target.name + (optional ? '?' : ''), attribute: `@relation(${options.join(', ')})` };
}
