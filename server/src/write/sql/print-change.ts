import { type Dialect, foldCase } from '../../model/dialect.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Table } from '../../model/table.ts';
import type { ChangeOf } from './change-of.ts';
import { findIndex } from './find-index.ts';
import { printAddColumn, printDropColumn, printReplaceColumn } from './print-add-drop-column.ts';
import { printAlterColumn } from './print-alter-column.ts';
import { printAddConstraint, printDropConstraint } from './print-alter-constraint.ts';
import { printCreateIndex } from './print-index.ts';
import { printName, printObjectName, printString } from './print-name.ts';
import {
  printComment,
  printCreateDomain,
  printCreateEnum,
  printCreatePolicy,
  printCreateView,
} from './print-object.ts';
import { printRename } from './print-rename.ts';
import { printCreateTable, printMysqlOptions, wholeTable } from './print-table.ts';
import { kw, plainStyle, type SqlStyle, words } from './sql-style.ts';

export interface ChangePrinting {
  /** How the place spells its SQL; plain upper case where left out. */
  readonly style?: SqlStyle;
  /** The database before the change: what MODIFY COLUMN repeats and what a constraint's name stands for. */
  readonly schema?: Schema;
  /** PostgreSQL: build and drop indexes without blocking writers. */
  readonly concurrently?: boolean;
  /** MySQL: the definition that a column has after the change, in the source's own words. */
  readonly definition?: string;
}

/** A change as statements without terminators; undefined where the dialect has none that do exactly this. */
export function printChange(
  change: SchemaChange,
  dialect: Dialect,
  printing: ChangePrinting = {},
): readonly string[] | undefined {
  const style = printing.style ?? plainStyle(dialect);
  const tableOf = (name: ObjectName): Table | undefined => printing.schema?.tables.get(keyOf(dialect, name));
  switch (change.kind) {
    case 'create-table':
      return printNewTable(style, change);
    case 'drop-table':
      return [words(kw(style, 'DROP TABLE'), printObjectName(style, change.table), cascade(style, change.cascade))];
    case 'add-column':
      return printAddColumn(style, change);
    case 'drop-column':
      return printDropColumn(style, change, tableOf(change.table));
    case 'replace-column':
      return printReplaceColumn(style, change, printing.definition);
    case 'alter-column': {
      const table = tableOf(change.table);
      const column = table?.columns.find((one) => foldCase(dialect, one.name) === foldCase(dialect, change.column));
      const before = table && column && { table, column };
      return printAlterColumn(style, { ...change, before, definition: printing.definition });
    }
    case 'add-primary-key':
    case 'add-unique':
    case 'add-foreign-key':
    case 'add-check':
    case 'add-exclusion':
      return printAddConstraint(style, change);
    case 'drop-primary-key':
    case 'drop-constraint':
      return printDropConstraint(style, change, tableOf(change.table));
    case 'validate-constraint':
      return printValidate(style, change);
    case 'create-index': {
      const concurrently = printing.concurrently ?? change.index.concurrently;
      const { table, index, ifNotExists } = change;
      const statement = printCreateIndex(style, table, index, { ifNotExists, concurrently });
      return statement === undefined ? undefined : [statement];
    }
    case 'drop-index':
      return printDropIndex(style, change, printing);
    case 'rename-table':
    case 'rename-column':
    case 'rename-constraint':
    case 'rename-index':
    case 'rename-type':
    case 'rename-view':
    case 'rename-schema':
    case 'rename-enum-value':
      return printRename(style, change);
    case 'set-table-options':
      return printTableOptions(style, change);
    case 'create-view':
      return printCreateView(style, change.view, change.orReplace);
    case 'drop-view':
      return [words(kw(style, 'DROP VIEW'), printObjectName(style, change.view), cascade(style, change.cascade))];
    case 'create-schema':
      return dialect === 'sqlite' ? undefined : [words(kw(style, 'CREATE SCHEMA'), printName(style, change.name))];
    case 'drop-schema':
      if (dialect === 'sqlite') return undefined;
      return [words(kw(style, 'DROP SCHEMA'), printName(style, change.name), cascade(style, change.cascade))];
    case 'comment-on-table':
    case 'comment-on-column':
      return printComment(style, change);
    case 'create-domain':
      return dialect === 'mysql' || dialect === 'sqlite' ? undefined : [printCreateDomain(style, change.domain)];
    case 'create-enum':
    case 'add-enum-value':
    case 'drop-type':
    case 'set-persistence':
    case 'set-inherits':
    case 'detach-partition':
    case 'set-row-security':
    case 'create-policy':
    case 'drop-policy':
    case 'drop-trigger':
      return dialect === 'postgresql' ? printOnlyInPostgres(style, change) : undefined;
    // What these need is not in the model: a partition's bounds, a trigger's body, values that are no literals.
    case 'attach-partition':
    case 'create-trigger':
    case 'set-index-visibility':
    case 'insert-rows':
    case 'gap':
      return undefined;
  }
}

