import type { DataType } from '../../model/data-type.ts';
import { nowhere } from '../../model/origin.ts';
import type { SqlStyle } from './sql-style.ts';

/** A type as it was written; one that a rule asks for follows the case of the types around it. */
export function printType(style: SqlStyle, type: DataType): string {
  return type.origin === nowhere && style.types === 'upper' ? upperCase(type) : type.text;
}

/** `serial` is a type in a definition only: the one that counts over the integer type, in the case of `written`. */
export function serialOf(integer: string, written: string): string | undefined {
  const serial = { smallint: 'smallserial', integer: 'serial', bigint: 'bigserial' }[integer];
  return serial !== undefined && written === written.toUpperCase() ? serial.toUpperCase() : serial;
}

/** The type as a column definition says it; SQLAlchemy calls `serial` by its integer. */
export function printDefinedType(style: SqlStyle, type: DataType): string {
  const text = printType(style, type);
  if (style.dialect !== 'postgresql' || type.serial !== true || /serial/i.test(text)) return text;
  return serialOf(type.name, text) ?? text;
}

/** The type without what only a column definition may say: `serial` is `integer` with a default. */
export function printStoredType(style: SqlStyle, type: DataType): string {
  if (type.serial !== true) return printType(style, type);
  return style.types === 'upper' ? type.name.toUpperCase() : type.name;
}

/** Built-in type names are keywords; names of user-defined types and quoted values stay as they are. */
function upperCase(type: DataType): string {
  if (type.family === 'unknown' || type.family === 'enum' || type.schema !== undefined) return type.text;
  return type.text.includes("'") || type.text.includes('"') ? type.text : type.text.toUpperCase();
}
