import type { Database } from '../analysis/analyzer.ts';
import { foldCase } from '../model/dialect.ts';
import { displayName, keyOf } from '../model/names.ts';
import type { Table } from '../model/table.ts';
import { mostSimilar } from '../text/similar-name.ts';
import { printCreateIndex } from '../write/sql/print-index.ts';
import { printCreateTable } from '../write/sql/print-table.ts';
import { plainStyle } from '../write/sql/sql-style.ts';
import {
  asData,
  databaseFor,
  databaseProperty,
  databasesIn,
  type Input,
  stringIn,
  type Tool,
  type ToolContext,
  ToolError,
} from './tool.ts';

export const describeTable: Tool = {
  name: 'describe_table',
  title: 'Describe table',
  description:
    'Shows one table of the workspace as all files together make it: columns, keys, checks, indexes, which tables ' +
    'refer to it, where it is written, and what could not be understood of it.',
  properties: {
    table: { type: 'string', description: 'Name of the table, with its schema where it is not the default one.' },
    database: databaseProperty,
  },
  required: ['table'],
  run(input, context) {
    const name = stringIn(input, 'table') ?? '';
    const database = databaseWith(name, input, context);
    const table = tableNamed(database, name);
    const { schema } = database;
    const span = context.analyzer.spanOf(table.nameOrigin);
    const place = span === undefined ? undefined : context.workspace().placeOf(table.nameOrigin.file, span);
    const from = [...schema.tables.values()].filter((other) =>
      other.foreignKeys.some(({ references }) => keyOf(schema.dialect, references.table) === table.key),
    );
    const facts = [
      `Dialect: ${schema.dialect}.`,
      place === undefined ? '' : `Written in ${place}.`,
      from.length === 0 ? '' : `Referred to by ${from.slice(0, 40).map(displayName).join(', ')}.`,
      ...table.gaps.slice(0, 5).map(({ reason }) => `Not understood: ${reason.replace(/\s+/g, ' ')}`),
    ].filter(Boolean);
    const comments = facts.map((fact) => `-- ${fact}`);
    return { markdown: asData('sql', [...comments, ...statementsOf(database, table)].join('\n')) };
  },
};

function statementsOf({ schema }: Database, table: Table): readonly string[] {
  const style = plainStyle(schema.dialect);
  const printed = printCreateTable(style, table);
  const columns = table.columns.map(({ name, type }) => `--   ${name} ${type.text}`);
  // MySQL's plain indexes are inside CREATE TABLE.
  const indexes = schema.dialect === 'mysql' ? [] : table.indexes;
  return [
    ...(printed === undefined ? [`-- ${displayName(table)}: a ${table.kind} table`, ...columns] : [`${printed};`]),
    ...indexes.flatMap((index) => {
      const text = printCreateIndex(style, table, index, { ifNotExists: false, concurrently: false });
      return text === undefined ? [] : [`${text};`];
    }),
  ];
}

/** The one that the input names; without a name, the only one that has the table. */
function databaseWith(table: string, input: Input, context: ToolContext): Database {
  if (stringIn(input, 'database') !== undefined) return databaseFor(input, context);
  const having = databasesIn(context).filter((database) => findTable(database, table) !== undefined);
  return having.length === 1 ? having[0]! : databaseFor(input, context);
}

export function tableNamed(database: Database, written: string): Table {
  const found = findTable(database, written);
  if (found !== undefined) return found;
  const similar = mostSimilar(written.trim(), [...database.schema.tables.values()].map(displayName));
  throw new ToolError(
    `There is no table ${written.trim()}${similar === undefined ? '.' : `; did you mean ${similar}?`}`,
  );
}

/** As the dialect folds names, or by the bare name where only one schema has it. */
function findTable({ schema }: Database, written: string): Table | undefined {
  const name = written.trim();
  const key = foldCase(schema.dialect, name);
  const tables = [...schema.tables.values()];
  const exact =
    schema.tables.get(key) ?? tables.find((table) => displayName(table).toLowerCase() === name.toLowerCase());
  if (exact !== undefined) return exact;
  const bare = tables.filter((table) => table.name.toLowerCase() === name.toLowerCase());
  return bare.length === 1 ? bare[0] : undefined;
}
