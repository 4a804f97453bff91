/** Reads ALTER of indexes, views, schemas, types and domains. */
import { readQueryTables } from './read-query.ts';
import type { StatementReader } from './statement-reader.ts';

/** The cursor stands behind ALTER; what changes nothing we keep is passed over. */
export function readAlterOther(reader: StatementReader): void {
  const { cursor } = reader;
  if (cursor.accept('index')) alterIndex(reader);
  else if (cursor.accept('view') || cursor.accept('materialized', 'view')) alterView(reader);
  else if (cursor.accept('schema')) alterSchema(reader);
  else if (cursor.accept('type')) alterType(reader);
  else if (cursor.accept('domain')) alterDomain(reader);
}

function alterIndex(reader: StatementReader): void {
  const { cursor } = reader;
  cursor.accept('if', 'exists');
  const name = reader.qualifiedName();
  if (name === undefined) return;
  if (cursor.accept('rename', 'to')) {
    const to = reader.identifier();
    if (to !== undefined) reader.emit({ kind: 'rename-index', name: name.name, to });
  } else if (cursor.accept('on')) {
    // SQL Server. ALL and a rebuild wake up what was disabled; a rebuild of one index, too.
    const table = reader.tableName();
    const visible = cursor.is('rebuild');
    if (table !== undefined && (visible || cursor.is('disable')) && name.name.name.toLowerCase() !== 'all') {
      reader.emit({ kind: 'set-index-visibility', table: table.name, name: name.name.name, visible });
    }
  }
}

function alterView(reader: StatementReader): void {
  const { cursor } = reader;
  cursor.accept('if', 'exists');
  const name = reader.tableName();
  if (name === undefined) return;
  if (cursor.accept('rename', 'to')) {
    const to = reader.identifier();
    if (to !== undefined)
      reader.emit({ kind: 'rename-view', view: name.name, to: reader.objectName(to, name.name.schema) });
  } else if (cursor.accept('set', 'schema')) {
    const schema = reader.identifier();
    if (schema !== undefined) {
      reader.emit({ kind: 'rename-view', view: name.name, to: reader.objectName(name.name.name, schema) });
    }
  } else if (cursor.is('as')) readQueryTables(reader);
}

function alterSchema(reader: StatementReader): void {
  const { cursor, dialect } = reader;
  const name = reader.identifier();
  if (name === undefined) return;
  if (cursor.accept('rename', 'to')) {
    const to = reader.identifier();
    if (to !== undefined) reader.emit({ kind: 'rename-schema', name, to });
  } else if (dialect === 'sqlserver' && cursor.accept('transfer')) {
    if (cursor.accept('type')) return;
    cursor.accept('object', '::');
    const table = reader.tableName();
    if (table !== undefined) {
      reader.emit({ kind: 'rename-table', table: table.name, to: reader.objectName(table.name.name, name) });
    }
  }
}

function alterDomain(reader: StatementReader): void {
  const { cursor } = reader;
  const domain = reader.qualifiedName();
  if (domain === undefined) return;
  const from = domain.name;
  if (cursor.accept('rename', 'to')) {
    const to = reader.identifier();
    if (to !== undefined) reader.emit({ kind: 'rename-type', type: from, to: reader.objectName(to, from.schema) });
  } else if (cursor.accept('set', 'schema')) {
    const schema = reader.identifier();
    if (schema !== undefined)
      reader.emit({ kind: 'rename-type', type: from, to: reader.objectName(from.name, schema) });
  }
}

function alterType(reader: StatementReader): void {
  const { cursor } = reader;
  const type = reader.qualifiedName();
  if (type === undefined) return;
  if (cursor.accept('add', 'value')) {
    cursor.accept('if', 'not', 'exists');
    const value = reader.stringLiteral();
    if (value === undefined) return;
    const where = cursor.acceptAny('before', 'after');
    const neighbour = where !== undefined ? reader.stringLiteral() : undefined;
    reader.emit({
      kind: 'add-enum-value',
      type: type.name,
      value,
      ...(where === 'before' && neighbour !== undefined && { before: neighbour }),
      ...(where === 'after' && neighbour !== undefined && { after: neighbour }),
    });
  } else if (cursor.accept('rename', 'value')) {
    const value = reader.stringLiteral();
    if (value !== undefined && cursor.accept('to')) {
      const to = reader.stringLiteral();
      if (to !== undefined) reader.emit({ kind: 'rename-enum-value', type: type.name, value, to });
    }
  } else if (cursor.accept('rename', 'to')) {
    const to = reader.identifier();
    if (to !== undefined) {
      reader.emit({ kind: 'rename-type', type: type.name, to: reader.objectName(to, type.name.schema) });
    }
  } else if (cursor.accept('set', 'schema')) {
    const schema = reader.identifier();
    if (schema !== undefined) {
      reader.emit({ kind: 'rename-type', type: type.name, to: reader.objectName(type.name.name, schema) });
    }
  }
}
