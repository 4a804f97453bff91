/** Python's functions on texts and lists, as far as revisions build names and SQL with them. */
import type { Origin } from '../../model/origin.ts';
import { isTrue, textOf, textsOf, type Value } from './alembic-value.ts';

/** Longest text that is put into another one. */
export const longestPart = 5_000;

const longestText = 1_000_000;
const longestList = 2_000;

/** Code that doubles a text or a list in a loop would fill the memory. */
export function isTooLong(value: Value): boolean {
  if (value.kind === 'text') return value.from === undefined && value.value.length > longestText;
  return value.kind === 'list' && value.items.length > longestList;
}

export function builtinCall(name: string, args: readonly Value[], at: Origin): Value | undefined {
  const [first, second] = args;
  switch (name) {
    case 'textwrap.dedent':
    case 'inspect.cleandoc':
      return first?.kind === 'text' ? { ...withoutPlace(first), value: dedented(first.value) } : undefined;
    case 'str':
      return first?.kind === 'text' ? first : undefined;
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
    case 'sorted':
      return first?.kind === 'list' ? listOf([...first.items], at) : undefined;
    case 'reversed':
      return first?.kind === 'list' ? listOf(first.items.toReversed(), at) : undefined;
    case 'bool': {
      const truth = first === undefined ? undefined : isTrue(first);
      return truth === undefined ? undefined : { kind: 'boolean', value: truth, at };
    }
    case 'zip': {
      if (first?.kind !== 'list' || second?.kind !== 'list') return undefined;
      const length = Math.min(first.items.length, second.items.length);
      const items = first.items.slice(0, length);
      return { kind: 'list', items: items.map((item, index) => listOf([item, second.items[index]!], at)), at };
    }
    case 'enumerate':
      if (first?.kind !== 'list') return undefined;
      return listOf(
        first.items.map((item, index) => listOf([{ kind: 'number', text: String(index), at }, item], at)),
        at,
      );
    default:
      return undefined;
  }
}

export function textMethod(
  object: Value,
  name: string,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
  at: Origin,
): Value | undefined {
  if (object.kind === 'list') return listMethod(object.items as Value[], name, args, at);
  if (object.kind === 'dict') return dictMethod(object, name, args, at);
  if (object.kind !== 'text') return undefined;
  const made = (value: string): Value => ({ ...withoutPlace(object), value, at });
  switch (name) {
    case 'strip':
      return args.length === 0 ? made(object.value.trim()) : undefined;
    case 'lower':
      return made(object.value.toLowerCase());
    case 'upper':
      return made(object.value.toUpperCase());
    case 'replace': {
      const [from, to] = args.map(textOf);
      if (from === undefined || to === undefined) return undefined;
      if ((object.value.length / Math.max(1, from.length) + 1) * to.length > 10 * longestText) return undefined;
      return made(object.value.replaceAll(from, to));
    }
    case 'startswith':
    case 'endswith': {
      const [asked] = args;
      const parts = asked?.kind === 'list' ? textsOf(asked) : [textOf(asked)];
      if (object.isPartial === true || parts === undefined || args.length !== 1) return undefined;
      if (parts.some((part) => part === undefined)) return undefined;
      const value = parts.some((part) =>
        name === 'startswith' ? object.value.startsWith(part!) : object.value.endsWith(part!),
      );
      return { kind: 'boolean', value, at };
    }
    case 'join': {
      const texts = args[0]?.kind === 'list' ? textsOf(args[0]) : undefined;
      const isLong = object.value.length > longestPart || texts?.some((text) => text.length > longestPart) === true;
      return texts === undefined || isLong ? undefined : made(texts.join(object.value));
    }
    case 'split': {
      const separator = textOf(args[0]);
      const parts = separator === undefined ? object.value.trim().split(/\s+/) : object.value.split(separator);
      return listOf(parts.map(made), at);
    }
    case 'format':
      return formatted(object, braces, at, (key, index) =>
        /^\d*$/.test(key) ? args[key === '' ? index : Number(key)] : keywords.get(key),
      );
    case '%': {
      const [values] = args;
      return formatted(object, percents, at, (key, index) => {
        if (values?.kind === 'dict') return values.entries.find(([own]) => textOf(own) === key)?.[1];
        return values?.kind === 'list' ? values.items[index] : values;
      });
    }
    default:
      return undefined;
  }
}

const braces = /\{\{|\}\}|\{(\w*)[^{}]*\}/g;
const percents = /%%|%(?:\((\w+)\))?[sdr]/g;

/** Values put into a text; what is not known of them stands as `{unknown}`. */
function formatted(
  object: Value & { kind: 'text' },
  place: RegExp,
  at: Origin,
  partOf: (key: string, index: number) => Value | undefined,
): Value {
  if (object.isPartial === true || object.value.length > 10 * longestPart) {
    return { kind: 'text', value: object.value, at, isPartial: true };
  }
  let isPartial = false;
  let index = 0;
  const value = object.value.replace(place, (whole, key: string | undefined) => {
    if (whole === '{{' || whole === '}}' || whole === '%%') return whole[0]!;
    const found = partOf(key ?? '', index++);
    const known = found?.kind === 'number' ? found.text : textOf(found);
    if (known === undefined || known.length > longestPart) {
      isPartial = true;
      return '{unknown}';
    }
    return known;
  });
  return isPartial ? { kind: 'text', value, at, isPartial } : { kind: 'text', value, at };
}

/** Lists grow where the code makes them grow: whoever holds the list sees it. */
function listMethod(items: Value[], name: string, args: readonly Value[], at: Origin): Value | undefined {
  const [first, second] = args;
  if (name === 'append' && first !== undefined) items.push(first);
  else if (name === 'insert' && second !== undefined) items.unshift(second);
  else if (name === 'extend' && first?.kind === 'list' && items.length <= longestList) items.push(...first.items);
  else return name === 'copy' ? listOf([...items], at) : undefined;
  return { kind: 'none', at };
}

function dictMethod(object: Value & { kind: 'dict' }, name: string, args: readonly Value[], at: Origin) {
  switch (name) {
    case 'items':
      return listOf(
        object.entries.map((entry) => listOf(entry, at)),
        at,
      );
    case 'keys':
      return listOf(
        object.entries.map(([key]) => key),
        at,
      );
    case 'values':
      return listOf(
        object.entries.map(([, value]) => value),
        at,
      );
    case 'get': {
      const wanted = textOf(args[0]);
      return wanted === undefined ? undefined : object.entries.find(([key]) => textOf(key) === wanted)?.[1];
    }
    default:
      return undefined;
  }
}

function listOf(items: readonly Value[], at: Origin): Value {
  return { kind: 'list', items, at };
}

function withoutPlace({ from: _, ...text }: Value & { kind: 'text' }): Value & { kind: 'text' } {
  return text;
}

/** Without the white space that all lines begin with. */
function dedented(text: string): string {
  const lines = text.split('\n');
  const margins = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)![0].length);
  const margin = margins.reduce((least, length) => Math.min(least, length), Number.POSITIVE_INFINITY);
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(margin))).join('\n');
}
