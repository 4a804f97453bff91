import type { ObjectName } from '../../model/names.ts';
import { needsQuotes } from '../../model/reserved-words.ts';
import type { SqlStyle } from './sql-style.ts';

/** A name as the dialect spells it, quoted where it must be. */
export function printName(style: SqlStyle, name: string): string {
  const spelled = style.spelling.get(name);
  if (spelled !== undefined) return spelled;
  if (style.quoting === 'needed' && isPlain(style, name)) return name;
  switch (style.dialect) {
    case 'postgresql':
    case 'sqlite':
    case 'mongodb':
      return `"${name.replaceAll('"', '""')}"`;
    case 'mysql':
      return `\`${name.replaceAll('`', '``')}\``;
    case 'sqlserver':
      return `[${name.replaceAll(']', ']]')}]`;
  }
}

export function printObjectName(style: SqlStyle, name: ObjectName): string {
  const schema = name.schema ?? style.qualifier;
  return schema === undefined
    ? printName(style, name.name)
    : `${printName(style, schema)}.${printName(style, name.name)}`;
}

/** The names in parentheses: `(a, b)`. */
export function printNames(style: SqlStyle, names: readonly string[]): string {
  return `(${names.map((name) => printName(style, name)).join(', ')})`;
}

/** A text as a string literal. Of MySQL's the model keeps backslash escapes as they are written. */
export function printString(style: SqlStyle, text: string): string {
  if (style.dialect !== 'mysql') return `'${text.replaceAll("'", "''")}'`;
  return `'${text.replace(/\\.|'/gs, (found) => (found === "'" ? "''" : found))}'`;
}

/** A collation's name; PostgreSQL's are identifiers with capitals, those of the others plain words. */
export function printCollation(style: SqlStyle, collation: string): string {
  if (style.dialect !== 'postgresql') return collation;
  return collation
    .split('.')
    .map((name) => printName(style, name))
    .join('.');
}

/** PostgreSQL folds what is not quoted to lower case, so only a lower-case name stands for itself there. */
function isPlain(style: SqlStyle, name: string): boolean {
  const letters = style.dialect === 'postgresql' ? /^[a-z_][a-z0-9_$]*$/ : /^[A-Za-z_][A-Za-z0-9_$]*$/;
  return letters.test(name) && !needsQuotes(style.dialect, name);
}
