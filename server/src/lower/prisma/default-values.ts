/** What `@default` makes of a column. */
import type { Field, Value } from '../../syntax/prisma/block.ts';
import { stringLiteral } from '../sql/read-fragment.ts';
import { argumentValue, attributeNamed, stringOf } from './attributes.ts';
import type { Provider } from './provider.ts';

export type DefaultValue =
  | { readonly kind: 'none' }
  /** The database's own counter. */
  | { readonly kind: 'counter'; readonly isSequence: boolean }
  /** A function of the client, which the database knows nothing of. */
  | { readonly kind: 'client'; readonly name: string }
  | { readonly kind: 'sql'; readonly text: string };

const clientFunctions: ReadonlySet<string> = new Set(['uuid', 'cuid', 'ulid', 'nanoid', 'auto']);

/** What a literal has to be written as. */
export interface DefaultTarget {
  readonly provider: Provider;
  /** A scalar type, or `Enum`. */
  readonly scalar: string;
  /** The column's type, without the brackets of a list. */
  readonly typeText: string;
  /** The enum's value behind a name. */
  readonly enumValue: (name: string) => string;
}

export function defaultOf(field: Field, target: DefaultTarget): DefaultValue {
  const value = argumentValue(attributeNamed(field.attributes, 'default')?.arguments, 'value', 0);
  if (value === undefined) return { kind: 'none' };
  if (value.kind === 'call') return functionDefault(value, target);
  if (value.kind === 'array') return listDefault(value.items, target);
  const text = literal(value, target);
  return text === undefined ? { kind: 'none' } : { kind: 'sql', text };
}

function functionDefault(call: Value & { kind: 'call' }, target: DefaultTarget): DefaultValue {
  const name = call.name.text;
  if (clientFunctions.has(name)) return { kind: 'client', name };
  switch (name) {
    case 'autoincrement':
      if (target.provider === 'cockroachdb') return { kind: 'sql', text: 'unique_rowid()' };
      return { kind: 'counter', isSequence: false };
    case 'sequence':
      return { kind: 'counter', isSequence: true };
    case 'now':
      return { kind: 'sql', text: now(target) };
    case 'dbgenerated': {
      const text = stringOf(call.arguments[0]?.value)?.trim();
      return text === undefined || text === '' ? { kind: 'none' } : { kind: 'sql', text };
    }
    default:
      return { kind: 'none' };
  }
}

/** MySQL wants the precision of the column said again. */
function now({ provider, typeText }: DefaultTarget): string {
  if (provider !== 'mysql') return 'CURRENT_TIMESTAMP';
  return `CURRENT_TIMESTAMP(${/\((\d+)\)/.exec(typeText)?.[1] ?? 3})`;
}

function listDefault(items: readonly Value[], target: DefaultTarget): DefaultValue {
  const texts = items.map((item) => literal(item, target));
  if (texts.includes(undefined)) return { kind: 'none' };
  return { kind: 'sql', text: `ARRAY[${texts.join(', ')}]::${target.typeText}[]` };
}

function literal(value: Value, { provider, scalar, enumValue }: DefaultTarget): string | undefined {
  switch (value.kind) {
    case 'number':
      return value.text;
    case 'boolean':
      return provider === 'sqlserver' ? String(Number(value.value)) : String(value.value);
    case 'path':
      return scalar === 'Enum' ? stringLiteral(enumValue(value.text)) : undefined;
    case 'string':
      return ofString(value.value, scalar, provider);
    default:
      return undefined;
  }
}

function ofString(text: string, scalar: string, provider: Provider): string | undefined {
  // MySQL has no defaults of these types.
  if (provider === 'mysql' && (scalar === 'Json' || scalar === 'Bytes')) return undefined;
  if (numbers.has(scalar) && /^-?\d+(?:\.\d+)?$/.test(text)) return text;
  if (scalar === 'DateTime') return stringLiteral(provider === 'mysql' ? text : spacedTime(text));
  if (scalar === 'Bytes') {
    const hex = hexOfBase64(text);
    if (provider === 'sqlserver') return `0x${hex}`;
    return provider === 'sqlite' ? `'${hex}'` : `'\\x${hex}'`;
  }
  return stringLiteral(text);
}

/** Large numbers may be written as strings. */
const numbers: ReadonlySet<string> = new Set(['Int', 'BigInt', 'Float', 'Decimal']);

/** `2020-01-02T03:04:05.000Z` as the databases read it: `2020-01-02 03:04:05 +00:00`. */
function spacedTime(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d*?)0*)?(Z|[-+]\d\d:\d\d)$/i.exec(text);
  if (parts === null) return text;
  const [, date, time, digits = '', zone] = parts;
  // Milli-, micro- or nanoseconds, whatever is needed.
  const fraction = digits === '' ? '' : `.${digits.padEnd(Math.ceil(digits.length / 3) * 3, '0')}`;
  return `${date} ${time}${fraction} ${zone === 'Z' || zone === 'z' ? '+00:00' : zone}`;
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function hexOfBase64(text: string): string {
  let hex = '';
  let bits = 0;
  let count = 0;
  for (const digit of text) {
    const value = base64Digits.indexOf(digit);
    if (value === -1) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    hex += ((bits >> count) & 0xff).toString(16).padStart(2, '0');
  }
  return hex;
}
