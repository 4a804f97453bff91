/** Reads constraints, inside a column definition and as elements of a table. */
import { columnPart } from '../../model/factories.ts';
import type { ObjectName } from '../../model/names.ts';
import type { Check, Column, Exclusion, ForeignKey, Index, Key, ReferentialAction } from '../../model/table.ts';
import { readIndexParts } from './read-index.ts';
import { readAttributes, readKeyOptions } from './read-key-options.ts';
import type { StatementReader } from './statement-reader.ts';

/** What one constraint clause adds to a table. */
export type Constraint =
  | { readonly kind: 'primary-key'; readonly key: Key; readonly usingIndex?: string }
  | { readonly kind: 'unique'; readonly key: Key; readonly usingIndex?: string }
  | { readonly kind: 'foreign-key'; readonly foreignKey: ForeignKey }
  | { readonly kind: 'check'; readonly check: Check }
  | { readonly kind: 'exclusion'; readonly exclusion: Exclusion }
  | { readonly kind: 'index'; readonly index: Index }
  | { readonly kind: 'default'; readonly column: string; readonly set: Pick<Column, 'default' | 'defaultName'> }
  | { readonly kind: 'not-null'; readonly column: string }
  /** Understood, and no part of the model: SQL Server's CONNECTION of an edge table. */
  | { readonly kind: 'nothing' };

/**
 * A table constraint at the cursor, [CONSTRAINT name] included. Undefined, and the cursor unmoved, when none begins
 * here. The cursor may be left before trailing options that are not understood.
 */
export function readTableConstraint(reader: StatementReader, table: ObjectName): Constraint | undefined {
  const { cursor } = reader;
  const from = cursor.at;
  let name: string | undefined;
  if (cursor.accept('constraint')) {
    // MySQL allows CONSTRAINT without a name.
    if (!constraintWords.has(cursor.peek()) || cursor.peek(1) === 'primary') name = reader.identifier();
  }
  const constraint = readBody(reader, table, from, name);
  if (constraint === undefined) cursor.at = from;
  return constraint;
}

const constraintWords: ReadonlySet<string> = new Set(['primary', 'unique', 'foreign', 'check', 'exclude']);

function readBody(
  reader: StatementReader,
  table: ObjectName,
  from: number,
  name: string | undefined,
): Constraint | undefined {
  const { cursor, dialect } = reader;
  const named: { name?: string } = name !== undefined ? { name } : {};
  if (cursor.accept('primary', 'key')) {
    const key = readKey(reader, table, from, named);
    return key === undefined ? undefined : { kind: 'primary-key', ...key };
  }
  if (cursor.is('unique')) {
    cursor.at++;
    if (dialect === 'mysql' || dialect === 'sqlserver') {
      // MySQL: UNIQUE [KEY|INDEX] [name]; SQL Server: UNIQUE is followed by clustered or its columns.
      cursor.acceptAny('key', 'index');
      if (!cursor.is('(') && !cursor.is('clustered') && !cursor.is('nonclustered') && !cursor.is('using')) {
        // The index's own name is the one that counts.
        const keyName = reader.identifier();
        if (keyName !== undefined) named.name = keyName;
      }
    }
    const key = readKey(reader, table, from, named);
    return key === undefined ? undefined : { kind: 'unique', ...key };
  }
  if (cursor.accept('foreign', 'key')) {
    cursor.accept('if', 'not', 'exists');
    if (dialect === 'mysql' && !cursor.is('(')) {
      const indexName = reader.identifier();
      if (name === undefined && indexName !== undefined) named.name = indexName;
    }
    const list = reader.columnList(table);
    if (list === undefined || !cursor.is('references')) return undefined;
    const foreignKey = readReferences(reader, list.columns, from, { ...named, inline: false });
    return foreignKey === undefined ? undefined : { kind: 'foreign-key', foreignKey };
  }
  if (cursor.is('check')) {
    cursor.at++;
    cursor.accept('not', 'for', 'replication');
    const expression = reader.parenthesized();
    if (expression === undefined) return undefined;
    const attributes = readAttributes(reader);
    return {
      kind: 'check',
      check: { ...named, expression, validated: attributes.validated, origin: reader.originFrom(from) },
    };
  }
  if (cursor.is('exclude') && dialect === 'postgresql') return readExclusion(reader, table, from, named);
  if (cursor.accept('not', 'null') && dialect === 'postgresql') {
    const column = reader.columnName(table);
    readAttributes(reader);
    return column === undefined ? undefined : { kind: 'not-null', column: column.name };
  }
  if (dialect === 'sqlserver' && cursor.accept('default')) {
    const value = reader.expressionUntil(defaultForStops);
    if (!cursor.accept('for')) return undefined;
    const column = reader.columnName(table);
    if (column === undefined) return undefined;
    cursor.accept('with', 'values');
    return {
      kind: 'default',
      column: column.name,
      set: { default: value, ...(name !== undefined && { defaultName: name }) },
    };
  }
  if (dialect === 'sqlserver' && name !== undefined && cursor.accept('connection')) {
    cursor.skipGroup();
    if (cursor.accept('on', 'delete')) readAction(reader);
    return { kind: 'nothing' };
  }
  if (dialect === 'mysql' || dialect === 'sqlserver') return readInlineIndex(reader, table, from);
  return undefined;
}

