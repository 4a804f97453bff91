import type { DataType } from '../../model/data-type.ts';
import { keyOf } from '../../model/names.ts';
import type { Column } from '../../model/table.ts';
import type { Block, Field } from '../../syntax/prisma/block.ts';
import type { ChangeOf } from '../sql/change-of.ts';
import type { FieldLine } from './block-lines.ts';
import type { Outcome } from './edit-index.ts';
import { adjustOptional } from './edit-relation.ts';
import { freeName, quoted, sanitized } from './names.ts';
import { type PrismaType, prismaType, scalarOf } from './native-types.ts';
import { printDefault } from './print-default.ts';
import { argument, fieldList, type Model, mappedName, type PrismaPlan } from './prisma-plan.ts';

/** What no field can say: Prisma leaves it to SQL. */
const onlySql: readonly string[] = ['identity', 'generated', 'collation'];

export function alterColumn(plan: PrismaPlan, { table: name, column: wanted, set }: ChangeOf<'alter-column'>): Outcome {
  const model = plan.model(name);
  const column = model && plan.columnNamed(model.table, wanted);
  const field = model && plan.writtenField(model, wanted);
  const line = field && model.lines.field(field.name.text);
  if (model === undefined || column === undefined || line === undefined) return 'impossible';
  const keys = Object.keys(set);
  if (keys.some((key) => onlySql.includes(key))) {
    return keys.some((key) => key === 'type' || key === 'nullable') ? 'impossible' : 'unsaid';
  }
  const type = typeOf(plan, set.type ?? column.type);
  // PostgreSQL's counter is a default, so another one takes its place.
  const replaced = plan.ctx.dialect === 'postgresql' && 'default' in set;
  const counts = set.autoIncrement ?? (column.autoIncrement && !replaced);
  const patched = { ...column, ...set, autoIncrement: counts } as Column;
  if (set.type !== undefined && !retype(plan, model, line, patched, type)) return 'impossible';
  if (set.nullable !== undefined) {
    if (line.type.endsWith('[]') || (set.nullable && isInId(model, line.name))) return 'impossible';
    model.lines.setType(line, line.type.replace(/\?$/, '') + (set.nullable ? '?' : ''));
    adjustOptional(plan, model);
  }
  if ('default' in set || 'autoIncrement' in set) {
    if (counts && set.autoIncrement === undefined) return 'impossible';
    const value = printDefault(plan.provider, patched, type.type, (text) => type.values?.get(text));
    model.lines.setAttribute(line, 'default', value === undefined ? undefined : `@default(${value})`);
  }
  return 'done';
}

/** Whether an index over the field has a method or an operator class, which fits only some types. */
function hasTypedIndex({ attributes }: Block, field: string): boolean {
  return attributes.some((attribute) => {
    const value = argument(attribute, 'fields', 0)?.value;
    if (!fieldList(value).includes(field)) return false;
    const calls = value?.kind === 'array' ? value.items.filter((item) => item.kind === 'call') : [];
    const hasClass = calls.some((call) => call.arguments.some(({ name }) => name?.text === 'ops'));
    return hasClass || argument(attribute, 'type') !== undefined;
  });
}

/** Prisma wants the fields of an id to be required. */
function isInId(model: Model, field: string): boolean {
  const isBehind = model.lines.field(field)?.attributes.some((attribute) => /^@id(?![\w.])/.test(attribute)) === true;
  const id = model.block.attributes.find(({ name }) => name.text === 'id');
  return isBehind || (id !== undefined && fieldList(argument(id, 'fields', 0)?.value).includes(field));
}

/** Gives a field another type, with a default that fits; false where there is none. */
function retype(
  plan: PrismaPlan,
  { block, lines }: Model,
  line: FieldLine,
  column: Pick<Column, 'type' | 'default' | 'autoIncrement'>,
  { type, values }: FieldType,
): boolean {
  if (line.type.endsWith('[]') !== type.isList) return false;
  const before = line.type.replace(/\?$/, '');
  if (!canBeField(plan, column.type, { type, values })) return false;
  if (type.name !== 'DateTime' && line.attributes.includes('@updatedAt')) return false;
  const after = type.name + (type.isList ? '[]' : '');
  if (before !== after && hasTypedIndex(block, line.name)) return false;
  lines.setType(line, after + (line.type.endsWith('?') && !type.isList ? '?' : ''));
  const native = type.native === undefined ? undefined : `@${plan.datasource}.${type.native}`;
  lines.setAttribute(line, `${plan.datasource}.`, native);
  if (before === after || !line.attributes.some((attribute) => attribute.startsWith('@default('))) return true;
  const value = printDefault(plan.provider, column, type, (text) => values?.get(text));
  if (value === undefined) return false;
  lines.setAttribute(line, 'default', `@default(${value})`);
  return true;
}

interface FieldType {
  readonly type: PrismaType;
  readonly values: ReadonlyMap<string, string> | undefined;
}

/** Whether a field says the type as it is. For SQLite, Prisma has one type a scalar and none with a length. */
function canBeField({ provider }: PrismaPlan, written: DataType, { type, values }: FieldType): boolean {
  const scalar = scalarOf(type);
  if (scalar === 'Unsupported') return false;
  if (scalar === 'enum') return values !== undefined;
  return provider !== 'sqlite' || (written.args.length === 0 && sqliteTypes.has(written.name));
}

