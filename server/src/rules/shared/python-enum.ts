import type { Column } from '../../model/table.ts';

/** A column of SQLAlchemy that takes the values of an enum only, as whatever the database stores them. */
export function isEnum({ orm }: Column): boolean {
  return orm?.language === 'sqlalchemy' && (orm.enumClass !== undefined || /^enum$/i.test(orm.type ?? ''));
}
