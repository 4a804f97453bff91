import type { Origin } from './origin.ts';

/** What a type is for, across dialects. `unknown` is a user-defined type or one we do not know. */
export type TypeFamily =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'money'
  | 'text'
  | 'char'
  | 'boolean'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'timestamptz'
  | 'interval'
  | 'uuid'
  | 'json'
  | 'jsonb'
  | 'binary'
  | 'bit'
  | 'enum'
  | 'network'
  | 'geometry'
  | 'range'
  | 'tsvector'
  | 'xml'
  | 'unknown';

/**
 * A column's type.
 *
 * `family` says what an element is: for `text[]` it is 'text' with `dimensions` 1; test `dimensions` first where an
 * array would be wrong.
 */
export interface DataType {
  /** As written, white space folded. */
  readonly text: string;
  /** Canonical name of the dialect in lower case, without arguments: `integer`, `varchar`, `timestamptz`, `nvarchar`. */
  readonly name: string;
  /** Schema of a user-defined type, when written. */
  readonly schema?: string;
  /** Arguments as written: length, precision, scale, or `max`. */
  readonly args: readonly string[];
  /** The size is made by code: there may be one although `args` has none. */
  readonly openSize?: true;
  /** Whether a time zone is kept depends on the version of a library: `family` may as well be the other one. */
  readonly openZone?: true;
  readonly family: TypeFamily;
  /** Array dimensions; 0 for a scalar. */
  readonly dimensions: number;
  readonly unsigned?: true;
  /** MySQL `ZEROFILL`. */
  readonly zerofill?: true;
  /** Values of an inline ENUM or SET (MySQL). */
  readonly values?: readonly string[];
  /** The column was written as `serial`, `bigserial` or `smallserial`; `name` then is the integer type behind it. */
  readonly serial?: true;
  readonly origin: Origin;
}

/** Bytes of the fixed-width integer types; undefined for everything else. */
export function integerBytes(type: DataType): number | undefined {
  if (type.family !== 'integer' || type.dimensions > 0) return undefined;
  return integerWidths[type.name];
}

const integerWidths: Readonly<Record<string, number>> = {
  tinyint: 1,
  smallint: 2,
  mediumint: 3,
  integer: 4,
  bigint: 8,
};

/** Length limit of a character type: undefined when unlimited, not a character type, or `max`. */
export function characterLimit(type: DataType): number | undefined {
  if (type.family !== 'text' && type.family !== 'char') return undefined;
  const first = type.args[0];
  if (first === undefined) return type.name === 'char' || type.name === 'nchar' ? 1 : undefined;
  const limit = Number(first);
  return Number.isInteger(limit) ? limit : undefined;
}
