import { foldCase } from '../../model/dialect.ts';
import { keyOf } from '../../model/names.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import type { Attribute, Field } from '../../syntax/prisma/block.ts';
import type { ChangeOf } from '../sql/change-of.ts';
import type { Outcome } from './edit-index.ts';
import { freeName, quoted } from './names.ts';
import { argument, fieldList, type Model, type PrismaPlan } from './prisma-plan.ts';
import { actionNames, isExactlyUnique, printActions, printForeignKeyName, referencedColumns } from './relations.ts';

/** A relation field on both sides. */
export function addRelation(plan: PrismaPlan, { table: name, foreignKey }: ChangeOf<'add-foreign-key'>): Outcome {
  const model = plan.model(name);
  const target = plan.model(foreignKey.references.table);
  if (model === undefined || target === undefined) return 'impossible';
  const { schema } = plan.ctx;
  const referenced = referencedColumns(foreignKey, target.table);
  if (foreignKey.deferrable || foreignKey.match !== 'simple') return 'impossible';
  if (!isExactlyUnique(target.table, referenced, schema)) return 'impossible';
  const fields = foreignKey.columns.map((column) => plan.fieldName(model, column));
  const references = referenced.map((column) => plan.fieldName(target, column));
  if ([...fields, ...references].includes(undefined) || fields.length !== references.length) return 'impossible';
  if (fields.some((field, at) => scalarOf(model, field!) !== scalarOf(target, references[at]!))) return 'impossible';
  const optional = fields.some((field) => model.lines.field(field!)?.type.endsWith('?') === true);
  const isOne = isExactlyUnique(model.table, foreignKey.columns, schema, 'in order');
  const relation = relationName(plan, model, target, fields as string[]);
  const options = [
    ...(relation === undefined ? [] : [quoted(relation)]),
    `fields: [${fields.join(', ')}]`,
    `references: [${references.join(', ')}]`,
    ...printActions({ provider: plan.provider, foreignKey, optional }),
    ...(foreignKey.name === undefined ? [] : printForeignKeyName(plan.provider, schema, model.table, foreignKey)),
  ];
  const forward = freeName(forwardName(fields as string[], target), 'relation', new Set(model.lines.fieldNames()));
  const type = target.name + (optional ? '?' : '');
  const behind = model.lines.lastField((line) => line.attributes.some((each) => /^@relation\(.*fields:/s.test(each)));
  model.lines.addField(forward, type, [`@relation(${options.join(', ')})`], behind);
  const back = backName(model.name, target, relation === undefined ? undefined : forward, isOne);
  const attributes = relation === undefined ? [] : [`@relation(${quoted(relation)})`];
  target.lines.addField(back, model.name + (isOne ? '?' : '[]'), attributes);
  return 'done';
}

/** The scalar of a field, as it is after the changes so far. */
function scalarOf(model: Model, field: string): string | undefined {
  return model.lines.field(field)?.type.replace(/\?$/, '');
}

/** Several relations between two models, and those of a model with itself, are told apart by a name. */
function relationName(plan: PrismaPlan, model: Model, target: Model, fields: readonly string[]): string | undefined {
  const isFirst = !model.lines.hasFieldOf(target.name) && !target.lines.hasFieldOf(model.name);
  if (model.table !== target.table && isFirst) return undefined;
  const name = `${model.name}_${fields.join('_')}To${target.name}`;
  return plan.isModelName(name) ? `${name}_relation` : name;
}

/** `author` of `authorId` or `author_id`, else the other model's name. */
export function forwardName(fields: readonly string[], target: Model): string {
  const [field] = fields;
  const stem = fields.length === 1 ? /^(.+?)(?:_?[iI]d|ID|_uuid|Uuid)$/.exec(field!)?.[1] : undefined;
  return stem ?? lowerFirst(target.name);
}

/** The other side: the model's name, in plural where there are many, with the field's where that is taken. */
export function backName(model: string, target: Model, forward: string | undefined, isOne: boolean): string {
  const taken = new Set(target.lines.fieldNames());
  const one = lowerFirst(model);
  const plain = isOne ? one : plural(one);
  if (forward === undefined || !taken.has(plain)) return freeName(plain, 'relation', taken);
  return freeName(`${plain}_${forward}`, 'relation', taken);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function plural(name: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(name)) return /(?:[^su]s|ies)$/.test(name) ? name : `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** The relation field that a foreign key was read from. */
function relationField(
  plan: PrismaPlan,
  model: Model,
  foreignKey: ForeignKey,
): { readonly field: Field; readonly attribute: Attribute } | undefined {
  const found = plan.attributeAt(model, foreignKey.origin);
  return found?.field === undefined || found.attribute.name.text !== 'relation'
    ? undefined
    : { field: found.field, attribute: found.attribute };
}

/** Takes the fields of a relation away on both sides. */
export function removeRelation(plan: PrismaPlan, table: Table, foreignKey: ForeignKey): Outcome {
  const model = plan.model(table);
  const found = model && relationField(plan, model, foreignKey);
  if (model === undefined || found === undefined) return 'impossible';
  const opposite = plan.oppositeOf(model, found.field);
  if (!model.lines.removeField(found.field.name.text)) return 'impossible';
  if (opposite !== undefined && !opposite.model.lines.removeField(opposite.field.name.text)) return 'impossible';
  return 'done';
}

/** Gives a relation other actions and another name; false where more than that changes. */
export function replaceRelation(plan: PrismaPlan, table: Table, before: ForeignKey, after: ForeignKey): Outcome {
  const model = plan.model(table);
  const found = model && relationField(plan, model, before);
  const line = found && model.lines.field(found.field.name.text);
  if (model === undefined || found === undefined || line === undefined || after.deferrable) return 'impossible';
  const names = after.columns.map((column) => plan.fieldName(model, column));
  const optional = names.some((name) => name !== undefined && model.lines.field(name)?.type.endsWith('?') === true);
  const kept = found.attribute.arguments
    .filter((each) => !['onDelete', 'onUpdate', 'map'].includes(each.name?.text ?? ''))
    .map(({ start, end }) => model.file.text.slice(model.start + start, model.start + end));
  const name = after.name ?? before.name;
  const options = [
    ...kept,
    ...printActions({ provider: plan.provider, foreignKey: after, optional }),
    ...(name === undefined ? [] : printForeignKeyName(plan.provider, plan.ctx.schema, table, { ...after, name })),
  ];
  model.lines.setAttribute(line, 'relation', `@relation(${options.join(', ')})`);
  return 'done';
}

/** Whether two foreign keys lead from the same columns to the same ones. */
export function isSamePath(plan: PrismaPlan, one: ForeignKey, other: ForeignKey): boolean {
  const { dialect, schema } = plan.ctx;
  const target = schema.tables.get(keyOf(dialect, one.references.table));
  if (target === undefined || target !== schema.tables.get(keyOf(dialect, other.references.table))) return false;
  const folded = (names: readonly string[]): string => names.map((name) => foldCase(dialect, name)).join('\n');
  return (
    folded(one.columns) === folded(other.columns) &&
    folded(referencedColumns(one, target)) === folded(referencedColumns(other, target))
  );
}

/** Keeps relation fields optional exactly where one of their columns is. */
export function adjustOptional(plan: PrismaPlan, model: Model): void {
  for (const field of model.block.fields) {
    const attribute = field.attributes.find(({ name }) => name.text === 'relation');
    const fields = attribute === undefined ? [] : fieldList(argument(attribute, 'fields')?.value);
    const line = model.lines.field(field.name.text);
    if (fields.length === 0 || line === undefined || !plan.isModelName(field.type?.name.text ?? '')) continue;
    const optional = fields.some((name) => model.lines.field(name)?.type.endsWith('?') === true);
    const isNew = optional && !line.type.endsWith('?');
    model.lines.setType(line, line.type.replace(/\?$/, '') + (optional ? '?' : ''));
    if (isNew && argument(attribute!, 'onDelete') === undefined) {
      // Without a word, rows that are pointed at could be deleted from now on.
      const action = actionNames[plan.provider === 'sqlserver' ? 'no action' : 'restrict'];
      const written = model.file.text.slice(model.start + attribute!.start, model.start + attribute!.end - 1);
      model.lines.setAttribute(line, 'relation', `${written}, onDelete: ${action})`);
    }
  }
}

/** Whether both sides of all the model's relations still have the same scalars. */
export function relationsHold(plan: PrismaPlan, model: Model): boolean {
  return model.block.fields.every((field) => {
    const attribute = field.attributes.find(({ name }) => name.text === 'relation');
    const fields = attribute === undefined ? [] : fieldList(argument(attribute, 'fields')?.value);
    if (attribute === undefined || fields.length === 0 || model.lines.field(field.name.text) === undefined) return true;
    const target = plan.modelNamed(field.type?.name.text ?? '');
    if (target === undefined) return true;
    const references = fieldList(argument(attribute, 'references')?.value);
    return fields.every((name, at) => scalarOf(model, name) === scalarOf(target, references[at] ?? ''));
  });
}
