import type { ObjectName } from '../../model/names.ts';
import type { ChangeOf } from './change-of.ts';
import { printName, printObjectName, printString } from './print-name.ts';
import { kw, type SqlStyle, words } from './sql-style.ts';

type Rename = ChangeOf<
  | 'rename-table'
  | 'rename-column'
  | 'rename-constraint'
  | 'rename-index'
  | 'rename-type'
  | 'rename-view'
  | 'rename-schema'
  | 'rename-enum-value'
>;

/** The statements that rename something; undefined where the dialect has none. */
export function printRename(style: SqlStyle, change: Rename): readonly string[] | undefined {
  switch (style.dialect) {
    case 'postgresql':
      return printForPostgres(style, change);
    case 'mysql':
      return printForMysql(style, change);
    case 'sqlite':
      return printForSqlite(style, change);
    case 'sqlserver':
      return printForSqlServer(style, change);
  }
}

function printForPostgres(style: SqlStyle, change: Rename): readonly string[] {
  const name = (object: ObjectName): string => printObjectName(style, object);
  const to = (target: string): string => words(kw(style, 'TO'), printName(style, target));
  switch (change.kind) {
    case 'rename-table':
      return renamed(style, 'ALTER TABLE', change.table, change.to);
    case 'rename-view':
      return renamed(style, 'ALTER VIEW', change.view, change.to);
    case 'rename-type':
      return renamed(style, 'ALTER TYPE', change.type, change.to);
    case 'rename-column': {
      const from = words(kw(style, 'RENAME COLUMN'), printName(style, change.column));
      return [words(kw(style, 'ALTER TABLE'), name(change.table), from, to(change.to))];
    }
    case 'rename-constraint': {
      const from = words(kw(style, 'RENAME CONSTRAINT'), printName(style, change.name));
      return [words(kw(style, 'ALTER TABLE'), name(change.table), from, to(change.to))];
    }
    case 'rename-index':
      return [words(kw(style, 'ALTER INDEX'), name(change.name), kw(style, 'RENAME'), to(change.to))];
    case 'rename-schema':
      return [words(kw(style, 'ALTER SCHEMA'), printName(style, change.name), kw(style, 'RENAME'), to(change.to))];
    case 'rename-enum-value':
      return [
        words(
          kw(style, 'ALTER TYPE'),
          name(change.type),
          kw(style, 'RENAME VALUE'),
          printString(style, change.value),
          kw(style, 'TO'),
          printString(style, change.to),
        ),
      ];
  }
}

/** PostgreSQL moves between schemas and renames by two statements. */
function renamed(style: SqlStyle, verb: string, from: ObjectName, to: ObjectName): readonly string[] {
  const statements: string[] = [];
  const head = kw(style, verb);
  if (from.schema !== to.schema) {
    const schema = printName(style, to.schema ?? 'public');
    statements.push(words(head, printObjectName(style, from), kw(style, 'SET SCHEMA'), schema));
  }
  if (from.name !== to.name) {
    const moved = printObjectName(style, { schema: to.schema, name: from.name });
    statements.push(words(head, moved, kw(style, 'RENAME TO'), printName(style, to.name)));
  }
  return statements;
}

function printForMysql(style: SqlStyle, change: Rename): readonly string[] | undefined {
  switch (change.kind) {
    case 'rename-table':
    case 'rename-view': {
      const from = change.kind === 'rename-table' ? change.table : change.view;
      return [
        words(
          kw(style, 'RENAME TABLE'),
          printObjectName(style, from),
          kw(style, 'TO'),
          printObjectName(style, change.to),
        ),
      ];
    }
    case 'rename-column':
      return [alterAndRename(style, change.table, 'COLUMN', change.column, change.to)];
    case 'rename-index':
      if (change.table === undefined) return undefined;
      return [alterAndRename(style, change.table, 'INDEX', change.name.name, change.to)];
    default:
      return undefined;
  }
}

function printForSqlite(style: SqlStyle, change: Rename): readonly string[] | undefined {
  if (change.kind === 'rename-column') return [alterAndRename(style, change.table, 'COLUMN', change.column, change.to)];
  if (change.kind !== 'rename-table' || change.table.schema !== change.to.schema) return undefined;
  const head = words(kw(style, 'ALTER TABLE'), printObjectName(style, change.table));
  return [words(head, kw(style, 'RENAME TO'), printName(style, change.to.name))];
}

function alterAndRename(style: SqlStyle, table: ObjectName, noun: string, from: string, to: string): string {
  const head = words(kw(style, 'ALTER TABLE'), printObjectName(style, table), kw(style, `RENAME ${noun}`));
  return words(head, printName(style, from), kw(style, 'TO'), printName(style, to));
}

function printForSqlServer(style: SqlStyle, change: Rename): readonly string[] | undefined {
  switch (change.kind) {
    case 'rename-table':
      if (change.table.schema !== change.to.schema) return undefined;
      return [procedure(style, [path(change.table)], change.to.name)];
    case 'rename-view':
      if (change.view.schema !== change.to.schema) return undefined;
      return [procedure(style, [path(change.view)], change.to.name)];
    case 'rename-column':
      return [procedure(style, [path(change.table), change.column], change.to, 'COLUMN')];
    case 'rename-index':
      if (change.table === undefined) return undefined;
      return [procedure(style, [path(change.table), change.name.name], change.to, 'INDEX')];
    case 'rename-constraint':
      return [procedure(style, [path({ schema: change.table.schema, name: change.name })], change.to, 'OBJECT')];
    default:
      return undefined;
  }
}

function path(object: ObjectName): string {
  return object.schema === undefined ? object.name : `${object.schema}.${object.name}`;
}

/** SQL Server renames by a procedure that takes the new name bare. */
function procedure(style: SqlStyle, from: readonly string[], to: string, kind?: string): string {
  const args = [from.join('.'), to, ...(kind === undefined ? [] : [kind])];
  return words(kw(style, 'EXEC'), 'sp_rename', args.map((arg) => printString(style, arg)).join(', '));
}
