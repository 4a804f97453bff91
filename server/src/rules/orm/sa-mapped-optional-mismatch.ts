import { displayName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';

/** The annotation and nullable= say different things about None. */
export const saMappedOptionalMismatch = defineRule({
  id: 'sa-mapped-optional-mismatch',
  family: 'orm',
  severity: 'info',
  summary: 'The annotation and nullable= say different things about None.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  only: { mapper: 'sqlalchemy' },
  *check(table) {
    for (const optional of [false, true]) {
      const columns = table.columns.filter((column) => differs(column, table, optional));
      const [first, ...others] = columns.map(placeOf);
      if (first === undefined) continue;
      yield {
        at: first.origin,
        state: { table, names: columns.map(({ name }) => name), optional },
        // None until the row is flushed is a reason to annotate what the database refuses.
        severity: optional ? 'hint' : 'info',
        columns: columns.map(({ name }) => name),
        related: others.slice(0, 20).map(({ name, origin }) => ({ message: `${name} too`, origin })),
      };
    }
  },
  message({ table, names, optional }) {
    const start = `${nameList(names)} of ${displayName(table)}`;
    return optional
      ? `${start} ${names.length > 1 ? 'are' : 'is'} annotated as Optional, but nullable=False makes the database refuse None. Let both say the same.`
      : `${start} may be NULL by nullable=True, but the annotation promises a value: type checkers do not warn where None arrives. Annotate ${names.length > 1 ? 'them' : 'it'} as Optional, or leave nullable=True out.`;
  },
});

/** The annotation says `optional`, and `nullable=` the opposite. */
function differs({ name, orm }: Column, { primaryKey }: Table, optional: boolean): boolean {
  if (orm?.language !== 'sqlalchemy' || orm.annotatedOptional !== optional) return false;
  return orm.nullableWritten?.value === !optional && primaryKey?.columns.includes(name) !== true;
}

function placeOf({ name, nameOrigin, orm }: Column): { readonly name: string; readonly origin: Origin } {
  return { name, origin: (orm?.language === 'sqlalchemy' && orm.nullableWritten?.origin) || nameOrigin };
}
