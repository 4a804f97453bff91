import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';

/** A default is one list, dict or set that all new rows share, so a change to one shows up in others. */
export const saMutableDefault = defineRule({
  id: 'sa-mutable-default',
  family: 'orm',
  severity: 'warning',
  summary: 'A default is one list, dict or set that all new rows share, so a change to one shows up in others.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'column',
  only: { mapper: 'sqlalchemy' },
  *check({ table, column }) {
    const { orm } = column;
    // SQLModel copies defaults, as Pydantic does.
    if (orm?.language !== 'sqlalchemy' || orm.pythonDefault?.mutable !== true || isSqlmodel(table.orm)) return;
    // What is tracked for changes is copied into an object of its own.
    if (orm.tracksMutation) return;
    yield { at: orm.pythonDefault.origin, state: { table, column }, columns: [column.name] };
  },
  message: ({ table, column }) =>
    `The default of ${columnName(table, column)} is one object for all new rows: changing it in one row changes what the next rows begin with. Give a function that makes a new one, such as default=dict or default=list.`,
});

function isSqlmodel(orm: { readonly language: string; readonly style?: string } | undefined): boolean {
  return orm?.style === 'sqlmodel';
}
