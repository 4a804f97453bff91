import type { DataType } from '../../model/data-type.ts';
import type { WrittenExpression } from '../../model/expression.ts';
import type { Column } from '../../model/table.ts';
import { printCollation, printName, printString } from './print-name.ts';
import { printDefinedType } from './print-type.ts';
import { kw, type SqlStyle, words } from './sql-style.ts';
import { isSimple, wrapped } from './written-text.ts';

/** What of a column's definition its place decides. */
export interface ColumnPrinting {
  /** The column is the whole primary key and says so itself, as SQLite's row identifiers must. */
  readonly primaryKey: boolean;
  /** A constraint of the column itself, such as REFERENCES. */
  readonly constraints: readonly string[];
}

export const bareColumn: ColumnPrinting = { primaryKey: false, constraints: [] };

/** A column definition, as in CREATE TABLE, ADD COLUMN and MySQL's MODIFY COLUMN. */
export function printColumn(style: SqlStyle, column: Column, printing: ColumnPrinting = bareColumn): string {
  const { dialect } = style;
  const computed = column.generated !== undefined;
  return words(
    printName(style, column.name),
    !(computed && dialect === 'sqlserver') && printDefinedType(style, column.type),
    column.charset !== undefined && dialect === 'mysql' && words(kw(style, 'CHARACTER SET'), column.charset),
    column.collation !== undefined && words(kw(style, 'COLLATE'), printCollation(style, column.collation)),
    printGenerated(style, column),
    printNullability(style, column, printing),
    column.default !== undefined &&
      !computed &&
      words(
        column.defaultName !== undefined &&
          dialect === 'sqlserver' &&
          words(kw(style, 'CONSTRAINT'), printName(style, column.defaultName)),
        kw(style, 'DEFAULT'),
        printDefault(style, column.default, column.type),
      ),
    printCounter(style, column),
    printing.primaryKey && kw(style, 'PRIMARY KEY'),
    printing.primaryKey && dialect === 'sqlite' && column.autoIncrement && kw(style, 'AUTOINCREMENT'),
    ...printing.constraints,
    dialect === 'mysql' &&
      column.comment !== undefined &&
      words(kw(style, 'COMMENT'), printString(style, column.comment)),
  );
}

/** A default value; SQLite and MySQL want parentheses around what is more than a literal or a keyword. */
export function printDefault(style: SqlStyle, value: WrittenExpression, type?: DataType): string {
  const text = value.text.trim();
  if (style.dialect === 'sqlite') return isSimple(text) ? text : wrapped(text);
  if (style.dialect !== 'mysql') return text;
  // JSON, TEXT and BLOB columns take an expression only, be it one of a single literal.
  const isLarge = type !== undefined && (type.family === 'json' || /(?:text|blob)$/.test(type.name));
  if (isLarge) return /^null$/i.test(text) ? text : wrapped(text);
  return isSimple(text) || isMysqlNow(text) ? text : wrapped(text);
}

/** MySQL takes the current time with a precision, and bit, hexadecimal and introduced strings, without parentheses. */
function isMysqlNow(text: string): boolean {
  return (
    /^(current_timestamp|now|localtime|localtimestamp)\s*\(\s*\d*\s*\)/i.test(text) ||
    /^(b|x|n|_\w+)\s*'/i.test(text) ||
    /^current_timestamp\b/i.test(text)
  );
}

function printNullability(style: SqlStyle, column: Column, printing: ColumnPrinting): string | undefined {
  if (!column.nullable) return printing.primaryKey || column.type.serial === true ? undefined : kw(style, 'NOT NULL');
  // MySQL: a TIMESTAMP that is not said to be NULL was NOT NULL by default for most of its history.
  return style.dialect === 'mysql' && column.type.name === 'timestamp' ? kw(style, 'NULL') : undefined;
}

function printGenerated(style: SqlStyle, column: Column): string | undefined {
  if (column.generated === undefined) return undefined;
  const { expression, stored } = column.generated;
  if (style.dialect === 'sqlserver') {
    return words(kw(style, 'AS'), wrapped(expression.text), stored && kw(style, 'PERSISTED'));
  }
  return words(kw(style, 'GENERATED ALWAYS AS'), wrapped(expression.text), kw(style, stored ? 'STORED' : 'VIRTUAL'));
}

function printCounter(style: SqlStyle, column: Column): string | undefined {
  switch (style.dialect) {
    case 'postgresql':
      return column.identity && kw(style, `GENERATED ${column.identity.toUpperCase()} AS IDENTITY`);
    case 'mysql':
      return column.autoIncrement ? kw(style, 'AUTO_INCREMENT') : undefined;
    case 'sqlserver':
      return column.autoIncrement ? kw(style, 'IDENTITY') : undefined;
    case 'sqlite':
      return undefined;
  }
}
