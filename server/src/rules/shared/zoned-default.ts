import type { Column } from '../../model/table.ts';

/** A timestamp without zone whose default in Python is a time with one. */
export function isFilledWithZone({ orm, type }: Column): boolean {
  if (orm?.language !== 'sqlalchemy' || orm.pythonDefault?.zoned !== true) return false;
  return type.family === 'timestamp' && type.openZone !== true && type.dimensions === 0;
}
