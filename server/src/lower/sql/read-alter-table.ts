/** Reads ALTER TABLE with its list of actions. */
import type { ObjectName } from '../../model/names.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import { dropListed, dropThing } from './read-alter-drop.ts';
import { readColumn } from './read-column.ts';
import { actionEnd, readPatch, skipAction } from './read-column-patch.ts';
import { type Constraint, readTableConstraint } from './read-constraint.ts';
import { renameThing } from './read-rename.ts';
import type { StatementReader } from './statement-reader.ts';

/** Actions that change nothing we keep. */
const ignoredActions: ReadonlySet<string> = new Set([
  'owner',
  'cluster',
  'without',
  'reset',
  'replica',
  'trigger',
  'no',
  'force',
  'algorithm',
  'lock',
  'row_format',
  'auto_increment',
  'order',
  'checksum',
  'pack_keys',
  'stats_persistent',
  'key_block_size',
  'options',
  'connection',
  'tablespace',
  'disable',
  'enable',
  'rebuild',
  'switch',
  'noforce',
  'import',
  'discard',
  'avg_row_length',
  'compression',
  'data',
  'delay_key_write',
  'encryption',
  'index',
  'insert_method',
  'max_rows',
  'min_rows',
  'page_checksum',
  'page_compressed',
  'page_compression_level',
  'password',
  'secondary_engine',
  'secondary_load',
  'secondary_unload',
  'stats_auto_recalc',
  'stats_sample_pages',
  'transactional',
  'union',
  'wait',
  'nowait',
]);

/** ALTER TABLE …; the cursor stands behind ALTER. Answers false when the statement is something else. */
export function readAlterTable(reader: StatementReader): boolean {
  const { cursor } = reader;
  const from = cursor.at;
  cursor.accept('foreign');
  cursor.accept('online');
  cursor.accept('ignore');
  if (!cursor.accept('table')) {
    cursor.at = from;
    return false;
  }
  cursor.accept('if', 'exists');
  cursor.accept('only');
  const table = reader.tableName();
  if (table === undefined) return true;
  cursor.accept('*');
  // Consecutive actions of SQL Server's `ADD a int, b int` repeat the verb silently.
  let verb = '';
  while (!cursor.done) {
    const start = cursor.at;
    if (cursor.accept(',')) continue;
    verb = readAction(reader, table.name, verb);
    const stopped = cursor.at;
    cursor.at = cursor.indexOfNext(actionEnd);
    if (stopped < cursor.at && !understoodTail(reader, stopped)) {
      const text = cursor.textBetween(start, cursor.at).replace(/\s+/g, ' ');
      reader.gap(`not understood: ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`, table.name);
    }
    if (cursor.at === start) cursor.at++;
  }
  return true;
}

/** RESTRICT, CASCADE and the like behind an action that was read. */
function understoodTail(reader: StatementReader, index: number): boolean {
  const text = reader.cursor.tokens.texts[index];
  return (
    text === 'restrict' ||
    text === 'cascade' ||
    text === 'first' ||
    text === 'after' ||
    text === 'using' ||
    text === 'with' ||
    text === 'on' ||
    text === 'not' ||
    text === ')'
  );
}

