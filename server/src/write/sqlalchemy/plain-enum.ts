import type { EnumType } from '../../model/schema.ts';
import { isPythonName } from './python-text.ts';

/** Values that can be members of a Python enumeration; SQLAlchemy stores the members' names. */
export function isPlainEnum(type: EnumType): boolean {
  const reserved = new Set(['name', 'value', 'mro']);
  const values = new Set(type.values);
  return (
    values.size > 0 &&
    values.size === type.values.length &&
    type.values.every((value) => isPythonName(value) && !value.startsWith('_') && !reserved.has(value))
  );
}
