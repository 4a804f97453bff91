import type { ObjectName } from '../../model/names.ts';
import type { Index, IndexPart } from '../../model/table.ts';
import { printCollation, printName, printNames, printObjectName, printString } from './print-name.ts';
import { kw, type SqlStyle, words } from './sql-style.ts';
import { isCall, wrapped } from './written-text.ts';

export interface IndexPrinting {
  readonly ifNotExists: boolean;
  /** PostgreSQL: build without blocking writers. */
  readonly concurrently: boolean;
}

/** CREATE INDEX; undefined where the dialect has no such index or wants a name that is missing. */
export function printCreateIndex(
  style: SqlStyle,
  table: ObjectName,
  index: Index,
  printing: IndexPrinting,
): string | undefined {
  const parts = printParts(style, index.parts);
  if (parts === undefined) return undefined;
  const name = index.name === undefined ? undefined : printName(style, index.name);
  const on = printObjectName(style, table);
  const unique = index.unique && kw(style, 'UNIQUE');
  const where = index.where && words(kw(style, 'WHERE'), index.where.text);
  switch (style.dialect) {
    case 'postgresql':
      return words(
        kw(style, 'CREATE'),
        unique,
        kw(style, 'INDEX'),
        printing.concurrently && kw(style, 'CONCURRENTLY'),
        printing.ifNotExists && name !== undefined && kw(style, 'IF NOT EXISTS'),
        name,
        kw(style, index.only ? 'ON ONLY' : 'ON'),
        on,
        index.method !== 'btree' && words(kw(style, 'USING'), index.method),
        parts,
        index.include.length > 0 && words(kw(style, 'INCLUDE'), printNames(style, index.include)),
        index.nullsNotDistinct && kw(style, 'NULLS NOT DISTINCT'),
        where,
      );
    case 'sqlite':
      if (name === undefined || index.method !== 'btree' || index.include.length > 0) return undefined;
      return words(
        kw(style, 'CREATE'),
        unique,
        kw(style, 'INDEX'),
        printing.ifNotExists && kw(style, 'IF NOT EXISTS'),
        indexNameBeside(style, table, index.name!),
        kw(style, 'ON'),
        printName(style, table.name),
        parts,
        where,
      );
    case 'mysql':
      if (name === undefined || index.where !== undefined || index.include.length > 0) return undefined;
      return words(
        kw(style, 'CREATE'),
        unique || mysqlKind(style, index),
        kw(style, 'INDEX'),
        name,
        index.method === 'hash' && kw(style, 'USING HASH'),
        kw(style, 'ON'),
        on,
        parts,
        printMysqlIndexOptions(style, index),
      );
    case 'sqlserver':
      if (name === undefined || !transactMethods.has(index.method)) return undefined;
      return words(
        kw(style, 'CREATE'),
        unique,
        index.clustered !== undefined && kw(style, index.clustered ? 'CLUSTERED' : 'NONCLUSTERED'),
        index.method === 'columnstore' && kw(style, 'COLUMNSTORE'),
        kw(style, 'INDEX'),
        name,
        kw(style, 'ON'),
        on,
        index.parts.length > 0 && parts,
        index.include.length > 0 && words(kw(style, 'INCLUDE'), printNames(style, index.include)),
        where,
      );
  }
}

/** A KEY line of a MySQL CREATE TABLE; undefined where MySQL has no such index. */
export function printInlineIndex(style: SqlStyle, index: Index): string | undefined {
  const parts = printParts(style, index.parts);
  if (parts === undefined || index.where !== undefined || index.include.length > 0) return undefined;
  return words(
    index.unique ? kw(style, 'UNIQUE') : mysqlKind(style, index),
    kw(style, 'KEY'),
    index.name !== undefined && printName(style, index.name),
    parts,
    index.method === 'hash' && kw(style, 'USING HASH'),
    printMysqlIndexOptions(style, index),
  );
}

/** The parts in parentheses; undefined where the dialect cannot say one of them. */
export function printParts(style: SqlStyle, parts: readonly IndexPart[]): string | undefined {
  const printed: string[] = [];
  for (const part of parts) {
    const text = printPart(style, part);
    if (text === undefined) return undefined;
    printed.push(text);
  }
  return `(${printed.join(', ')})`;
}

export function printPart(style: SqlStyle, part: IndexPart): string | undefined {
  const usualNulls = part.order === 'asc' ? 'last' : 'first';
  const nulls =
    part.nulls !== usualNulls && style.dialect === 'postgresql' && kw(style, `NULLS ${part.nulls.toUpperCase()}`);
  const operand = printOperand(style, part);
  if (operand === undefined) return undefined;
  return words(
    operand,
    part.collation !== undefined && words(kw(style, 'COLLATE'), printCollation(style, part.collation)),
    part.opclass,
    part.order === 'desc' && kw(style, 'DESC'),
    nulls,
  );
}

function printOperand(style: SqlStyle, part: IndexPart): string | undefined {
  if (part.column !== undefined) {
    const length = part.length === undefined ? '' : `(${part.length})`;
    return printName(style, part.column) + length;
  }
  const text = part.expression!.text.trim();
  switch (style.dialect) {
    case 'postgresql':
      return isCall(text) ? text : wrapped(text);
    case 'sqlite':
      return text;
    case 'mysql':
      return wrapped(text);
    case 'sqlserver':
      return undefined;
  }
}

/** What MySQL says behind the parts of an index. */
function printMysqlIndexOptions(style: SqlStyle, index: Index): string {
  return words(
    index.comment !== undefined && words(kw(style, 'COMMENT'), printString(style, index.comment)),
    !index.visible && kw(style, 'INVISIBLE'),
  );
}

function mysqlKind(style: SqlStyle, index: Index): string | false {
  return (index.method === 'fulltext' || index.method === 'spatial') && kw(style, index.method.toUpperCase());
}

const transactMethods: ReadonlySet<string> = new Set(['btree', 'columnstore']);

/** SQLite names the schema before the index, never before the table. */
function indexNameBeside(style: SqlStyle, table: ObjectName, name: string): string {
  return printObjectName(style, { schema: table.schema, name });
}
