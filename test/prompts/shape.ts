/** Says where data differs from the shape it should have. */
import { isMapping } from './prompt-files.ts';

export type Shape =
  | 'text'
  | { readonly integer: readonly [least: number, most: number] }
  | { readonly matching: RegExp }
  | { readonly oneOf: readonly string[] }
  | { readonly listOf: Shape; readonly least?: number }
  | { readonly fields: Readonly<Record<string, Shape>>; readonly optional?: readonly string[] };

/** One line for each difference; empty when the data has the shape and nothing more. */
export function differences(value: unknown, shape: Shape, path = ''): readonly string[] {
  const wrong = (expected: string): readonly string[] => [`${path}: ${expected}, found ${JSON.stringify(value)}`];
  if (shape === 'text') return typeof value === 'string' && value.trim() !== '' ? [] : wrong('a text');
  if ('integer' in shape) {
    const [least, most] = shape.integer;
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return fits ? [] : wrong(`an integer from ${least} to ${most}`);
  }
  if ('matching' in shape) {
    return typeof value === 'string' && shape.matching.test(value) ? [] : wrong(`a text like ${shape.matching}`);
  }
  if ('oneOf' in shape) {
    return typeof value === 'string' && shape.oneOf.includes(value) ? [] : wrong('a known id');
  }
  if ('listOf' in shape) {
    if (!Array.isArray(value)) return wrong('a list');
    const items: readonly unknown[] = value;
    const few = items.length < (shape.least ?? 0) ? wrong(`at least ${shape.least} items`) : [];
    const repeated =
      new Set(items.map((item) => JSON.stringify(item))).size < items.length ? wrong('no repetition') : [];
    return [...few, ...repeated, ...items.flatMap((item, at) => differences(item, shape.listOf, `${path}[${at}]`))];
  }
  if (!isMapping(value)) return wrong('a mapping');
  const optional = shape.optional ?? [];
  const unknown = Object.keys(value).filter((key) => !(key in shape.fields));
  return [
    ...unknown.map((key) => `${path}.${key}: not a field`),
    ...Object.entries(shape.fields).flatMap(([key, field]) =>
      key in value || !optional.includes(key) ? differences(value[key], field, `${path}.${key}`) : [],
    ),
  ];
}
