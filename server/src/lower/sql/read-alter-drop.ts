/** Reads DROP as an action of ALTER TABLE. */
import type { ObjectName } from '../../model/names.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import { skipAction } from './read-column-patch.ts';
import type { StatementReader } from './statement-reader.ts';

export function dropThing(reader: StatementReader, table: ObjectName): void {
  const { cursor, dialect } = reader;
  if (cursor.accept('primary', 'key')) {
    reader.emit({ kind: 'drop-primary-key', table });
    return;
  }
  if (cursor.is('partition') && dialect === 'mysql') {
    cursor.at = cursor.tokens.length;
    return;
  }
  if (cursor.is('system', 'versioning')) {
    skipAction(reader);
    return;
  }
  if (
    cursor.accept('foreign', 'key') ||
    cursor.accept('constraint') ||
    (dialect === 'mysql' && cursor.accept('check'))
  ) {
    cursor.accept('if', 'exists');
    const name = reader.identifier();
    if (name !== undefined) {
      reader.emit({ kind: 'drop-constraint', table, name, cascade: cursor.is('cascade') });
    }
    if (cursor.accept('with')) cursor.skipGroup();
    return;
  }
  if (dialect !== 'postgresql' && (cursor.is('index') || cursor.is('key')) && identifierAhead(cursor)) {
    cursor.at++;
    cursor.accept('if', 'exists');
    const name = reader.identifier();
    if (name !== undefined) {
      reader.emit({ kind: 'drop-index', name: reader.objectName(name, table.schema), table, concurrently: false });
    }
    return;
  }
  cursor.accept('column');
  cursor.accept('if', 'exists');
  const name = reader.columnName(table);
  if (name !== undefined) reader.emit({ kind: 'drop-column', table, column: name.name, cascade: cursor.is('cascade') });
}

/** One name of SQL Server's DROP list; answers what the next name is when it says nothing itself. */
export function dropListed(reader: StatementReader, table: ObjectName, before: string): string {
  const { cursor } = reader;
  if (cursor.is('period') || cursor.is('system', 'versioning')) {
    skipAction(reader);
    return before;
  }
  const word = identifierAhead(cursor) ? cursor.acceptAny('column', 'constraint', 'index') : undefined;
  const what = word === undefined ? before : `drop ${word}`;
  cursor.accept('if', 'exists');
  if (what === 'drop column') {
    const column = reader.columnName(table);
    if (column !== undefined) reader.emit({ kind: 'drop-column', table, column: column.name, cascade: false });
    return what;
  }
  const name = reader.identifier();
  if (name === undefined) return what;
  if (what === 'drop index') {
    reader.emit({ kind: 'drop-index', name: reader.objectName(name, table.schema), table, concurrently: false });
  } else reader.emit({ kind: 'drop-constraint', table, name, cascade: false });
  if (cursor.accept('with')) cursor.skipGroup();
  return what;
}

/** A name, quoted or not, stands behind the current word. */
function identifierAhead(cursor: StatementReader['cursor']): boolean {
  const kind = cursor.kind(1);
  return kind === Kind.word || kind === Kind.quoted;
}
