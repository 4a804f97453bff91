import { displayName } from '../model/names.ts';
import type { Table } from '../model/table.ts';
import { asData, databaseFor, databaseProperty, databasesIn, integerIn, stringIn, type Tool } from './tool.ts';

const mostTables = 200;

export const listTables: Tool = {
  name: 'list_tables',
  title: 'List tables',
  description:
    'Lists the databases that the SQL, Prisma and SQLAlchemy files of the workspace describe, with their tables: ' +
    'number of columns, primary key, tables referred to. Start here.',
  properties: {
    database: databaseProperty,
    filter: { type: 'string', description: 'Only tables whose name contains this.' },
    offset: { type: 'integer', description: 'How many tables to pass over, for the next page.' },
    limit: { type: 'integer', description: `How many tables to list (default and most: ${mostTables}).` },
  },
  required: [],
  run(input, context) {
    const databases = stringIn(input, 'database') === undefined ? databasesIn(context) : [databaseFor(input, context)];
    if (databases.length === 0) return { markdown: 'The workspace describes no database.' };
    const filter = stringIn(input, 'filter')?.toLowerCase() ?? '';
    const offset = integerIn(input, 'offset', 0, Number.MAX_SAFE_INTEGER);
    const limit = integerIn(input, 'limit', mostTables, mostTables);
    const listed = databases.map(({ name, dialect, files, schema }) => {
      const tables = [...schema.tables.values()].filter((table) => displayName(table).toLowerCase().includes(filter));
      const shown = tables.slice(offset, offset + limit);
      return {
        database: name,
        dialect,
        files: files.length,
        views: [...schema.views.values()].slice(0, limit).map(displayName),
        tables: shown.map(summary),
        ...(offset + shown.length < tables.length && { more: tables.length - offset - shown.length }),
      };
    });
    return { markdown: asData('json', lines(listed)) };
  },
};

function summary(table: Table) {
  const targets = new Set(table.foreignKeys.map(({ references }) => displayName(references.table)));
  return {
    name: displayName(table),
    columns: table.columns.length,
    primaryKey: table.primaryKey?.columns ?? null,
    references: [...targets],
  };
}

/** JSON with a table a line, which is read and cut more easily than one long line. */
function lines(databases: readonly { readonly tables: readonly object[] }[]): string {
  const texts = databases.map(({ tables, ...rest }) => {
    const head = JSON.stringify(rest).slice(0, -1);
    return `${head},"tables":[\n${tables.map((table) => JSON.stringify(table)).join(',\n')}\n]}`;
  });
  return `[${texts.join(',\n')}]`;
}
