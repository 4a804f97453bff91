import { aType } from '../../model/factories.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { typeFix } from '../shared/type-change.ts';
import { isFilledWithZone } from '../shared/zoned-default.ts';

/** A DateTime without timezone=True is filled with times that have a zone, which drivers refuse or convert silently. */
export const saDatetimeNaive = defineRule({
  id: 'sa-datetime-naive',
  family: 'orm',
  severity: 'info',
  summary:
    'A DateTime without timezone=True is filled with times that have a zone, which drivers refuse or convert silently.',
  dialects: ['postgresql'],
  fix: 'unsafe',
  visits: 'column',
  only: { mapper: 'sqlalchemy', types: ['timestamp'] },
  *check({ table, column }) {
    // A base that is not read may map datetime to a type with a zone.
    if (!isFilledWithZone(column) || table.gaps.length > 0) return;
    yield { at: column.type.origin, state: { table, column }, columns: [column.name] };
  },
  message: ({ table, column }) =>
    `${columnName(table, column)} has no time zone, but its default is a time with one: asyncpg refuses it, psycopg turns it into the session's local time, and what is read back cannot be compared with datetime.now(UTC). Write DateTime(timezone=True).`,
  fixes: ({ table, column }, ctx) => typeFix(table, column, aType('timestamptz', 'timestamptz', column.type.args), ctx),
});
