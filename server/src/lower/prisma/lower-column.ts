/** A scalar field and the column that it is. */
import type { DataType } from '../../model/data-type.ts';
import { aType } from '../../model/factories.ts';
import type { PrismaColumn } from '../../model/orm.ts';
import { rememberedByElement } from '../../model/remembered.ts';
import type { Column } from '../../model/table.ts';
import type { Field } from '../../syntax/prisma/block.ts';
import { expressionIn, stringLiteral } from '../sql/read-fragment.ts';
import { argumentValue, attributeNamed, stringOf } from './attributes.ts';
import { type BlockSummary, type FieldSummary, fieldNamed, nativeAttribute } from './block-summary.ts';
import { columnTypeText, serialTypeText } from './column-types.ts';
import { constraintName } from './constraint-names.ts';
import { type DefaultValue, defaultOf } from './default-values.ts';
import { type LoweringContext, meaningOf, objectNameOf } from './lowering-context.ts';
import type { Provider } from './provider.ts';
import { typeWritten } from './written-sql.ts';

/** The column of a field; undefined when the field is none: a relation, or of a type that is not known. */
export function columnOf(
  context: LoweringContext,
  table: string,
  field: Field,
  summary: FieldSummary,
): Column | undefined {
  const typeText = fieldTypeText(context, summary);
  if (typeText === undefined || field.type === undefined) return undefined;
  const value = defaultOf(field, {
    provider: context.provider,
    scalar: scalarOf(context, summary),
    typeText,
    enumValue: (name) => enumValue(context, summary, name),
  });
  const isCounter = value.kind === 'counter';
  const isSerial = isCounter && context.provider === 'postgresql';
  const native = nativeAttribute(field.attributes);
  const text = isSerial ? serialTypeText(typeText) : summary.isList ? `${typeText}[]` : typeText;
  const end = native !== undefined && native.start < field.end ? native.end : field.type.end;
  const isIdentity = isCounter && context.provider === 'cockroachdb';
  const type = typeNamed(context, text);
  return {
    name: summary.mapped,
    type: { ...type, origin: context.at({ start: field.type.start, end }) },
    // A list is never required in the database.
    nullable: (summary.isOptional || summary.isList) && !isCounter,
    autoIncrement: isCounter,
    ...(isIdentity && { identity: 'by default' as const }),
    ...(value.kind === 'sql' && defaultMembers(context, table, field, summary, value.text)),
    orm: ormOf(field, summary, value),
    origin: context.at(field),
    nameOrigin: context.at(field.name),
  };
}

/** The type of the column that a field of another table needs to point at this one. */
export function referencingType(context: LoweringContext, field: FieldSummary): DataType | undefined {
  const text = fieldTypeText(context, field);
  return text === undefined ? undefined : typeNamed(context, text);
}

function typeNamed(context: LoweringContext, text: string): DataType {
  return typeWritten(text, context.dialect) ?? aType(text, 'unknown');
}

/** SQL of the type, without the brackets of a list; undefined when the field is no column. */
function fieldTypeText(context: LoweringContext, field: FieldSummary): string | undefined {
  if (field.type === undefined) return undefined;
  const meaning = meaningOf(context, field.type);
  if (meaning.kind === 'enum') return enumTypeText(context, meaning.block);
  if (meaning.kind === 'composite' && context.provider === 'mongodb') return 'object';
  if (meaning.kind !== 'scalar') return undefined;
  if (field.type === 'Unsupported') return field.unsupported ?? 'unsupported';
  return columnTypeText(field.type, field.native, context.provider);
}

function enumTypeText(context: LoweringContext, block: BlockSummary): string {
  const { provider } = context;
  if (provider === 'mysql') return inlineEnumText(block);
  if (!hasEnums(provider)) return columnTypeText('String', undefined, provider);
  const { schema, name } = objectNameOf(context, block);
  return schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

const inlineEnumText = rememberedByElement(
  ({ fields }: BlockSummary) => `ENUM(${fields.map(({ mapped }) => stringLiteral(mapped)).join(', ')})`,
);

/** Whether enums are types of the database. */
export function hasEnums(provider: Provider): boolean {
  return provider === 'postgresql' || provider === 'cockroachdb';
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function scalarOf(context: LoweringContext, { type = '' }: FieldSummary): string {
  return meaningOf(context, type).kind === 'enum' ? 'Enum' : type;
}

function enumValue(context: LoweringContext, { type = '' }: FieldSummary, name: string): string {
  const block = context.find(type);
  return (block && fieldNamed(block, name)?.mapped) ?? name;
}

function defaultMembers(
  context: LoweringContext,
  table: string,
  field: Field,
  summary: FieldSummary,
  text: string,
): Pick<Column, 'default' | 'defaultName'> {
  const expression = expressionIn(text, context.dialect);
  if (context.provider !== 'sqlserver') return { default: expression };
  const given = stringOf(argumentValue(attributeNamed(field.attributes, 'default')?.arguments, 'map'));
  return {
    default: expression,
    defaultName: given ?? constraintName(context.provider, table, [summary.mapped], 'df'),
  };
}

function ormOf(field: Field, summary: FieldSummary, value: DefaultValue): PrismaColumn {
  const has = (name: string) => attributeNamed(field.attributes, name) !== undefined;
  return {
    language: 'prisma',
    field: summary.name,
    scalar: summary.type ?? '',
    nativeTypeWritten: summary.native !== undefined,
    ignored: has('ignore'),
    isUpdatedAt: has('updatedAt'),
    list: summary.isList,
    defaultWritten: has('default'),
    ...(value.kind === 'client' && { clientDefault: value.name }),
  };
}
