/** Reads what ALTER COLUMN changes. */
import type { ColumnPatch } from '../../model/schema-change.ts';
import { readDefault, typeEnds } from './read-column.ts';
import type { StatementReader } from './statement-reader.ts';

/** What ends an action of ALTER TABLE. */
export const actionEnd: ReadonlySet<string> = new Set([',']);

/** To the end of the action. */
export function skipAction(reader: StatementReader): void {
  reader.cursor.at = reader.cursor.indexOfNext(actionEnd);
}

/** What stands behind ALTER COLUMN name; undefined when not understood, an empty patch when it changes nothing we keep. */
export function readPatch(reader: StatementReader): ColumnPatch | undefined {
  const { cursor, dialect } = reader;
  if (cursor.accept('set', 'data', 'type') || cursor.accept('type')) {
    const type = reader.dataType(typeEnds);
    if (type === undefined) return undefined;
    let collation: string | undefined;
    if (cursor.accept('collate')) collation = reader.qualifiedName()?.name.name;
    if (cursor.is('using')) skipAction(reader);
    return { type, ...(collation !== undefined && { collation }) };
  }
  if (cursor.accept('set', 'not', 'null')) return { nullable: false };
  if (cursor.accept('drop', 'not', 'null')) return { nullable: true };
  if (cursor.accept('set', 'default')) return { default: readDefault(reader) };
  if (cursor.accept('drop', 'default')) return { default: undefined };
  if (cursor.accept('drop', 'identity')) {
    cursor.accept('if', 'exists');
    return { identity: undefined, autoIncrement: false };
  }
  if (cursor.accept('drop', 'expression')) {
    cursor.accept('if', 'exists');
    return { generated: undefined };
  }
  if (cursor.accept('add', 'generated')) {
    const identity = cursor.accept('always') ? 'always' : 'by default';
    skipAction(reader);
    return { identity, autoIncrement: true };
  }
  if (cursor.is('set') || cursor.is('reset') || cursor.is('restart')) {
    const identity = cursor.is('set', 'generated')
      ? cursor.peek(2) === 'always'
        ? 'always'
        : 'by default'
      : undefined;
    skipAction(reader);
    return identity !== undefined ? { identity } : {};
  }
  if (dialect === 'sqlserver') {
    if (cursor.acceptAny('add', 'drop') !== undefined) {
      skipAction(reader);
      return {};
    }
    const type = reader.dataType(typeEnds);
    if (type === undefined) return undefined;
    if (cursor.accept('collate')) reader.identifier();
    // Without NULL or NOT NULL the column becomes nullable.
    const nullable = !cursor.accept('not', 'null');
    cursor.accept('null');
    return { type, nullable };
  }
  return undefined;
}
