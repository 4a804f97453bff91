/** What may stand behind a key, an index or any constraint, in all dialects. */
import type { WrittenExpression } from '../../model/expression.ts';
import type { ObjectName } from '../../model/names.ts';
import type { StatementReader } from './statement-reader.ts';

interface KeyOptions {
  include: readonly string[];
  where?: WrittenExpression;
  method?: string;
  visible: boolean;
  comment?: string;
  deferrable: boolean;
}

const whereStops: ReadonlySet<string> = new Set([
  ',',
  'with',
  'on',
  'tablespace',
  'comment',
  'using',
  'visible',
  'invisible',
]);

/** The options behind a key's columns, of all dialects, in any order. */
export function readKeyOptions(reader: StatementReader, table: ObjectName): KeyOptions {
  const { cursor } = reader;
  const options: KeyOptions = { include: [], visible: true, deferrable: false };
  for (;;) {
    if (cursor.accept('include')) options.include = reader.columnList(table)?.columns ?? [];
    else if (cursor.accept('where')) options.where = reader.expressionUntil(whereStops);
    else if (cursor.accept('with', 'parser')) reader.identifier();
    else if (cursor.accept('with')) {
      // SQL Server takes WITH FILLFACTOR = 80 without parentheses.
      if (!cursor.skipGroup()) cursor.at += 3;
    } else if (cursor.accept('using', 'index', 'tablespace') || cursor.accept('tablespace')) reader.identifier();
    else if (cursor.accept('using')) {
      const method = cursor.acceptAny('btree', 'hash', 'rtree');
      if (method === undefined) return options;
      options.method = method;
    } else if (cursor.accept('comment')) {
      cursor.accept('=');
      const text = reader.stringLiteral();
      if (text !== undefined) options.comment = text;
    } else if (cursor.accept('invisible') || cursor.accept('ignored')) options.visible = false;
    else if (cursor.accept('visible') || cursor.accept('not', 'ignored')) options.visible = true;
    else if (
      cursor.accept('key_block_size') ||
      cursor.accept('engine_attribute') ||
      cursor.accept('secondary_engine_attribute')
    ) {
      cursor.accept('=');
      cursor.at++;
    } else if (cursor.accept('algorithm') || cursor.accept('lock')) {
      cursor.accept('=');
      cursor.at++;
    } else if (
      reader.dialect === 'sqlserver' &&
      (cursor.accept('on') || cursor.accept('textimage_on') || cursor.accept('filestream_on'))
    ) {
      reader.identifier();
      cursor.skipGroup();
    } else {
      const before = cursor.at;
      const attributes = readAttributes(reader);
      if (attributes.deferrable) options.deferrable = true;
      if (cursor.at === before) return options;
    }
  }
}

interface Attributes {
  readonly deferrable: boolean;
  readonly validated: boolean;
}

/** DEFERRABLE, INITIALLY …, NOT VALID, NOT ENFORCED, NO INHERIT, ON CONFLICT …: what any constraint may carry. */
export function readAttributes(reader: StatementReader): Attributes {
  const { cursor } = reader;
  let deferrable = false;
  let validated = true;
  for (;;) {
    if (cursor.accept('deferrable')) deferrable = true;
    else if (cursor.accept('not', 'deferrable')) deferrable = false;
    else if (cursor.accept('initially', 'deferred')) deferrable = true;
    else if (cursor.accept('initially', 'immediate')) continue;
    else if (cursor.accept('not', 'valid')) validated = false;
    else if (cursor.accept('not', 'enforced')) validated = false;
    else if (cursor.accept('enforced') || cursor.accept('no', 'inherit') || cursor.accept('not', 'for', 'replication'))
      continue;
    else if (cursor.accept('on', 'conflict')) cursor.at++;
    else return { deferrable, validated };
  }
}
