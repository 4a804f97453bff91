/** Python's functions on texts and lists, as far as revisions build names and SQL with them. */
import type { Origin } from '../../model/origin.ts';
import { textOf, textsOf, type Value } from './alembic-value.ts';

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
    case 'reversed':
      return first?.kind === 'list' ? first : undefined;
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

export function textMethod(object: Value, name: string, args: readonly Value[], at: Origin): Value | undefined {
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
      return from === undefined || to === undefined ? undefined : made(object.value.replaceAll(from, to));
    }
    case 'join': {
      const texts = args[0]?.kind === 'list' ? textsOf(args[0]) : undefined;
      return texts === undefined ? undefined : made(texts.join(object.value));
    }
    case 'split': {
      const separator = textOf(args[0]);
      const parts = separator === undefined ? object.value.trim().split(/\s+/) : object.value.split(separator);
      return listOf(parts.map(made), at);
    }
    case 'format':
    case '%':
      return { ...withoutPlace(object), at, value: object.value, isPartial: true };
    default:
      return undefined;
  }
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
