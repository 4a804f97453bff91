/** What other blocks need to know of a block: no places, so that an edit elsewhere in it changes nothing for them. */
import { rememberedByElement } from '../../model/remembered.ts';
import type { Attribute, Block, BlockKind, Field } from '../../syntax/prisma/block.ts';
import { argumentValue, attributeNamed, fieldsNamed, nameGiven, stringOf, textOf } from './attributes.ts';

export interface BlockSummary {
  readonly kind: BlockKind;
  readonly name: string;
  /** The name in the database. */
  readonly mapped: string;
  /** `@@schema`. */
  readonly schema: string | undefined;
  /** Fields; of an enum its values. */
  readonly fields: readonly FieldSummary[];
  /** Names of the fields that make the primary key. */
  readonly key: readonly string[];
}

export interface FieldSummary {
  readonly name: string;
  readonly mapped: string;
  /** Undefined for values of enums and half-typed fields. */
  readonly type: string | undefined;
  readonly isList: boolean;
  readonly isOptional: boolean;
  readonly native: NativeType | undefined;
  /** What `Unsupported("…")` holds. */
  readonly unsupported: string | undefined;
  readonly relation: RelationSummary;
}

/** `@db.VarChar(20)`. */
export interface NativeType {
  readonly name: string;
  readonly args: readonly string[];
}

/** What `@relation` says; all empty without it. */
export interface RelationSummary {
  readonly name: string | undefined;
  readonly fields: readonly string[];
  readonly references: readonly string[];
}

const fieldsByName = rememberedByElement(
  ({ fields }: BlockSummary): ReadonlyMap<string, FieldSummary> =>
    new Map(fields.toReversed().map((field) => [field.name, field])),
);

/** The field, or the value of an enum, with that name; the first one when there are several. */
export function fieldNamed(block: BlockSummary, name: string): FieldSummary | undefined {
  return fieldsByName(block).get(name);
}

/**
 * What of another block concerns one that refers to it: of a model the key, the fields that the relations name, and the
 * fields on their other side.
 */
export function seenFrom(block: BlockSummary, other: BlockSummary): BlockSummary {
  if (other.kind !== 'model' && other.kind !== 'view') return other;
  const relations = fieldsByType(block).get(other.name) ?? [];
  const names = new Set([...other.key, ...relations.flatMap(({ relation }) => relation.references)]);
  const named = [...names].flatMap((name) => fieldNamed(other, name) ?? []);
  const fields = new Set([...named, ...(fieldsByType(other).get(block.name) ?? [])]);
  return { ...other, fields: [...fields] };
}

const fieldsByType = rememberedByElement(({ fields }: BlockSummary): ReadonlyMap<string, readonly FieldSummary[]> => {
  const byType = new Map<string, FieldSummary[]>();
  for (const field of fields) {
    if (field.type === undefined) continue;
    const list = byType.get(field.type);
    if (list === undefined) byType.set(field.type, [field]);
    else list.push(field);
  }
  return byType;
});

export function summaryOf(block: Block): BlockSummary {
  const name = block.name?.text ?? '';
  return {
    kind: block.kind,
    name,
    mapped: nameGiven(block.attributes, 'map') ?? name,
    schema: nameGiven(block.attributes, 'schema'),
    fields: block.fields.map(fieldSummary),
    key: keyFields(block),
  };
}

function fieldSummary({ name, type, attributes }: Field): FieldSummary {
  return {
    name: name.text,
    mapped: nameGiven(attributes, 'map') ?? name.text,
    type: type?.name.text,
    isList: type?.isList === true,
    isOptional: type?.isOptional === true,
    native: nativeType(attributes),
    unsupported: type?.unsupported,
    relation: relationSummary(attributeNamed(attributes, 'relation')),
  };
}

/** The attribute that chooses the database's type: its first part names the datasource, `db` mostly. */
export function nativeAttribute(attributes: readonly Attribute[]): Attribute | undefined {
  return attributes.find(({ name }) => name.text.includes('.'));
}

function nativeType(attributes: readonly Attribute[]): NativeType | undefined {
  const attribute = nativeAttribute(attributes);
  if (attribute === undefined) return undefined;
  return {
    name: attribute.name.text.slice(attribute.name.text.indexOf('.') + 1),
    args: attribute.arguments.map((argument) => textOf(argument.value) ?? ''),
  };
}

function relationSummary(attribute: Attribute | undefined): RelationSummary {
  return {
    name: stringOf(argumentValue(attribute?.arguments, 'name', 0)),
    fields: fieldsNamed(argumentValue(attribute?.arguments, 'fields')).map(({ name }) => name),
    references: fieldsNamed(argumentValue(attribute?.arguments, 'references')).map(({ name }) => name),
  };
}

function keyFields(block: Block): readonly string[] {
  const single = block.fields.find(({ attributes }) => attributeNamed(attributes, 'id') !== undefined);
  if (single !== undefined) return [single.name.text];
  const attribute = attributeNamed(block.attributes, 'id');
  return fieldsNamed(argumentValue(attribute?.arguments, 'fields', 0)).map(({ name }) => name);
}
