/** Questions to the attributes and arguments of a block's syntax. */
import type { Argument, Attribute, Value } from '../../syntax/prisma/block.ts';

export function attributeNamed(attributes: readonly Attribute[], name: string): Attribute | undefined {
  return attributes.find((attribute) => attribute.name.text === name);
}

/** The argument of that name; else, when `position` is given, the unnamed one that stands there. */
export function argumentValue(
  args: readonly Argument[] | undefined,
  name: string,
  position?: number,
): Value | undefined {
  const named = args?.find((argument) => argument.name?.text === name);
  if (named !== undefined) return named.value;
  return position === undefined ? undefined : args?.filter((argument) => argument.name === undefined)[position]?.value;
}

export function stringOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

/** The name that `@map`, `@@map`, `@@schema` and the like give. */
export function nameGiven(attributes: readonly Attribute[], attribute: string): string | undefined {
  return stringOf(
    argumentValue(attributeNamed(attributes, attribute)?.arguments, attribute === 'map' ? 'name' : 'map', 0),
  );
}

/** What a value lists: the items of an array, or the value itself. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'array' ? value.items : [value];
}

/** A field that an attribute's list names: `id`, `name(sort: Desc)`. */
export interface NamedField {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly options: readonly Argument[];
}

/** The fields named in `[id, name(sort: Desc)]`. Paths into composite types are left out. */
export function fieldsNamed(value: Value | undefined): readonly NamedField[] {
  return itemsOf(value).flatMap((item) => {
    if (item.kind === 'path') {
      return [{ name: item.text, start: item.start, end: item.end, options: [] }];
    }
    if (item.kind !== 'call') return [];
    return [{ name: item.name.text, start: item.name.start, end: item.name.end, options: item.arguments }];
  });
}

/** A value as it is written in SQL's terms: the text of a name or number, the content of a string. */
export function textOf(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'number':
    case 'path':
      return value.text;
    case 'boolean':
      return String(value.value);
    default:
      return undefined;
  }
}
