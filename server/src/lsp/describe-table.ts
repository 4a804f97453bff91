/** Tables and columns in Markdown, for hovers. */
import { type AccessPath, accessPaths } from '../model/access-path.ts';
import { foldCase } from '../model/dialect.ts';
import { displayName, keyOf } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { Column, ForeignKey, IndexPart, Table } from '../model/table.ts';
import { printColumn } from '../write/sql/print-column.ts';
import { printCreateIndex } from '../write/sql/print-index.ts';
import { printObjectName } from '../write/sql/print-name.ts';
import { printCreateTable } from '../write/sql/print-table.ts';
import { plainStyle } from '../write/sql/sql-style.ts';

/** Longer lists are cut: a hover is read at a glance. */
const longestList = 12;

export function describeTable(schema: Schema, table: Table): string {
  const style = plainStyle(schema.dialect);
  const printed = printCreateTable(style, table) ?? columnList(schema, table);
  const indexes = schema.dialect === 'mysql' ? [] : table.indexes;
  const lines = indexes.flatMap((index) => {
    return printCreateIndex(style, table, index, { ifNotExists: false, concurrently: false }) ?? [];
  });
  return [
    fenced([printed, ...lines].map((statement) => `${statement};`).join('\n')),
    plain(table.comment),
    referencesText(referencesTo(schema, table)),
    table.gaps.length > 0 ? 'Part of this table’s definition was not understood; it may have more than is shown.' : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

export function describeColumn(schema: Schema, table: Table, column: Column): string {
  const style = plainStyle(schema.dialect);
  const isIt = (name: string | undefined) =>
    name !== undefined && foldCase(schema.dialect, name) === foldCase(schema.dialect, column.name);
  const paths = accessPaths(table).filter(
    ({ parts, include }) => parts.some((part) => isIt(part.column)) || include.some(isIt),
  );
  const outgoing = table.foreignKeys.filter(({ columns }) => columns.some(isIt));
  const incoming = referencesTo(schema, table).filter(({ foreignKey }) => targetColumns(table, foreignKey).some(isIt));
  return [
    fenced(`${printObjectName(style, table)}.${printColumn(style, column, { primaryKey: false, constraints: [] })}`),
    plain(column.comment),
    bullets([...outgoing.map((fk) => `References ${code(target(fk))}${actions(fk)}`), ...paths.map(pathText)]),
    referencesText(incoming),
  ]
    .filter(Boolean)
    .join('\n\n');
}

interface Reference {
  readonly table: Table;
  readonly foreignKey: ForeignKey;
}

function referencesTo(schema: Schema, table: Table): Reference[] {
  const found: Reference[] = [];
  for (const other of schema.tables.values()) {
    for (const foreignKey of other.foreignKeys) {
      if (keyOf(schema.dialect, foreignKey.references.table) === table.key) found.push({ table: other, foreignKey });
    }
  }
  return found;
}

function targetColumns(table: Table, { references }: ForeignKey): readonly string[] {
  return references.columns.length > 0 ? references.columns : (table.primaryKey?.columns ?? []);
}

function referencesText(references: readonly Reference[]): string {
  if (references.length === 0) return '';
  const shown = references.slice(0, longestList);
  const names = shown.map(({ table, foreignKey }) => code(`${displayName(table)} (${foreignKey.columns.join(', ')})`));
  const more = references.length > shown.length ? ` and ${references.length - shown.length} more` : '';
  return `Referenced by ${names.join(', ')}${more}`;
}

function columnList(schema: Schema, table: Table): string {
  const style = plainStyle(schema.dialect);
  const columns = table.columns.map((column) => printColumn(style, column, { primaryKey: false, constraints: [] }));
  return `${displayName(table)} (\n${columns.map((column) => `  ${column}`).join(',\n')}\n)`;
}

function target({ references: { table, columns } }: ForeignKey): string {
  return columns.length > 0 ? `${displayName(table)} (${columns.join(', ')})` : displayName(table);
}

function actions({ onDelete, onUpdate }: ForeignKey): string {
  const parts = [
    onDelete !== 'no action' && `on delete ${onDelete}`,
    onUpdate !== 'no action' && `on update ${onUpdate}`,
  ];
  return parts
    .filter((part) => part !== false)
    .map((part) => `, ${part}`)
    .join('');
}

/** `Primary key`; `Index orders_customer on (customer_id, placed_at desc) where …`. */
function pathText({ kind, name, parts, unique, where }: AccessPath): string {
  const isAlone = parts.length === 1 && parts[0]?.column !== undefined;
  const what = kind === 'index' && unique ? 'Unique index' : `${kind[0]?.toUpperCase()}${kind.slice(1)}`;
  const columns = kind !== 'index' && isAlone ? '' : ` on ${code(`(${parts.map(partText).join(', ')})`)}`;
  return `${what}${name === undefined ? '' : ` ${code(name)}`}${columns}${where === undefined ? '' : ` where ${code(where.text)}`}`;
}

function partText({ column, expression, order }: IndexPart): string {
  const text = column ?? expression?.text ?? '';
  return order === 'desc' ? `${text} desc` : text;
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** What a comment in the workspace says, and no link, picture or heading that it might spell. */
function plain(comment: string | undefined): string | undefined {
  return comment?.replace(/[\\`*_[\]<>&~#|]/g, '\\$&');
}

/** Text of the workspace inside a code span, which backticks or an empty line would end early. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const run = longestRun(line);
  return run === 0 ? `\`${line}\`` : `${'`'.repeat(run + 1)} ${line} ${'`'.repeat(run + 1)}`;
}

function fenced(sql: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(sql) + 1));
  return `${fence}sql\n${sql}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