/** One action; answers the verb, which the next action of the list may leave out. */
function readAction(reader: StatementReader, table: ObjectName, verb: string): string {
  const { cursor, dialect } = reader;
  if (dialect === 'sqlserver') {
    // WITH CHECK / WITH NOCHECK before ADD or CHECK CONSTRAINT.
    if (cursor.accept('with', 'nocheck')) {
      const validated = false;
      if (cursor.accept('add')) addThing(reader, table, validated);
      else skipAction(reader);
      return 'add';
    }
    cursor.accept('with', 'check');
    if (cursor.accept('check', 'constraint') || cursor.accept('nocheck', 'constraint')) {
      skipAction(reader);
      return '';
    }
  }
  if (cursor.accept('add')) {
    addThing(reader, table, true);
    return 'add';
  }
  if (cursor.accept('drop')) {
    if (dialect === 'sqlserver') return dropListed(reader, table, 'drop constraint');
    dropThing(reader, table);
    return '';
  }
  if (
    cursor.is('alter') ||
    (cursor.is('modify') && dialect === 'mysql') ||
    (cursor.is('change') && dialect === 'mysql')
  ) {
    alterColumn(reader, table);
    return 'alter';
  }
  if (cursor.accept('rename')) {
    renameThing(reader, table);
    return '';
  }
  if (cursor.accept('set', 'schema')) {
    const schema = reader.identifier();
    if (schema !== undefined) reader.emit({ kind: 'rename-table', table, to: reader.objectName(table.name, schema) });
    return '';
  }
  if (cursor.accept('set', 'logged') || cursor.accept('set', 'unlogged')) {
    reader.emit({
      kind: 'set-persistence',
      table,
      persistence: cursor.tokens.texts[cursor.at - 1] === 'logged' ? 'permanent' : 'unlogged',
    });
    return '';
  }
  if (cursor.accept('validate', 'constraint')) {
    const name = reader.identifier();
    if (name !== undefined) reader.emit({ kind: 'validate-constraint', table, name });
    return '';
  }
  if (cursor.accept('attach', 'partition') || cursor.accept('detach', 'partition')) {
    const attach = cursor.tokens.texts[cursor.at - 2] === 'attach';
    const partition = reader.tableName();
    if (partition !== undefined) {
      reader.emit({ kind: attach ? 'attach-partition' : 'detach-partition', table, partition: partition.name });
    }
    skipAction(reader);
    return '';
  }
  if (cursor.accept('inherit') || cursor.accept('no', 'inherit')) {
    const add = cursor.tokens.texts[cursor.at - 2] !== 'no';
    const parent = reader.tableName();
    if (parent !== undefined) reader.emit({ kind: 'set-inherits', table, parent: parent.name, add });
    return '';
  }
  if (cursor.accept('enable', 'row', 'level', 'security') || cursor.accept('disable', 'row', 'level', 'security')) {
    reader.emit({ kind: 'set-row-security', table, enabled: cursor.tokens.texts[cursor.at - 4] === 'enable' });
    return '';
  }
  if (cursor.accept('engine') || cursor.accept('type')) {
    cursor.accept('=');
    const engine = reader.identifier()?.toLowerCase();
    if (engine !== undefined) reader.emit({ kind: 'set-table-options', table, options: { engine } });
    return '';
  }
  if (cursor.accept('comment')) {
    cursor.accept('=');
    reader.emit({ kind: 'comment-on-table', table, text: reader.stringLiteral() });
    return '';
  }
  if (
    cursor.accept('convert', 'to') ||
    cursor.is('default') ||
    cursor.is('character') ||
    cursor.is('charset') ||
    cursor.is('collate')
  ) {
    readCharset(reader, table);
    return '';
  }
  if (verb === 'add' && dialect === 'sqlserver') {
    addThing(reader, table, true);
    return 'add';
  }
  // DROP CONSTRAINT a, b, COLUMN c, d: what is not said again is what it was.
  if (verb.startsWith('drop') && dialect === 'sqlserver' && !cursor.isAny(ignoredActions)) {
    return dropListed(reader, table, verb);
  }
  if (
    dialect === 'mysql' &&
    (cursor.is('partition') || (cursor.isAny(partitionVerbs) && partitionWords.has(cursor.peek(1))))
  ) {
    // What a table is cut into is no part of its model. Partitions come last and are listed with commas.
    cursor.at = cursor.tokens.length;
    return '';
  }
  if (cursor.isAny(ignoredActions) || cursor.is('set') || cursor.is('partition')) skipAction(reader);
  return '';
}

const partitionVerbs: ReadonlySet<string> = new Set([
  'analyze',
  'check',
  'coalesce',
  'convert',
  'discard',
  'exchange',
  'import',
  'optimize',
  'rebuild',
  'remove',
  'reorganize',
  'repair',
  'truncate',
]);

const partitionWords: ReadonlySet<string> = new Set(['partition', 'partitioning']);

function addThing(reader: StatementReader, table: ObjectName, validated: boolean): void {
  const { cursor } = reader;
  if (cursor.is('period') || cursor.is('partition') || cursor.is('system', 'versioning')) {
    skipAction(reader);
    return;
  }
  const at = cursor.at;
  const explicitColumn = cursor.accept('column');
  const ifNotExists = cursor.accept('if', 'not', 'exists');
  if (!explicitColumn && !ifNotExists && addConstraint(reader, table, validated)) return;
  if (cursor.is('(')) {
    // MySQL and SQL Server: ADD (a int, b int).
    const end = cursor.closingIndex();
    cursor.at++;
    while (cursor.at < end && !cursor.is(')')) {
      const from = cursor.at;
      if (!cursor.accept(',') && !addConstraint(reader, table, validated)) addColumn(reader, table, ifNotExists);
      if (cursor.at === from) break;
    }
    cursor.at = end;
    return;
  }
  if (!addColumn(reader, table, ifNotExists)) cursor.at = at;
}

function addColumn(reader: StatementReader, table: ObjectName, ifNotExists: boolean): boolean {
  const { cursor } = reader;
  const definition = readColumn(reader, table);
  if (definition === undefined) return false;
  let position: 'first' | { readonly after: string } | undefined;
  if (cursor.accept('first')) position = 'first';
  else if (cursor.accept('after')) {
    const after = reader.columnName(table);
    if (after !== undefined) position = { after: after.name };
  }
  reader.emit({
    kind: 'add-column',
    table,
    column: definition.column,
    ifNotExists,
    ...(position !== undefined && { position }),
  });
  for (const constraint of definition.constraints) emitConstraint(reader, table, constraint, true);
  return true;
}

