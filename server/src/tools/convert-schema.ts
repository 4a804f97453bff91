import type { Database } from '../analysis/analyzer.ts';
import type { Schema } from '../model/schema.ts';
import { type SchemaFormatName, schemaFormats } from '../write/schema-formats.ts';
import { tableNamed } from './describe-table.ts';
import { asData, databaseFor, databaseProperty, stringIn, type Tool } from './tool.ts';

export const convertSchema: Tool = {
  name: 'convert_schema',
  title: 'Convert schema',
  description:
    'Writes a database of the workspace, or some of its tables, in another language: SQL, Prisma, SQLAlchemy, SQLModel, DBML or ' +
    'a Mermaid diagram. Nothing is changed; the text is the answer.',
  properties: {
    to: { type: 'string', enum: Object.keys(schemaFormats), description: 'The language to write.' },
    tables: { type: 'string', description: 'Names of tables, separated by commas; all when left out.' },
    database: databaseProperty,
  },
  required: ['to'],
  run(input, context) {
    const database = databaseFor(input, context);
    const format = schemaFormats[stringIn(input, 'to') as SchemaFormatName];
    const wanted = (stringIn(input, 'tables') ?? '').split(',').filter((name) => name.trim() !== '');
    const schema = wanted.length === 0 ? database.schema : only(database, wanted);
    return { markdown: asData(format.languageId, format.print(schema)) };
  },
};

/** The named tables, and the types that any of them may use. */
function only(database: Database, names: readonly string[]): Schema {
  const tables = names.map((name) => tableNamed(database, name));
  return { ...database.schema, tables: new Map(tables.map((table) => [table.key, table])), views: new Map() };
}
