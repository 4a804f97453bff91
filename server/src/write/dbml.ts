import { isUniqueOver } from '../model/access-path.ts';
import { indexName } from '../model/default-names.ts';
import { foldCase } from '../model/dialect.ts';
import type { WrittenExpression } from '../model/expression.ts';
import { keyOf, type ObjectName } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { Column, ForeignKey, Index, Table } from '../model/table.ts';

/** A database in DBML, the language of dbdiagram. What DBML has no word for stands in notes. */
export function printDbml(schema: Schema): string {
  const blocks: string[] = [];
  for (const type of schema.enums.values()) {
    blocks.push(block(`Enum ${objectName(type)}`, type.values.map(quoted)));
  }
  for (const table of schema.tables.values()) {
    blocks.push(
      table.columns.length === 0
        ? `// Table ${objectName(table)}: its columns are not known`
        : printTable(schema, table),
    );
  }
  for (const view of schema.views.values()) blocks.push(`// View ${objectName(view)}: ${oneLine(view.query)}`);
  const refs = [...printRefs(schema)];
  if (refs.length > 0) blocks.push(refs.join('\n'));
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function printTable(schema: Schema, table: Table): string {
  const lines = table.columns.map((column) => printColumn(schema, table, column));
  const indexes = [...printIndexes(schema, table)];
  if (indexes.length > 0) lines.push('', ...block('indexes', indexes).split('\n'));
  const checks = table.checks.map(
    ({ name, expression }) => code(expression.text) + settings(name === undefined ? [] : [`name: ${text(name)}`]),
  );
  if (checks.length > 0) lines.push('', ...block('checks', checks).split('\n'));
  const notes = [table.comment, table.partitionBy && `PARTITION BY ${table.partitionBy.text}`].filter(
    (note) => note !== undefined,
  );
  if (notes.length > 0) lines.push('', `Note: ${text(notes.join('\n'))}`);
  return block(`Table ${objectName(table)}`, lines);
}

function printColumn(schema: Schema, table: Table, column: Column): string {
  const isIt = (names: readonly (string | undefined)[]): boolean =>
    names.length === 1 && foldCase(schema.dialect, names[0] ?? '') === foldCase(schema.dialect, column.name);
  const options: string[] = [];
  const isKey = table.primaryKey !== undefined && isIt(table.primaryKey.columns);
  if (isKey) options.push('pk');
  else if (table.uniques.some((key) => isIt(key.columns))) options.push('unique');
  if (column.autoIncrement) options.push('increment');
  if (!column.nullable && !isKey) options.push('not null');
  if (column.default !== undefined && !column.autoIncrement) options.push(`default: ${printDefault(column.default)}`);
  const notes = [column.comment, column.generated && `generated as ${column.generated.expression.text}`].filter(
    (note) => note !== undefined,
  );
  if (notes.length > 0) options.push(`note: ${text(notes.join('\n'))}`);
  return `${quoted(column.name)} ${typeName(column)}${settings(options)}`;
}

/** A type stands bare where it is a word with plain arguments. */
function typeName({ type }: Column): string {
  const written = oneLine(type.text)
    .replace(/\s*,\s*/g, ',')
    .replace(/\s*\(\s*/g, '(');
  if (written === '') return 'any';
  return /^[A-Za-z_]\w*(?:\(\w+(?:,\w+)*\))?$/.test(written) ? written : quoted(written);
}

function printDefault({ text: written, expression }: WrittenExpression): string {
  if (expression.kind === 'literal') {
    if (expression.type === 'string') return text(expression.value);
    if (expression.type !== 'number' || /^-?\d+(?:\.\d+)?$/.test(expression.value))
      return expression.value.toLowerCase();
  }
  return code(written);
}

function* printIndexes(schema: Schema, table: Table): Iterable<string> {
  const { primaryKey } = table;
  if (primaryKey !== undefined && primaryKey.columns.length > 1) {
    yield list(primaryKey.columns) + settings(['pk', ...nameOption(primaryKey.name)]);
  }
  for (const key of table.uniques) {
    if (key.columns.length > 1) yield list(key.columns) + settings(['unique', ...nameOption(key.name)]);
  }
  for (const index of table.indexes) yield printIndex(indexName(schema.dialect, table, index), index);
}

function printIndex(name: string | undefined, index: Index): string {
  const parts = index.parts.map(({ column, expression }) =>
    column === undefined ? code(expression?.text ?? '') : quoted(column),
  );
  const options = index.unique ? ['unique', ...nameOption(name)] : [...nameOption(name)];
  if (index.method === 'hash') options.push('type: hash');
  const notes = [...indexNotes(index)];
  if (notes.length > 0) options.push(`note: ${text(notes.join(', '))}`);
  return (parts.length === 1 ? parts[0]! : `(${parts.join(', ')})`) + settings(options);
}

/** What an index has beyond columns, uniqueness and the two methods that DBML knows. */
function* indexNotes(index: Index): Iterable<string> {
  if (index.method !== 'hash' && index.method !== 'btree') yield `using ${index.method}`;
  const descending = index.parts.flatMap(({ column, order }) =>
    order === 'desc' && column !== undefined ? [column] : [],
  );
  if (descending.length > 0) yield `descending ${descending.join(', ')}`;
  if (index.include.length > 0) yield `include ${index.include.join(', ')}`;
  if (index.where !== undefined) yield `where ${oneLine(index.where.text)}`;
}

/** Foreign keys: `>` for many rows to one, `-` for one to one. DBML takes one between the same columns. */
function* printRefs(schema: Schema): Iterable<string> {
  const said = new Set<string>();
  for (const table of schema.tables.values()) {
    for (const foreignKey of table.foreignKeys) {
      const target = schema.tables.get(keyOf(schema.dialect, foreignKey.references.table));
      const written = foreignKey.references.columns;
      const columns = written.length > 0 ? written : (target?.primaryKey?.columns ?? []);
      if (target === undefined || columns.length !== foreignKey.columns.length) continue;
      if (!hasColumns(schema, table, foreignKey.columns) || !hasColumns(schema, target, columns)) continue;
      const from = `${objectName(table)}.${list(foreignKey.columns)}`;
      const to = `${objectName(target)}.${list(columns)}`;
      const ends = [from, to].sort().join('\n');
      if (said.has(ends)) continue;
      said.add(ends);
      const kind = isUniqueOver(table, foreignKey.columns, schema.dialect) ? '-' : '>';
      const name = foreignKey.name === undefined ? '' : ` ${quoted(foreignKey.name)}`;
      yield `Ref${name}: ${from} ${kind} ${to}${settings(actions(foreignKey))}`;
    }
  }
}

function hasColumns({ dialect }: Schema, table: Table, names: readonly string[]): boolean {
  return names.every((name) =>
    table.columns.some((column) => foldCase(dialect, column.name) === foldCase(dialect, name)),
  );
}

function actions({ onDelete, onUpdate }: ForeignKey): readonly string[] {
  const options: string[] = [];
  if (onDelete !== 'no action') options.push(`delete: ${onDelete}`);
  if (onUpdate !== 'no action') options.push(`update: ${onUpdate}`);
  return options;
}

function block(head: string, lines: readonly string[]): string {
  return [`${head} {`, ...lines.map((line) => (line === '' ? '' : `  ${line}`)), '}'].join('\n');
}

function settings(options: readonly string[]): string {
  return options.length === 0 ? '' : ` [${options.join(', ')}]`;
}

function nameOption(name: string | undefined): readonly string[] {
  return name === undefined ? [] : [`name: ${text(name)}`];
}

/** One name bare, several in parentheses. */
function list(names: readonly string[]): string {
  return names.length === 1 ? quoted(names[0]!) : `(${names.map(quoted).join(', ')})`;
}

function objectName({ schema, name }: ObjectName): string {
  return schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

/** A name, in quotes where it is no plain word or one of DBML's own. */
function quoted(name: string): string {
  const isPlain = /^[A-Za-z_]\w*$/.test(name) && !dbmlWords.has(name.toLowerCase());
  return isPlain
    ? name
    : `"${name
        .replace(/[\r\n]+/g, ' ')
        .replaceAll('\\', '\\\\')
        .replaceAll('"', '\\"')}"`;
}

const dbmlWords: ReadonlySet<string> = new Set(
  'project table tablegroup tablepartial enum ref note indexes checks as pk primary key null not true false records'.split(
    ' ',
  ),
);

/** A string: in single quotes, in three of them over several lines. */
function text(value: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return /[\r\n]/.test(value) ? `'''${escaped}'''` : `'${escaped}'`;
}

/** An expression in backquotes, which it cannot hold itself. */
function code(expression: string): string {
  return `\`${oneLine(expression).replaceAll('`', '"')}\``;
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}