const defaultForStops: ReadonlySet<string> = new Set(['for', ',']);

/**
 * `KEY name (…)`, `FULLTEXT INDEX name (…)` of MySQL and `INDEX name [UNIQUE] [CLUSTERED] (…)` of SQL Server, which
 * stands in a column's definition without parts: then `own` is the column.
 */
export function readInlineIndex(
  reader: StatementReader,
  table: ObjectName,
  from: number,
  own?: string,
): Constraint | undefined {
  const { cursor, dialect } = reader;
  const special = dialect === 'mysql' ? cursor.acceptAny('fulltext', 'spatial') : undefined;
  if (cursor.acceptAny('key', 'index') === undefined && special === undefined) return undefined;
  cursor.accept('if', 'not', 'exists');
  const nameStart = cursor.offset;
  const name = cursor.is('(') || cursor.is('using') ? undefined : reader.identifier();
  const nameEnd = cursor.previousEnd;
  const unique = cursor.accept('unique');
  const clustered = readClustered(reader);
  let method = special ?? cursor.acceptAny('columnstore', 'hash') ?? 'btree';
  if (cursor.accept('using')) method = cursor.acceptAny('btree', 'hash', 'rtree') ?? method;
  const parts = cursor.is('(') ? readIndexParts(reader, table) : own === undefined ? [] : [columnPart(own)];
  if (parts === undefined || (parts.length === 0 && method !== 'columnstore')) return undefined;
  const options = readKeyOptions(reader, table);
  return {
    kind: 'index',
    index: {
      parts,
      unique,
      method: options.method ?? method,
      include: options.include,
      nullsNotDistinct: false,
      concurrently: false,
      only: false,
      visible: options.visible,
      origin: reader.originFrom(from),
      nameOrigin: name !== undefined ? reader.origin(nameStart, nameEnd) : reader.originFrom(from),
      ...(name !== undefined && { name }),
      ...(options.where !== undefined && { where: options.where }),
      ...(clustered !== undefined && { clustered }),
      ...(options.comment !== undefined && { comment: options.comment }),
    },
  };
}

function readClustered(reader: StatementReader): boolean | undefined {
  const word = reader.cursor.acceptAny('clustered', 'nonclustered');
  return word === undefined ? undefined : word === 'clustered';
}

