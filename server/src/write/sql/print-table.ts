import { foldCase } from '../../model/dialect.ts';
import type { Check, ForeignKey, Table, TableOptions } from '../../model/table.ts';
import { printColumn } from './print-column.ts';
import { printCheck, printExclusion, printForeignKey, printKey, printReferences } from './print-constraint.ts';
import { printInlineIndex } from './print-index.ts';
import { printName, printObjectName, printString } from './print-name.ts';
import { kw, type SqlStyle, words } from './sql-style.ts';

export interface TablePrinting {
  readonly ifNotExists: boolean;
  /** Constraints that are added later: their target comes later, or they do not bind the rows there are. */
  readonly without: ReadonlySet<ForeignKey | Check>;
  readonly indent: string;
  readonly eol: string;
}

export const wholeTable: TablePrinting = { ifNotExists: false, without: new Set(), indent: '  ', eol: '\n' };

/** CREATE TABLE with everything that can stand inside; undefined for tables whose kind needs what no model holds. */
export function printCreateTable(style: SqlStyle, table: Table, printing = wholeTable): string | undefined {
  if (table.kind !== 'table' || table.partitionOf !== undefined) return undefined;
  // Only PostgreSQL has tables without columns.
  if (table.columns.length === 0 && style.dialect !== 'postgresql') return undefined;
  const body = [...printColumns(style, table, printing), ...printConstraints(style, table, printing)];
  if (style.dialect === 'mysql') {
    // A unique key of a CREATE TABLE is a constraint; an index stays one only in a statement of its own.
    for (const index of table.indexes.filter((each) => !each.unique)) {
      const inline = printInlineIndex(style, index);
      if (inline === undefined) return undefined;
      body.push(inline);
    }
  }
  const { indent, eol } = printing;
  const lines = body.map((line) => indent + line).join(`,${eol}`);
  const head = words(
    kw(style, 'CREATE'),
    printPersistence(style, table),
    kw(style, 'TABLE'),
    printing.ifNotExists && style.dialect !== 'sqlserver' && kw(style, 'IF NOT EXISTS'),
    printObjectName(style, table),
  );
  return words(`${head} (${body.length > 0 ? eol + lines + eol : ''})`, ...printTail(style, table));
}

function printColumns(style: SqlStyle, table: Table, printing: TablePrinting): readonly string[] {
  const rowIdentifier = inlineKeyColumn(style, table);
  return table.columns.map((column) =>
    printColumn(style, column, {
      primaryKey: column.name === rowIdentifier,
      constraints: table.foreignKeys
        .filter((fk) => isInline(style, fk, printing) && fk.columns[0] === column.name)
        .map((fk) =>
          words(
            fk.name !== undefined && words(kw(style, 'CONSTRAINT'), printName(style, fk.name)),
            printReferences(style, fk),
          ),
        ),
    }),
  );
}

/** MySQL reads REFERENCES in a column definition and forgets it, so only a table constraint counts there. */
function isInline(style: SqlStyle, fk: ForeignKey, printing: TablePrinting): boolean {
  return fk.inline && fk.columns.length === 1 && style.dialect !== 'mysql' && !printing.without.has(fk);
}

/** SQLite says AUTOINCREMENT only behind PRIMARY KEY in the column's own definition. */
function inlineKeyColumn(style: SqlStyle, table: Table): string | undefined {
  const key = table.primaryKey;
  if (style.dialect !== 'sqlite' || key === undefined || key.name !== undefined || key.columns.length !== 1)
    return undefined;
  const column = table.columns.find(
    (candidate) => foldCase('sqlite', candidate.name) === foldCase('sqlite', key.columns[0]!),
  );
  return column?.autoIncrement ? column.name : undefined;
}

function* printConstraints(style: SqlStyle, table: Table, printing: TablePrinting): Iterable<string> {
  if (table.primaryKey !== undefined && inlineKeyColumn(style, table) === undefined) {
    yield printKey(style, 'PRIMARY KEY', table.primaryKey);
  }
  for (const key of table.uniques) yield printKey(style, 'UNIQUE', key);
  for (const check of table.checks) if (!printing.without.has(check)) yield printCheck(style, check);
  for (const exclusion of table.exclusions) {
    const printed = printExclusion(style, exclusion);
    if (printed !== undefined) yield printed;
  }
  for (const fk of table.foreignKeys) {
    if (!isInline(style, fk, printing) && !printing.without.has(fk)) yield printForeignKey(style, fk);
  }
}

function printPersistence(style: SqlStyle, table: Table): string | undefined {
  // SQL Server's temporary tables are told by their name, and it has no unlogged ones.
  if (table.persistence === 'permanent' || style.dialect === 'sqlserver') return undefined;
  return kw(style, table.persistence.toUpperCase());
}

function* printTail(style: SqlStyle, table: Table): Iterable<string> {
  const { options } = table;
  if (table.inherits.length > 0) {
    const parents = table.inherits.map((parent) => printObjectName(style, parent)).join(', ');
    yield `${kw(style, 'INHERITS')} (${parents})`;
  }
  if (style.dialect === 'mysql') {
    yield* printMysqlOptions(style, options);
    if (table.comment !== undefined) yield words(kw(style, 'COMMENT'), printString(style, table.comment));
  }
  if (table.partitionBy !== undefined) yield words(kw(style, 'PARTITION BY'), table.partitionBy.text);
  if (style.dialect === 'sqlite') {
    const traits = [options.strict && 'STRICT', options.withoutRowid && 'WITHOUT ROWID'].filter((trait) => trait);
    if (traits.length > 0) yield traits.map((trait) => kw(style, trait as string)).join(', ');
  }
}

/** ENGINE, CHARSET and COLLATE as CREATE TABLE and ALTER TABLE take them. */
export function* printMysqlOptions(style: SqlStyle, options: TableOptions): Iterable<string> {
  if (options.engine !== undefined) yield `${kw(style, 'ENGINE')}=${mysqlEngineName(options.engine)}`;
  if (options.charset !== undefined) yield `${kw(style, 'DEFAULT CHARSET')}=${options.charset}`;
  if (options.collation !== undefined) yield `${kw(style, 'COLLATE')}=${options.collation}`;
}

/** The model keeps engines in lower case; this is how MySQL spells them. */
export function mysqlEngineName(engine: string): string {
  return engineNames.find((name) => name.toLowerCase() === engine) ?? engine;
}

const engineNames = [
  'InnoDB',
  'MyISAM',
  'MEMORY',
  'ARCHIVE',
  'CSV',
  'BLACKHOLE',
  'FEDERATED',
  'MERGE',
  'NDB',
  'Aria',
  'RocksDB',
  'MyRocks',
];