const sqliteTypes: ReadonlySet<string> = new Set([
  'integer',
  'bigint',
  'text',
  'real',
  'boolean',
  'datetime',
  'decimal',
  'jsonb',
  'blob',
]);

/** The type of a field, with the names of its values where it is an enum. */
function typeOf(plan: PrismaPlan, type: DataType): FieldType {
  const named = plan.enumNamed(type);
  return { type: prismaType(plan.provider, type, named?.name), values: named?.values };
}

export function addColumn(plan: PrismaPlan, { table: name, column, position }: ChangeOf<'add-column'>): Outcome {
  const model = plan.model(name);
  if (model === undefined || position === 'first') return 'impossible';
  if (column.generated !== undefined || column.identity !== undefined) return 'impossible';
  const { type, values } = typeOf(plan, column.type);
  if (!canBeField(plan, column.type, { type, values })) return 'impossible';
  const value = printDefault(plan.provider, column, type, (text) => values?.get(text));
  const field = fieldNameFor(model, column.name);
  const attributes: string[] = [];
  if (value !== undefined) attributes.push(`@default(${value})`);
  if (field !== column.name) attributes.push(`@map(${quoted(column.name)})`);
  if (type.native !== undefined) attributes.push(`@${plan.datasource}.${type.native}`);
  const arity = type.isList ? '[]' : column.nullable ? '?' : '';
  const behind = position === undefined ? undefined : plan.fieldName(model, position.after);
  const isScalar = (line: FieldLine): boolean => !plan.isModelName(/^\w+/.exec(line.type)?.[0] ?? '');
  model.lines.addField(field, type.name + arity, attributes, behind ?? model.lines.lastField(isScalar));
  plan.addFieldName(model, column.name, field);
  return 'done';
}

/** In camel case where the model has fields in camel case for columns in snake case. */
function fieldNameFor(model: Model, column: string): string {
  const isCamel = model.block.fields.some(
    ({ name, attributes }) => /_[a-z]/.test(mappedName(attributes) ?? '') && !name.text.includes('_'),
  );
  const plain = sanitized(column);
  const name = isCamel
    ? plain.toLowerCase().replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    : plain;
  return freeName(name, 'field', new Set(model.lines.fieldNames()));
}

export function dropColumn(plan: PrismaPlan, { table: name, column: wanted }: ChangeOf<'drop-column'>): Outcome {
  const model = plan.model(name);
  const field = model && plan.writtenField(model, wanted);
  if (model === undefined || field === undefined || isReferenced(plan, model, field)) return 'impossible';
  const has = (names: readonly string[]): boolean => names.includes(field.name.text);
  for (const attribute of model.block.attributes) {
    if (!has(fieldList(argument(attribute, 'fields', 0)?.value))) continue;
    if (attribute.name.text === 'id' || !model.lines.removeAttribute(attribute)) return 'impossible';
  }
  for (const relation of model.block.fields) {
    const attribute = relation.attributes.find((each) => each.name.text === 'relation');
    if (attribute === undefined || !has(fieldList(argument(attribute, 'fields')?.value))) continue;
    const opposite = plan.oppositeOf(model, relation);
    if (opposite === undefined || !model.lines.removeField(relation.name.text)) return 'impossible';
    if (!opposite.model.lines.removeField(opposite.field.name.text)) return 'impossible';
  }
  const isId = field.attributes.some((attribute) => attribute.name.text === 'id');
  return !isId && model.lines.removeField(field.name.text) ? 'done' : 'impossible';
}

/** Whether a relation of another model points at the field. */
function isReferenced(plan: PrismaPlan, model: Model, field: Field): boolean {
  return [...plan.ctx.schema.tables.values()].some((table) =>
    plan.model(table)?.block.fields.some((relation) => {
      const attribute = relation.attributes.find((each) => each.name.text === 'relation');
      if (attribute === undefined || relation.type?.name.text !== model.name) return false;
      return fieldList(argument(attribute, 'references')?.value).includes(field.name.text);
    }),
  );
}

/** The column gets another name in the database; the field keeps its own. */
export function renameColumn(plan: PrismaPlan, { table: name, column, to }: ChangeOf<'rename-column'>): Outcome {
  const model = plan.model(name);
  const field = model && plan.writtenField(model, column);
  const line = field && model.lines.field(field.name.text);
  if (model === undefined || line === undefined) return 'impossible';
  model.lines.setAttribute(line, 'map', to === line.name ? undefined : `@map(${quoted(to)})`);
  return 'done';
}

export function renameTable(plan: PrismaPlan, { table: name, to }: ChangeOf<'rename-table'>): Outcome {
  const model = plan.model(name);
  if (
    model === undefined ||
    keyOf(plan.ctx.dialect, { ...to, name: '' }) !== keyOf(plan.ctx.dialect, { ...name, name: '' })
  ) {
    return 'impossible';
  }
  const attribute = model.block.attributes.find((each) => each.name.text === 'map');
  const text = to.name === model.name ? undefined : `@@map(${quoted(to.name)})`;
  if (attribute === undefined) {
    if (text !== undefined) model.lines.addAttribute(text);
    return 'done';
  }
  const isDone =
    text === undefined ? model.lines.removeAttribute(attribute) : model.lines.replaceAttribute(attribute, text);
  return isDone ? 'done' : 'impossible';
}