/** A new table with its indexes, comments, policies. */
function printNewTable(style: SqlStyle, change: ChangeOf<'create-table'>): readonly string[] | undefined {
  const { table } = change;
  if (change.like.length > 0) return undefined;
  const statement = printCreateTable(style, table, { ...wholeTable, ifNotExists: change.ifNotExists });
  if (statement === undefined) return undefined;
  const statements = [statement];
  for (const index of table.indexes) {
    if (style.dialect === 'mysql' && !index.unique) continue;
    const printed = printCreateIndex(style, table, index, { ifNotExists: false, concurrently: false });
    if (printed === undefined) return undefined;
    statements.push(printed);
  }
  return statements;
}

function printValidate(style: SqlStyle, change: ChangeOf<'validate-constraint'>): readonly string[] | undefined {
  const head = words(kw(style, 'ALTER TABLE'), printObjectName(style, change.table));
  const name = printName(style, change.name);
  switch (style.dialect) {
    case 'postgresql':
      return [words(head, kw(style, 'VALIDATE CONSTRAINT'), name)];
    case 'sqlserver':
      return [words(head, kw(style, 'WITH CHECK CHECK CONSTRAINT'), name)];
    default:
      return undefined;
  }
}

function printDropIndex(
  style: SqlStyle,
  change: ChangeOf<'drop-index'>,
  printing: ChangePrinting,
): readonly string[] | undefined {
  const { dialect } = style;
  const drop = kw(style, 'DROP INDEX');
  if (dialect === 'postgresql' || dialect === 'sqlite') {
    const concurrently = dialect === 'postgresql' && (printing.concurrently ?? change.concurrently);
    return [words(drop, concurrently && kw(style, 'CONCURRENTLY'), printObjectName(style, change.name))];
  }
  const table = change.table ?? (printing.schema && findIndex(printing.schema, change)?.table);
  if (table === undefined) return undefined;
  return [words(drop, printName(style, change.name.name), kw(style, 'ON'), printObjectName(style, table))];
}

function printTableOptions(style: SqlStyle, change: ChangeOf<'set-table-options'>): readonly string[] | undefined {
  if (style.dialect !== 'mysql') return undefined;
  const { charset, collation, ...rest } = change.options;
  const options =
    charset === undefined
      ? [...printMysqlOptions(style, change.options)]
      : [
          ...printMysqlOptions(style, rest),
          // The columns are converted with the table; setting its default alone would change none of them.
          words(
            kw(style, 'CONVERT TO CHARACTER SET'),
            charset,
            collation !== undefined && words(kw(style, 'COLLATE'), collation),
          ),
        ];
  if (options.length === 0) return undefined;
  return [words(kw(style, 'ALTER TABLE'), printObjectName(style, change.table), options.join(', '))];
}

function printOnlyInPostgres(
  style: SqlStyle,
  change: ChangeOf<
    | 'create-enum'
    | 'add-enum-value'
    | 'drop-type'
    | 'set-persistence'
    | 'set-inherits'
    | 'detach-partition'
    | 'set-row-security'
    | 'create-policy'
    | 'drop-policy'
    | 'drop-trigger'
  >,
): readonly string[] | undefined {
  if (change.kind === 'create-enum') return [printCreateEnum(style, change.type)];
  if (change.kind === 'drop-type') {
    return [words(kw(style, 'DROP TYPE'), printObjectName(style, change.type), cascade(style, change.cascade))];
  }
  if (change.kind === 'add-enum-value') {
    const neighbour = change.before ?? change.after;
    return [
      words(
        kw(style, 'ALTER TYPE'),
        printObjectName(style, change.type),
        kw(style, 'ADD VALUE'),
        printString(style, change.value),
        neighbour !== undefined &&
          words(kw(style, change.before === undefined ? 'AFTER' : 'BEFORE'), printString(style, neighbour)),
      ),
    ];
  }
  if (change.table === undefined) return undefined;
  const table = printObjectName(style, change.table);
  const head = words(kw(style, 'ALTER TABLE'), table);
  switch (change.kind) {
    case 'set-persistence':
      if (change.persistence === 'temporary') return undefined;
      return [words(head, kw(style, change.persistence === 'unlogged' ? 'SET UNLOGGED' : 'SET LOGGED'))];
    case 'set-inherits':
      return [words(head, kw(style, change.add ? 'INHERIT' : 'NO INHERIT'), printObjectName(style, change.parent))];
    case 'detach-partition':
      return [words(head, kw(style, 'DETACH PARTITION'), printObjectName(style, change.partition))];
    case 'set-row-security':
      return [words(head, kw(style, change.enabled ? 'ENABLE' : 'DISABLE'), kw(style, 'ROW LEVEL SECURITY'))];
    case 'create-policy':
      return [printCreatePolicy(style, change.table, change.policy)];
    case 'drop-policy':
      return [words(kw(style, 'DROP POLICY'), printName(style, change.name), kw(style, 'ON'), table)];
    case 'drop-trigger':
      return [words(kw(style, 'DROP TRIGGER'), printName(style, change.name), kw(style, 'ON'), table)];
  }
}

function cascade(style: SqlStyle, asked: boolean): string | false {
  return asked && style.dialect === 'postgresql' && kw(style, 'CASCADE');
}