function addConstraint(reader: StatementReader, table: ObjectName, validated: boolean): boolean {
  const { cursor, dialect } = reader;
  const at = cursor.at;
  const word = cursor.peek();
  const next = cursor.peek(1);
  const begins =
    word === 'constraint' ||
    ((word === 'primary' || word === 'foreign') && next === 'key') ||
    (word === 'unique' && (next !== '' || cursor.kind(1) === Kind.quoted)) ||
    (word === 'check' && next === '(') ||
    (word === 'exclude' && dialect === 'postgresql') ||
    (word === 'not' && next === 'null') ||
    (word === 'default' && dialect === 'sqlserver') ||
    ((word === 'key' || word === 'index' || word === 'fulltext' || word === 'spatial') &&
      (dialect === 'mysql' || dialect === 'sqlserver'));
  if (!begins) return false;
  const constraint = readTableConstraint(reader, table);
  if (constraint === undefined) {
    cursor.at = at;
    return false;
  }
  emitConstraint(reader, table, constraint, validated);
  return true;
}

function emitConstraint(reader: StatementReader, table: ObjectName, constraint: Constraint, validated: boolean): void {
  switch (constraint.kind) {
    case 'primary-key':
      reader.emit({
        kind: 'add-primary-key',
        table,
        key: constraint.key,
        ...(constraint.usingIndex !== undefined && { usingIndex: constraint.usingIndex }),
      });
      break;
    case 'unique':
      reader.emit({
        kind: 'add-unique',
        table,
        key: constraint.key,
        ...(constraint.usingIndex !== undefined && { usingIndex: constraint.usingIndex }),
      });
      break;
    case 'foreign-key':
      reader.changes.push({
        kind: 'add-foreign-key',
        table,
        foreignKey: validated ? constraint.foreignKey : { ...constraint.foreignKey, validated: false },
        origin: reader.whole,
      });
      break;
    case 'check':
      reader.emit({
        kind: 'add-check',
        table,
        check: validated ? constraint.check : { ...constraint.check, validated: false },
      });
      break;
    case 'exclusion':
      reader.emit({ kind: 'add-exclusion', table, exclusion: constraint.exclusion });
      break;
    case 'index':
      reader.emit({ kind: 'create-index', table, index: constraint.index, ifNotExists: false });
      break;
    case 'default':
      reader.emit({ kind: 'alter-column', table, column: constraint.column, set: constraint.set });
      break;
    case 'not-null':
      reader.emit({ kind: 'alter-column', table, column: constraint.column, set: { nullable: false } });
      break;
  }
}

function alterColumn(reader: StatementReader, table: ObjectName): void {
  const { cursor, dialect } = reader;
  const verb = cursor.peek();
  cursor.at++;
  if (verb === 'alter' && cursor.accept('constraint')) {
    skipAction(reader);
    return;
  }
  if (
    verb === 'alter' &&
    (dialect === 'mysql' || dialect === 'sqlserver') &&
    (cursor.is('index') || cursor.is('check'))
  ) {
    if (cursor.accept('index')) alterIndex(reader, table);
    skipAction(reader);
    return;
  }
  cursor.accept('column');
  cursor.accept('if', 'exists');
  if (verb === 'modify' || verb === 'change') {
    const old = verb === 'change' ? reader.columnName(table) : undefined;
    const definition = readColumn(reader, table);
    if (definition === undefined) return;
    if (!cursor.accept('first') && cursor.accept('after')) reader.columnName(table);
    reader.emit({
      kind: 'replace-column',
      table,
      column: old?.name ?? definition.column.name,
      by: definition.column,
    });
    for (const constraint of definition.constraints) emitConstraint(reader, table, constraint, true);
    return;
  }
  const column = reader.columnName(table);
  if (column === undefined) return;
  const patch = readPatch(reader);
  if (patch === undefined) return;
  reader.emit({ kind: 'alter-column', table, column: column.name, set: patch });
}

/** MySQL: ALTER INDEX name VISIBLE or INVISIBLE; MariaDB says IGNORED and NOT IGNORED. */
function alterIndex(reader: StatementReader, table: ObjectName): void {
  const { cursor } = reader;
  const name = reader.identifier();
  if (name === undefined) return;
  const visible = cursor.is('visible') || cursor.is('not', 'ignored');
  if (!visible && !cursor.is('invisible') && !cursor.is('ignored')) return;
  reader.emit({ kind: 'set-index-visibility', table, name, visible });
}

function readCharset(reader: StatementReader, table: ObjectName): void {
  const { cursor } = reader;
  const options: { charset?: string; collation?: string } = {};
  for (;;) {
    cursor.accept('default');
    if (cursor.accept('character', 'set') || cursor.accept('charset')) {
      cursor.accept('=');
      const charset = reader.identifier()?.toLowerCase();
      if (charset !== undefined) options.charset = charset;
    } else if (cursor.accept('collate')) {
      cursor.accept('=');
      const collation = reader.identifier()?.toLowerCase();
      if (collation !== undefined) options.collation = collation;
    } else break;
  }
  reader.emit({ kind: 'set-table-options', table, options });
}
