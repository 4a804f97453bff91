import { foldCase } from '../../model/dialect.ts';
import type { Column, Table } from '../../model/table.ts';
import type { ChangeOf } from './change-of.ts';
import { isDependedOn } from './dependents.ts';
import { printColumn } from './print-column.ts';
import { printName, printObjectName } from './print-name.ts';
import { kw, type SqlStyle, words } from './sql-style.ts';
import { isSimple } from './written-text.ts';

export function printAddColumn(style: SqlStyle, change: ChangeOf<'add-column'>): readonly string[] | undefined {
  const { column, position } = change;
  if (style.dialect === 'sqlite' && !isAddable(column)) return undefined;
  if (position !== undefined && style.dialect !== 'mysql') return undefined;
  return [
    words(
      kw(style, 'ALTER TABLE'),
      printObjectName(style, change.table),
      kw(style, style.dialect === 'sqlserver' ? 'ADD' : 'ADD COLUMN'),
      change.ifNotExists && style.dialect === 'postgresql' && kw(style, 'IF NOT EXISTS'),
      printColumn(style, column),
      position === 'first' && kw(style, 'FIRST'),
      typeof position === 'object' && words(kw(style, 'AFTER'), printName(style, position.after)),
    ),
  ];
}

/** SQLite fills existing rows with a constant only. */
function isAddable(column: Column): boolean {
  if (column.autoIncrement || column.generated?.stored === true) return false;
  const value = column.default?.text.trim();
  if (value === undefined || /^null$/i.test(value)) return column.nullable;
  return isSimple(value) && !/^current_/i.test(value);
}

export function printDropColumn(
  style: SqlStyle,
  change: ChangeOf<'drop-column'>,
  table: Table | undefined,
): readonly string[] | undefined {
  if (style.dialect === 'sqlite' && (table === undefined || isDependedOn(table, change.column))) return undefined;
  return [
    words(
      kw(style, 'ALTER TABLE'),
      printObjectName(style, change.table),
      kw(style, 'DROP COLUMN'),
      printName(style, change.column),
      change.cascade && style.dialect === 'postgresql' && kw(style, 'CASCADE'),
    ),
  ];
}

/** MySQL's MODIFY COLUMN, or CHANGE COLUMN where the name changes too. */
export function printReplaceColumn(
  style: SqlStyle,
  change: ChangeOf<'replace-column'>,
  definition: string | undefined,
): readonly string[] | undefined {
  if (style.dialect !== 'mysql') return undefined;
  const same = foldCase('mysql', change.column) === foldCase('mysql', change.by.name);
  const verb = same ? kw(style, 'MODIFY COLUMN') : words(kw(style, 'CHANGE COLUMN'), printName(style, change.column));
  const head = words(kw(style, 'ALTER TABLE'), printObjectName(style, change.table));
  return [words(head, verb, definition ?? printColumn(style, change.by))];
}
