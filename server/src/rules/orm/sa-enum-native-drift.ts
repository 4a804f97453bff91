import type { ObjectName } from '../../model/names.ts';
import type { Column } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { columnIn, describing, othersOf } from '../shared/other-description.ts';

/** A column is a native enum in the models and text in the migrations, or the other way round, so comparing it fails with some drivers. */
export const saEnumNativeDrift = defineRule({
  id: 'sa-enum-native-drift',
  family: 'orm',
  severity: 'info',
  summary:
    'A column is a native enum in the models and text in the migrations, or the other way round, so comparing it fails with some drivers.',
  dialects: ['postgresql'],
  fix: 'none',
  visits: 'column',
  only: { mapper: 'sqlalchemy', compared: true },
  *check({ table, column }, ctx) {
    if (column.orm?.language !== 'sqlalchemy') return;
    // A base that is not read may say which types annotations stand for.
    if (table.gaps.length > 0) return;
    for (const { source, other } of othersOf(table, ctx)) {
      const theirs = columnIn(other, column.name, ctx);
      if (theirs === undefined || theirs.type.dimensions > 0 || column.type.dimensions > 0) continue;
      const native = ctx.enumType(column.type) !== undefined;
      const isNativeThere = ctx.other(source)?.enumType(typeName(theirs)) !== undefined;
      if (native === isNativeThere || !isText(native ? theirs : column)) continue;
      yield {
        at: column.type.origin,
        state: { name: columnName(table, column), native, source },
        columns: [column.name],
        related: [{ message: `${theirs.type.text} here`, origin: theirs.type.origin }],
      };
    }
  },
  message: ({ name, native, source }) =>
    native
      ? `${name} is a native enum here, but text in ${describing(source)}: asyncpg and psycopg 3 send each value with its type, and PostgreSQL does not compare the two. Write Enum(..., native_enum=False), or change the type in a migration.`
      : `${name} is text here, but a native enum in ${describing(source)}: asyncpg and psycopg 3 send each value with its type, and PostgreSQL does not compare the two. Declare the enum, or change the type in a migration.`,
});

function typeName({ type }: Column): ObjectName {
  return { schema: type.schema, name: type.name };
}

function isText({ type }: Column): boolean {
  return type.family === 'text' || type.family === 'char';
}
