import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';

/** The annotation and nullable= say different things about None. */
export const saMappedOptionalMismatch = defineRule({
  id: 'sa-mapped-optional-mismatch',
  family: 'orm',
  severity: 'info',
  summary: 'The annotation and nullable= say different things about None.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'column',
  *check({ table, column }) {
    const { orm } = column;
    if (orm?.language !== 'sqlalchemy' || orm.nullableWritten === undefined) return;
    const optional = orm.annotatedOptional;
    if (optional === undefined || optional === orm.nullableWritten.value) return;
    if (table.primaryKey?.columns.includes(column.name) === true) return;
    yield {
      at: orm.nullableWritten.origin,
      state: { table, column, optional },
      // None until the row is flushed is a reason to annotate what the database refuses.
      severity: optional ? 'hint' : 'info',
      columns: [column.name],
      related: orm.annotationOrigin === undefined ? [] : [{ message: 'The annotation', origin: orm.annotationOrigin }],
    };
  },
  message: ({ table, column, optional }) =>
    optional
      ? `${columnName(table, column)} is annotated as Optional, but nullable=False makes the database refuse None. Let both say the same.`
      : `${columnName(table, column)} may be NULL by nullable=True, but its annotation promises a value: type checkers do not warn where None arrives. Annotate it as Optional, or leave nullable=True out.`,
});
