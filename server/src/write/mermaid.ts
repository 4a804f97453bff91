import { isUniqueOver } from '../model/access-path.ts';
import { foldCase } from '../model/dialect.ts';
import { displayName, keyOf, type ObjectName } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { Column, ForeignKey, Table } from '../model/table.ts';

/** A database as a Mermaid entity-relationship diagram. */
export function mermaid(schema: Schema): string {
  const lines = ['erDiagram'];
  for (const table of schema.tables.values()) {
    lines.push(table.columns.length === 0 ? `  ${entity(table)}` : `  ${entity(table)} {`);
    for (const column of table.columns) lines.push(`    ${attribute(schema, table, column)}`);
    if (table.columns.length > 0) lines.push('  }');
  }
  for (const table of schema.tables.values()) {
    for (const fk of table.foreignKeys) {
      const target = schema.tables.get(keyOf(schema.dialect, fk.references.table));
      if (target !== undefined) lines.push(`  ${relationship(schema, table, fk, target)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Mermaid takes any text as an entity's name when it is quoted, except quotes, percent signs and backslashes. */
function entity(name: ObjectName): string {
  const text = displayName(name);
  return /^[A-Za-z_]\w*$/.test(text) && !isMermaidWord(text) ? text : `"${text.replace(/["%\\]/g, '_')}"`;
}

/** `type name keys "comment"`: type and name must be single words. */
function attribute(schema: Schema, table: Table, column: Column): string {
  const keys: string[] = [];
  const isIt = (name: string): boolean => foldCase(schema.dialect, name) === foldCase(schema.dialect, column.name);
  if (table.primaryKey?.columns.some(isIt)) keys.push('PK');
  if (table.foreignKeys.some((fk) => fk.columns.some(isIt))) keys.push('FK');
  if (table.uniques.some((key) => key.columns.length === 1 && isIt(key.columns[0]!))) keys.push('UK');
  const parts = [word(column.type.text || 'any', 'type'), word(column.name, 'column')];
  if (keys.length > 0) parts.push(keys.join(', '));
  return parts.join(' ');
}

/** A word of letters, digits, underscores, brackets and parentheses that begins with a letter. */
function word(text: string, fallback: string): string {
  const clean = text
    .trim()
    .replace(/["`]|\[(?=\w)|(?<=\w)\](?!\[)/g, '')
    .replace(/\s*\(\s*/g, '(')
    .replace(/\s*\)/g, ')')
    .replace(/\s*,\s*/g, '-')
    .replace(/[^\w()[\]-]+/g, '_');
  if (clean === '' || /^[_-]+$/.test(clean)) return fallback;
  if (/^(PK|FK|UK)$/.test(clean)) return `${clean}_`;
  return /^[A-Za-z]/.test(clean) ? clean : `${fallback}_${clean}`;
}

/** The referenced table on the left: how many of it a row needs, and how many rows it may have. */
function relationship(schema: Schema, table: Table, fk: ForeignKey, target: Table): string {
  const columns = fk.columns.map((name) =>
    table.columns.find((column) => foldCase(schema.dialect, column.name) === foldCase(schema.dialect, name)),
  );
  const one = columns.some((column) => column?.nullable !== false) ? '|o' : '||';
  const many = isUniqueOver(table, fk.columns, schema.dialect) ? 'o|' : 'o{';
  const label = fk.columns.join(', ').replace(/["%\\]/g, '_');
  return `${entity(target)} ${one}--${many} ${entity(table)} : "${label}"`;
}

/** Words that Mermaid's grammar takes for itself where an entity's name stands. */
function isMermaidWord(text: string): boolean {
  return /^(title|accTitle|accDescr|direction|style|classDef|class|only|one|zero|many|to|optionally|erDiagram|u|end|subgraph)$/i.test(
    text,
  );
}