/** From behind PRIMARY KEY or UNIQUE: the columns, or USING INDEX, and the options. */
function readKey(
  reader: StatementReader,
  table: ObjectName,
  from: number,
  named: { readonly name?: string },
): { readonly key: Key; readonly usingIndex?: string } | undefined {
  const { cursor } = reader;
  if (cursor.accept('using', 'index')) {
    const index = reader.identifier();
    if (index === undefined) return undefined;
    const attributes = readAttributes(reader);
    return {
      key: {
        columns: [],
        include: [],
        nullsNotDistinct: false,
        deferrable: attributes.deferrable,
        origin: reader.originFrom(from),
        ...named,
      },
      usingIndex: index,
    };
  }
  const nullsNotDistinct = cursor.accept('nulls', 'not', 'distinct');
  cursor.accept('nulls', 'distinct');
  if (cursor.accept('using')) cursor.at++;
  const clustered = readClustered(reader);
  cursor.accept('hash');
  const list = reader.columnList(table);
  if (list === undefined || list.columns.length === 0) return undefined;
  const options = readKeyOptions(reader, table);
  return {
    key: {
      columns: list.columns,
      include: options.include,
      nullsNotDistinct,
      deferrable: options.deferrable,
      origin: reader.originFrom(from),
      ...named,
      ...(Object.keys(list.lengths).length > 0 && { lengths: list.lengths }),
      ...(clustered !== undefined && { clustered }),
    },
  };
}

/** REFERENCES table [(columns)] with its actions. The cursor stands at REFERENCES. */
export function readReferences(
  reader: StatementReader,
  columns: readonly string[],
  from: number,
  more: { readonly name?: string; readonly inline: boolean },
): ForeignKey | undefined {
  const { cursor } = reader;
  if (!cursor.accept('references')) return undefined;
  const target = reader.tableName();
  if (target === undefined) return undefined;
  const list = reader.columnList(target.name);
  let onDelete: ReferentialAction = 'no action';
  let onUpdate: ReferentialAction = 'no action';
  let match: ForeignKey['match'] = 'simple';
  let deferrable = false;
  let validated = true;
  for (;;) {
    if (cursor.accept('on', 'delete')) onDelete = readAction(reader) ?? onDelete;
    else if (cursor.accept('on', 'update')) onUpdate = readAction(reader) ?? onUpdate;
    else if (cursor.accept('match')) {
      const word = cursor.acceptAny('simple', 'full', 'partial');
      if (word !== undefined) match = word as ForeignKey['match'];
    } else {
      const before = cursor.at;
      const attributes = readAttributes(reader);
      if (cursor.at === before) break;
      deferrable ||= attributes.deferrable;
      validated &&= attributes.validated;
    }
  }
  return {
    columns,
    references: { table: target.name, columns: list?.columns ?? [] },
    onDelete,
    onUpdate,
    match,
    deferrable,
    validated,
    inline: more.inline,
    origin: reader.originFrom(from),
    targetOrigin: target.origin,
    ...(more.name !== undefined && { name: more.name }),
  };
}

function readAction(reader: StatementReader): ReferentialAction | undefined {
  const { cursor } = reader;
  if (cursor.accept('cascade')) return 'cascade';
  if (cursor.accept('restrict')) return 'restrict';
  if (cursor.accept('no', 'action')) return 'no action';
  const set = cursor.accept('set', 'null') ? 'set null' : cursor.accept('set', 'default') ? 'set default' : undefined;
  // PostgreSQL 15: SET NULL (column, …).
  if (set !== undefined) cursor.skipGroup();
  return set;
}

function readExclusion(
  reader: StatementReader,
  table: ObjectName,
  from: number,
  named: { readonly name?: string },
): Constraint | undefined {
  const { cursor } = reader;
  cursor.at++;
  let method = 'btree';
  if (cursor.accept('using')) method = reader.identifier()?.toLowerCase() ?? method;
  if (!cursor.is('(')) return undefined;
  const end = cursor.closingIndex();
  const operators: string[] = [];
  const parts = readIndexParts(reader, table, (operator) => operators.push(operator));
  cursor.at = end;
  if (parts === undefined) return undefined;
  const options = readKeyOptions(reader, table);
  return {
    kind: 'exclusion',
    exclusion: {
      ...named,
      method,
      elements: parts.map((part, index) => ({ part, operator: operators[index] ?? '=' })),
      ...(options.where !== undefined && { where: options.where }),
      origin: reader.originFrom(from),
    },
  };
}
