import type { DataType } from '../../model/data-type.ts';
import { nowhere } from '../../model/origin.ts';
import type { SqlStyle } from './sql-style.ts';

/** A type as it was written; one that a rule asks for follows the case of the types around it. */
export function printType(style: SqlStyle, type: DataType): string {
  return type.origin === nowhere && style.types === 'upper' ? upperCase(type) : type.text;
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
