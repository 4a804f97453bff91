/** Reads CREATE INDEX and the parts of any index. */
import type { ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { IndexPart } from '../../model/table.ts';
import { indexModifiers } from '../../syntax/sql/clause-words.ts';
import type { Cursor } from '../../syntax/sql/cursor.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import { readExpression } from './read-expression.ts';
import { readKeyOptions } from './read-key-options.ts';
import type { StatementReader } from './statement-reader.ts';

const partStops: ReadonlySet<string> = new Set([',', 'asc', 'desc', 'nulls', 'with', 'collate']);

/**
 * The parenthesised parts at the cursor: columns or expressions with collation, operator class, order and length.
 * For exclusion constraints each part is followed by WITH and its operator. Undefined when nothing could be read.
 */
export function readIndexParts(
  reader: StatementReader,
  table: ObjectName,
  operator?: (operator: string) => void,
): IndexPart[] | undefined {
  const { cursor } = reader;
  if (!cursor.is('(')) return undefined;
  const end = cursor.closingIndex();
  cursor.at++;
  const parts: IndexPart[] = [];
  while (cursor.at < end && !cursor.is(')')) {
    const part = readPart(reader, table);
    if (part === undefined) break;
    if (operator !== undefined && cursor.accept('with')) {
      if (cursor.accept('operator')) {
        operator(
          cursor
            .textBetween(cursor.at, cursor.closingIndex())
            .replace(/^\(|\)$/g, '')
            .split('.')
            .pop()!
            .trim(),
        );
        cursor.skipGroup();
      } else {
        operator(cursor.peek());
        cursor.at++;
      }
    }
    parts.push(part);
    cursor.at = Math.min(cursor.indexOfNext(partEnd), end);
    if (!cursor.accept(',')) break;
  }
  cursor.at = end;
  return parts.length > 0 ? parts : undefined;
}

const partEnd: ReadonlySet<string> = new Set([',']);

function readPart(reader: StatementReader, table: ObjectName): IndexPart | undefined {
  const { cursor } = reader;
  let what: Pick<IndexPart, 'column' | 'expression' | 'length'>;
  const afterName = cursor.peek(1);
  const plain =
    (cursor.kind() === Kind.word || cursor.kind() === Kind.quoted || cursor.kind() === Kind.string) &&
    afterName !== '.' &&
    (afterName !== '(' || cursor.kind(2) === Kind.number) &&
    !isExpressionOperator(afterName) &&
    !(continuesExpression.has(afterName) && reader.dialect === 'sqlite');
  if (plain) {
    const column = reader.columnName(table);
    if (column === undefined) return undefined;
    what = { column: column.name };
    if (cursor.is('(')) {
      const length = Number(cursor.tokens.texts[cursor.at + 1]);
      cursor.skipGroup();
      if (Number.isInteger(length)) what = { ...what, length };
    }
  } else {
    const expression = cursor.is('(') && isWholeGroup(reader) ? reader.parenthesized() : readCall(reader);
    if (expression === undefined) return undefined;
    what = { expression };
  }
  let collation: string | undefined;
  if (cursor.accept('collate')) collation = reader.qualifiedName()?.name.name;
  let opclass: string | undefined;
  if (reader.dialect === 'postgresql' && cursor.kind() === Kind.word && !partStops.has(cursor.peek())) {
    opclass = reader.qualifiedName()?.name.name;
    cursor.skipGroup();
  }
  const order = cursor.acceptAny('asc', 'desc') === 'desc' ? 'desc' : 'asc';
  let nulls: IndexPart['nulls'] = order === 'desc' ? 'first' : 'last';
  if (cursor.accept('nulls', 'first')) nulls = 'first';
  else if (cursor.accept('nulls', 'last')) nulls = 'last';
  return {
    ...what,
    order,
    nulls,
    ...(opclass !== undefined && { opclass }),
    ...(collation !== undefined && { collation }),
  };
}

/** The group at the cursor is the whole part, as in `((a + b))`, not the start of `(a) + (b)`. */
function isWholeGroup(reader: StatementReader): boolean {
  const { cursor } = reader;
  const after = cursor.closingIndex();
  const next = cursor.tokens.texts[after] ?? '';
  return next === '' || next === ')' || cursor.tokens.kinds[after] === Kind.word || next === ',';
}

function readCall(reader: StatementReader) {
  const { cursor } = reader;
  const from = cursor.at;
  let index = from;
  while (isNamePart(cursor, index)) index++;
  let end = index > from && cursor.tokens.texts[index] === '(' ? cursor.closingIndex(index) : index;
  if (
    end === index ||
    isExpressionOperator(cursor.tokens.texts[end] ?? '') ||
    continuesExpression.has(cursor.tokens.texts[end] ?? '')
  ) {
    end = cursor.indexOfNext(partStops);
  }
  return end > from ? readExpression(cursor, end, reader.names) : undefined;
}

function isNamePart(cursor: Cursor, index: number): boolean {
  const kind = cursor.tokens.kinds[index];
  return kind === Kind.word || kind === Kind.quoted || cursor.tokens.texts[index] === '.';
}

/** Words that make an expression of the name before them; only SQLite takes one without parentheses. */
const continuesExpression: ReadonlySet<string> = new Set([
  'is',
  'in',
  'not',
  'between',
  'like',
  'glob',
  'regexp',
  'match',
  'isnull',
  'notnull',
  'and',
  'or',
  'when',
]);

function isExpressionOperator(text: string): boolean {
  return text !== '' && /^[-+*/%<>=|&#~!@^:?]+$/.test(text);
}

/** CREATE [UNIQUE] INDEX …; the cursor stands behind CREATE. Answers false when the statement is something else. */
export function readCreateIndex(reader: StatementReader): boolean {
  const { cursor } = reader;
  const from = cursor.at;
  let unique = false;
  let clustered: boolean | undefined;
  let method: string | undefined;
  const replaces = cursor.accept('or', 'replace');
  for (;;) {
    const word = cursor.acceptAny(...indexModifiers);
    if (word === undefined) break;
    if (word === 'unique') unique = true;
    else if (word === 'clustered') clustered = true;
    else if (word === 'nonclustered') clustered = false;
    else method = word;
  }
  if (!cursor.accept('index')) {
    cursor.at = from;
    return false;
  }
  const concurrently = cursor.accept('concurrently');
  const ifNotExists = cursor.accept('if', 'not', 'exists');
  let name: { readonly name: ObjectName; readonly origin: Origin } | undefined;
  if (!cursor.is('on')) name = reader.qualifiedName();
  if (cursor.accept('using')) method = reader.identifier()?.toLowerCase();
  if (!cursor.accept('on')) {
    reader.gap('CREATE INDEX without ON');
    return true;
  }
  const only = cursor.accept('only');
  const written = reader.tableName();
  if (written === undefined) {
    reader.gap('CREATE INDEX without a table');
    return true;
  }
  // SQLite writes the schema before the index, never before its table.
  const schema = reader.dialect === 'sqlite' ? name?.name.schema : undefined;
  const table = schema === undefined ? written : { ...written, name: { ...written.name, schema } };
  if (cursor.accept('using')) method = reader.identifier()?.toLowerCase();
  const parts = readIndexParts(reader, table.name) ?? [];
  if (parts.length === 0 && method !== 'columnstore') {
    if (method === 'fulltext' || method === 'xml') return true;
    reader.gap('an index whose columns could not be read', table.name);
    return true;
  }
  const nullsNotDistinct = cursor.accept('nulls', 'not', 'distinct');
  const options = readKeyOptions(reader, table.name);
  cursor.accept('nulls', 'distinct');
  // MariaDB's CREATE OR REPLACE INDEX drops what was there.
  if (replaces && name !== undefined) {
    reader.emit({ kind: 'drop-index', name: name.name, table: table.name, concurrently: false });
  }
  reader.changes.push({
    kind: 'create-index',
    table: table.name,
    ifNotExists,
    index: {
      parts,
      unique,
      method: options.method ?? method ?? 'btree',
      include: options.include,
      nullsNotDistinct,
      concurrently,
      only,
      visible: options.visible,
      origin: reader.whole,
      nameOrigin: name?.origin ?? reader.whole,
      ...(name !== undefined && { name: name.name.name }),
      ...(options.where !== undefined && { where: options.where }),
      ...(clustered !== undefined && { clustered }),
      ...(options.comment !== undefined && { comment: options.comment }),
    },
    origin: reader.whole,
  });
  return true;
}
