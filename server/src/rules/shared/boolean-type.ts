import type { DataType } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';

/** The type holds true or false, under the name that the database has for it: boolean, tinyint(1), bit. */
export function isBooleanType(type: DataType, dialect: Dialect): boolean {
  if (type.dimensions > 0) return false;
  if (type.family === 'boolean') return true;
  if (dialect === 'mysql') return (type.name === 'tinyint' || type.name === 'bit') && type.args[0] === '1';
  return dialect === 'sqlserver' && type.name === 'bit';
}
