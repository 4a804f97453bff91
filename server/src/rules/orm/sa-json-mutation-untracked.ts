import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';

/** A JSON column is not tracked for changes inside the value, so SQLAlchemy does not save them. */
export const saJsonMutationUntracked = defineRule({
  id: 'sa-json-mutation-untracked',
  family: 'orm',
  severity: 'hint',
  summary: 'A JSON column is not tracked for changes inside the value, so SQLAlchemy does not save them.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  only: { mapper: 'sqlalchemy' },
  *votes(table) {
    const documents = table.columns.filter(isDocument);
    if (documents.some(isTracked)) yield 'tracked';
    if (!documents.every(isTracked)) yield 'untracked';
  },
  // Where most documents are tracked, those that are not were forgotten.
  verdict(voters): Readonly<Record<string, string>> {
    const tracked = voters.get('tracked')?.size ?? 0;
    return tracked > 0 && tracked >= (voters.get('untracked')?.size ?? 0) ? { most: 'tracked' } : {};
  },
  *check(table, ctx) {
    if (table.orm?.language !== 'sqlalchemy' || table.orm.style === 'table') return;
    for (const column of table.columns) {
      if (!isDocument(column) || isTracked(column)) continue;
      const others = ctx.verdict('most') !== undefined;
      yield {
        at: column.type.origin,
        state: { table, column, others },
        severity: others ? 'info' : 'hint',
        columns: [column.name],
      };
    }
  },
  message: ({ table, column, others }) =>
    `Changes inside ${columnName(table, column)} are not seen${others ? ', unlike those of other JSON columns here' : ''}: row.${attributeOf(column)}["key"] = 1 is never saved. Use MutableDict.as_mutable(...), or assign a new value each time.`,
});

function attributeOf({ orm, name }: Column): string {
  return orm?.language === 'sqlalchemy' ? orm.attribute : name;
}

function isDocument({ type, orm }: Table['columns'][number]): boolean {
  return orm?.language === 'sqlalchemy' && (type.family === 'json' || type.family === 'jsonb') && type.dimensions === 0;
}

function isTracked(column: Column): boolean {
  return isDocument(column) && column.orm?.language === 'sqlalchemy' && column.orm.tracksMutation;
}
