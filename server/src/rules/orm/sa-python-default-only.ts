import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';

/** A required column gets its value from Python only, so a row from plain SQL or a revision is refused. */
export const saPythonDefaultOnly = defineRule({
  id: 'sa-python-default-only',
  family: 'orm',
  severity: 'hint',
  summary: 'A required column gets its value from Python only, so a row from plain SQL or a revision is refused.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'column',
  only: { mapper: 'sqlalchemy' },
  *check({ table, column }) {
    const { orm } = column;
    if (orm?.language !== 'sqlalchemy' || orm.pythonDefault === undefined) return;
    if (column.nullable || column.default !== undefined || column.autoIncrement || column.generated !== undefined)
      return;
    if (table.primaryKey?.columns.includes(column.name) === true || table.triggers.length > 0) return;
    yield { at: orm.pythonDefault.origin, state: { table, column }, columns: [column.name] };
  },
  message: ({ table, column }) =>
    `${columnName(table, column)} is NOT NULL and has its default in Python only: an INSERT in SQL, in a revision or of another program fails without it. Add server_default where others write this table.`,
});
