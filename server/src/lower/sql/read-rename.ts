/** Reads RENAME, as a statement and as an action of ALTER TABLE. */
import type { ObjectName } from '../../model/names.ts';
import type { StatementReader } from './statement-reader.ts';

/** RENAME behind ALTER TABLE. */
export function renameThing(reader: StatementReader, table: ObjectName): void {
  const { cursor, dialect } = reader;
  if (cursor.accept('constraint')) {
    const name = reader.identifier();
    if (name !== undefined && cursor.accept('to')) {
      const to = reader.identifier();
      if (to !== undefined) reader.emit({ kind: 'rename-constraint', table, name, to });
    }
    return;
  }
  if (dialect === 'mysql' && cursor.acceptAny('index', 'key') !== undefined) {
    const name = reader.identifier();
    if (name !== undefined && cursor.accept('to')) {
      const to = reader.identifier();
      if (to !== undefined)
        reader.emit({ kind: 'rename-index', name: reader.objectName(name, table.schema), table, to });
    }
    return;
  }
  if (cursor.accept('to') || (dialect === 'mysql' && cursor.accept('as'))) {
    renameTable(reader, table);
    return;
  }
  if (dialect === 'mysql' && !cursor.is('column')) {
    cursor.accept('=');
    renameTable(reader, table);
    return;
  }
  cursor.accept('column');
  cursor.accept('if', 'exists');
  const column = reader.columnName(table);
  if (column === undefined || !cursor.accept('to')) return;
  const to = reader.columnName(table, true);
  if (to !== undefined) reader.emit({ kind: 'rename-column', table, column: column.name, to: to.name });
}

function renameTable(reader: StatementReader, table: ObjectName): void {
  const { cursor } = reader;
  const to = reader.qualifiedName();
  if (to === undefined) return;
  const target = cursor.tokens.texts[cursor.at - 2] === '.' ? to.name : reader.objectName(to.name.name, table.schema);
  reader.occurrences.push({ kind: 'table', table: target, origin: to.origin, declares: true });
  reader.emit({ kind: 'rename-table', table, to: target });
}

/** MySQL: RENAME TABLE a TO b, c TO d. */
export function readRename(reader: StatementReader): void {
  const { cursor } = reader;
  if (!cursor.accept('rename', 'table')) return;
  do {
    const from = reader.tableName();
    if (from === undefined || !cursor.accept('to')) return;
    const to = reader.tableName(true);
    if (to === undefined) return;
    reader.emit({ kind: 'rename-table', table: from.name, to: to.name });
  } while (cursor.accept(','));
}
