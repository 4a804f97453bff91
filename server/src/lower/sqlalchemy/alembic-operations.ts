/** `op.…` and `batch_op.…` as schema changes. */
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import type { Origin } from '../../model/origin.ts';
import type { AlembicColumn } from '../../model/orm.ts';
import type { ColumnPatch, SchemaChange } from '../../model/schema-change.ts';
import type { Column, Gap } from '../../model/table.ts';
import type { ChangeBody } from '../sql/statement-reader.ts';
import { OperationArguments, signatures } from './alembic-arguments.ts';
import { classOf, type ElementReader, type ReadColumn } from './alembic-elements.ts';
import { readIndex } from './alembic-index.ts';
import { executeSql, uncertain } from './alembic-sql.ts';
import { defaultOf } from './alembic-sql-text.ts';
import { createsUnlessThere, keyColumn, readTable } from './alembic-table.ts';
import { type CallValue, flagOf, nameOrigin, textOf, textsOf, type Value } from './alembic-value.ts';
import type { NativeEnum } from './column-types-enum.ts';

type Keywords = ReadonlyMap<string, Value>;

export class Operations {
  readonly changes: SchemaChange[] = [];
  readonly gaps: Gap[] = [];
  readonly occurrences: Occurrence[] = [];
  readonly extensions: string[] = [];
  /** False inside `autocommit_block()` and after a COMMIT. */
  inTransaction = true;
  readonly #elements: ElementReader;
  readonly #objectName: (name: string, schema: string | undefined) => ObjectName;
  #currentSchema: string | undefined;
  /** SQLite leaves references to a table as they are when it is renamed. */
  #renamesAlone = false;

  constructor(elements: ElementReader, objectName: (name: string, schema: string | undefined) => ObjectName) {
    this.#elements = elements;
    this.#objectName = objectName;
  }

  /** Answers false for an operation that is not known. `batch` is the table of a batch, which its operations leave out. */
  run(operation: string, args: readonly Value[], keywords: Keywords, at: Origin, batch?: ObjectName): boolean {
    const names = signatures.get(operation);
    const perform = performers.get(operation);
    if (names === undefined || perform === undefined) return false;
    const own = batch === undefined ? names : names.filter((name) => name !== 'table_name');
    const given = new OperationArguments(own, args, keywords, at);
    const table = batch ?? this.#table(given);
    if (table === undefined && operation !== 'drop_index')
      this.gap(`op.${operation} on a table that is not known`, undefined, at);
    else perform(this, given, table ?? unnamed);
    return true;
  }

  #table(given: OperationArguments): ObjectName | undefined {
    const name = given.text('table_name');
    if (name === undefined) return undefined;
    const table = this.#objectName(name, given.text('schema'));
    this.#named(given.get('table_name'), table);
    return table;
  }

  #named(value: Value | undefined, table: ObjectName, column?: string): void {
    if (value?.kind !== 'text' || value.from === undefined) return;
    const place = { table, origin: nameOrigin(value), declares: false };
    this.occurrences.push(column === undefined ? { kind: 'table', ...place } : { kind: 'column', column, ...place });
  }

  emit(change: ChangeBody, origin: Origin): void {
    this.changes.push({ ...change, origin } as SchemaChange);
  }

  gap(reason: string, table: ObjectName | undefined, origin: Origin): void {
    if (!this.gaps.some((gap) => gap.reason === reason && gap.origin.start === origin.start)) {
      this.gaps.push({ reason, origin });
    }
    this.emit({ kind: 'gap', reason, ...(table !== undefined && { table }) }, origin);
  }

  createEnum(type: NativeEnum, at: Origin): void {
    if (type.values === undefined) return;
    const name = this.#objectName(type.name, type.schema);
    const key = keyOf(this.#elements.dialect, name);
    this.emit({ kind: 'create-enum', type: { ...name, key, values: type.values, origin: at, nameOrigin: at } }, at);
  }

  /** `sa.Table(…).create(bind)` and `op.create_table(…)`. */
  createTable(name: Value | undefined, items: readonly Value[], keywords: Keywords, at: Origin): void {
    const plain = textOf(name);
    if (name === undefined || plain === undefined) {
      this.gap('a table whose name is not known', undefined, at);
      return;
    }
    const table = this.#objectName(plain, textOf(keywords.get('schema')));
    this.#named(name, table);
    const read = readTable(this.#elements, { name: table, nameOrigin: nameOrigin(name), items, keywords, at });
    if (this.#elements.dialect === 'postgresql') for (const { type, at } of read.enums) this.createEnum(type, at);
    for (const { name: column, nameOrigin: origin } of read.table.columns) {
      this.occurrences.push({ kind: 'column', table, column, origin, declares: false });
    }
    this.emit({ kind: 'create-table', table: read.table, ifNotExists: createsUnlessThere(keywords), like: [] }, at);
    for (const call of read.indexes) {
      const [own, ...columns] = call.args;
      this.#createIndex(table, own, columns, call.keywords, call.at);
    }
    for (const column of read.indexed) this.#columnIndex(table, column);
    if (read.isPartial) this.gap('a part of op.create_table that is not understood', table, at);
  }

  #columnIndex(table: ObjectName, { column, isUnique, at }: ReadColumn): void {
    const keywords = new Map<string, Value>([['unique', { kind: 'boolean', value: isUnique, at }]]);
    this.#createIndex(table, undefined, [{ kind: 'text', value: column.name, at }], keywords, at);
  }

  #createIndex(
    table: ObjectName,
    name: Value | undefined,
    columns: readonly Value[],
    keywords: Keywords,
    at: Origin,
  ): void {
    const { inTransaction } = this;
    const index = readIndex(this.#elements, { name, table, columns, keywords, at, inTransaction });
    for (const column of columns) {
      const text = textOf(column);
      if (text !== undefined) this.#named(column, table, text);
    }
    if (index === undefined) this.gap('an index whose columns are not understood', table, at);
    else this.emit({ kind: 'create-index', table, index, ifNotExists: createsUnlessThere(keywords) }, at);
  }

  createIndex(given: OperationArguments, table: ObjectName): void {
    const columns = given.get('columns');
    const list = columns?.kind === 'list' ? columns.items : columns === undefined ? [] : [columns];
    this.#createIndex(table, given.get('constraint_name'), list, given.keywords, given.at);
  }

  addColumn(given: OperationArguments, table: ObjectName): void {
    const call = given.get('column');
    const read = call?.kind === 'call' && classOf(call) === 'Column' ? this.#elements.column(call) : undefined;
    if (read === undefined) {
      this.gap('a column that is not understood', table, given.at);
      return;
    }
    const { at } = read;
    const plain = read.isPrimaryKey ? keyColumn(read, [read], [read.column.name], this.#elements) : read.column;
    const column = needsValue(plain) ? { ...plain, orm: addedWithoutValue } : plain;
    this.occurrences.push({ kind: 'column', table, column: column.name, origin: column.nameOrigin, declares: false });
    const after = given.text('insert_after');
    this.emit(
      {
        kind: 'add-column',
        table,
        column,
        ifNotExists: createsUnlessThere(given.keywords),
        ...(after !== undefined && this.#elements.dialect === 'mysql' && { position: { after } }),
      },
      given.at,
    );
    const { names } = this.#elements;
    for (const each of read.foreignKeys) {
      this.emit({ kind: 'add-foreign-key', table, foreignKey: names.foreignKey(table, each) }, given.at);
    }
    for (const each of read.checks) this.emit({ kind: 'add-check', table, check: names.check(table, each) }, given.at);
    if (read.isIndexed) this.#columnIndex(table, read);
    else if (read.isUnique) {
      const key = this.#elements.key([column.name], undefined, new Map(), at);
      this.emit({ kind: 'add-unique', table, key: names.key('uq', table, key) }, given.at);
    }
  }

  alterColumn(given: OperationArguments, table: ObjectName): void {
    const column = given.text('column_name');
    if (column === undefined) {
      this.gap('a column that is not known', table, given.at);
      return;
    }
    this.#named(given.get('column_name'), table, column);
    const set = this.#patch(given);
    if (Object.keys(set).length > 0) this.emit({ kind: 'alter-column', table, column, set }, given.at);
    const comment = given.get('comment');
    if (comment !== undefined && comment.kind !== 'boolean') {
      this.emit({ kind: 'comment-on-column', table, column, text: textOf(comment) }, given.at);
    }
    const to = given.text('new_column_name') ?? given.text('constraint_name');
    if (to !== undefined) this.emit({ kind: 'rename-column', table, column, to }, given.at);
  }

  #patch(given: OperationArguments): ColumnPatch {
    const type = given.get('type_');
    const nullable = given.get('nullable');
    const written = given.get('server_default');
    const read = type === undefined || type.kind === 'none' ? undefined : this.#elements.types.read(type);
    return {
      ...(read !== undefined && { type: read.type }),
      ...(read?.collation !== undefined && { collation: read.collation }),
      ...(nullable?.kind === 'boolean' && { nullable: nullable.value }),
      // False is Alembic's word for leaving it as it is.
      ...(written !== undefined &&
        written.kind !== 'boolean' && {
          default: written.kind === 'none' ? undefined : defaultOf(written, this.#elements.dialect),
        }),
    };
  }

  createForeignKey(given: OperationArguments, table: ObjectName): void {
    const referent = given.get('referent_table');
    const target = textOf(referent);
    const columns = textsOf(given.get('local_columns'));
    const targetColumns = textsOf(given.get('remote_columns'));
    if (referent === undefined || target === undefined || columns === undefined || targetColumns === undefined) {
      this.gap('a foreign key that is not understood', table, given.at);
      return;
    }
    const name = this.#objectName(target, given.text('referent_schema'));
    this.#named(referent, name);
    const foreignKey = this.#elements.foreignKey(
      columns,
      name,
      targetColumns,
      given.get('constraint_name'),
      given.keywords,
      given.at,
      nameOrigin(referent),
    );
    const named = this.#elements.names.foreignKey(table, foreignKey);
    this.emit({ kind: 'add-foreign-key', table, foreignKey: named }, given.at);
  }

  createKey(kind: 'add-primary-key' | 'add-unique', given: OperationArguments, table: ObjectName): void {
    const columns = textsOf(given.get('columns'));
    if (columns === undefined) this.gap('a key whose columns are not known', table, given.at);
    else {
      const key = this.#elements.key(columns, given.get('constraint_name'), given.keywords, given.at);
      const named = this.#elements.names.key(kind === 'add-unique' ? 'uq' : 'pk', table, key);
      this.emit({ kind, table, key: named }, given.at);
    }
  }

  createCheck(given: OperationArguments, table: ObjectName): void {
    const check = this.#elements.check(given.get('condition'), given.get('constraint_name'), given.at);
    this.emit({ kind: 'add-check', table, check: this.#elements.names.check(table, check) }, given.at);
  }

  createExclusion(given: OperationArguments, table: ObjectName): void {
    const keywords = new Map(given.keywords);
    const name = given.get('constraint_name');
    if (name !== undefined) keywords.set('name', name);
    const exclusion = this.#elements.exclusion(given.rest, keywords, given.at);
    if (exclusion === undefined) this.gap('an exclusion constraint that is not understood', table, given.at);
    else this.emit({ kind: 'add-exclusion', table, exclusion }, given.at);
  }

  dropConstraint(given: OperationArguments, table: ObjectName): void {
    const written = given.get('constraint_name');
    const isFinal = written?.kind === 'text' && written.isFinal === true;
    const type = given.text('type_');
    const plain = textOf(written);
    const name = type === 'check' ? this.#elements.names.checkName(table, plain, isFinal) : plain;
    if (type === 'primary') this.emit({ kind: 'drop-primary-key', table }, given.at);
    else if (name === undefined) this.gap('a constraint that is dropped and whose name is not known', table, given.at);
    else this.emit({ kind: 'drop-constraint', table, name, cascade: false, mayMiss: true }, given.at);
  }

  dropIndex(given: OperationArguments, table: ObjectName): void {
    const name = given.text('constraint_name');
    const own = table === unnamed ? undefined : table;
    if (name === undefined) {
      if (own !== undefined) this.gap('an index that is dropped and whose name is not known', own, given.at);
      return;
    }
    this.emit(
      {
        kind: 'drop-index',
        name: this.#objectName(name, own?.schema ?? given.text('schema')),
        ...(own !== undefined && { table: own }),
        concurrently: flagOf(given.get('postgresql_concurrently'), false),
      },
      given.at,
    );
  }

  renameTable(given: OperationArguments, table: ObjectName): void {
    const to = given.text('new_table_name');
    if (to === undefined) this.gap('a table that is renamed to a name that is not known', undefined, given.at);
    else {
      const leaves = this.#renamesAlone && ({ leavesReferences: true } as const);
      this.emit({ kind: 'rename-table', table, to: this.#objectName(to, table.schema), ...leaves }, given.at);
    }
  }

  /** A text, `sa.text(…)`, or a statement that SQLAlchemy builds, which changes rows and no tables. */
  execute(value: Value | undefined, at: Origin): void {
    if (value === undefined) return;
    if (value.kind === 'call') {
      const [first] = value.args;
      if (textCalls.test(value.name)) this.execute(first, at);
      else if (value.name.startsWith('.') && first?.kind === 'call' && textCalls.test(first.name))
        this.execute(first, at);
      else if (/^\.read/.test(value.name)) this.gap('SQL out of another file', undefined, at);
      else if (/(?:^|\.)CreateTable$/.test(value.name) && first?.kind === 'call') this.table(first, at);
      return;
    }
    if (value.kind === 'list') {
      for (const item of value.items) this.execute(item, at);
      return;
    }
    if (value.kind === 'unknown') this.gap('SQL that is put together while the migration runs', undefined, at);
    if (value.kind !== 'text') return;
    if (value.isPartial === true) {
      for (const table of uncertain(value.value, this.#objectName)) {
        this.gap('SQL that is put together while the migration runs', table, at);
      }
      return;
    }
    const { dialect } = this.#elements;
    const legacy = dialect === 'sqlite' ? legacyRename.exec(value.value)?.[1] : undefined;
    if (legacy !== undefined) this.#renamesAlone = /^(?:on|1|true|yes)$/i.test(legacy);
    const executed = executeSql(value, at, dialect, this.#currentSchema);
    const orm = { language: 'sqlalchemy', inTransaction: this.inTransaction } as const;
    for (const change of executed.changes) {
      this.changes.push(change.kind === 'create-index' ? { ...change, index: { ...change.index, orm } } : change);
      if (change.kind === 'gap') this.gaps.push({ reason: change.reason, origin: change.origin });
    }
    this.occurrences.push(...executed.occurrences);
    this.extensions.push(...executed.extensions);
    this.#currentSchema = executed.currentSchema;
    if (executed.commits) this.inTransaction = false;
  }

  /** `sa.Table(name, metadata, …)`. */
  table(call: CallValue, at: Origin): void {
    this.createTable(call.args[0], call.args.slice(2), call.keywords, at);
  }

  dropTable(name: Value | undefined, schema: string | undefined, at: Origin): void {
    const plain = textOf(name);
    if (plain === undefined) this.gap('a table that is dropped and whose name is not known', undefined, at);
    else this.emit({ kind: 'drop-table', table: this.#objectName(plain, schema), cascade: false }, at);
  }

  dropEnum(type: NativeEnum, at: Origin): void {
    this.emit({ kind: 'drop-type', type: this.#objectName(type.name, type.schema), cascade: false }, at);
  }

  commentOnTable(given: OperationArguments, table: ObjectName): void {
    this.emit({ kind: 'comment-on-table', table, text: given.text('comment') }, given.at);
  }
}

/** Stands for the table of an operation that names none. */
const unnamed: ObjectName = { schema: undefined, name: '' };

const legacyRename = /\bpragma\s+legacy_alter_table\s*[=(]\s*(\w+)/i;

const textCalls = /(?:^|\.)(?:text|DDL|TextClause)$/;

type Performer = (operations: Operations, given: OperationArguments, table: ObjectName) => void;

const performers: ReadonlyMap<string, Performer> = new Map<string, Performer>([
  ['create_table', (op, given) => op.createTable(given.get('table_name'), given.rest, given.keywords, given.at)],
  ['drop_table', (op, given, table) => op.emit({ kind: 'drop-table', table, cascade: false }, given.at)],
  ['rename_table', (op, given, table) => op.renameTable(given, table)],
  ['add_column', (op, given, table) => op.addColumn(given, table)],
  [
    'drop_column',
    (op, given, table) => {
      const column = given.text('column_name');
      if (column === undefined) op.gap('a column that is dropped and whose name is not known', table, given.at);
      else op.emit({ kind: 'drop-column', table, column, cascade: false }, given.at);
    },
  ],
  ['alter_column', (op, given, table) => op.alterColumn(given, table)],
  ['create_index', (op, given, table) => op.createIndex(given, table)],
  ['drop_index', (op, given, table) => op.dropIndex(given, table)],
  ['create_foreign_key', (op, given, table) => op.createForeignKey(given, table)],
  ['create_unique_constraint', (op, given, table) => op.createKey('add-unique', given, table)],
  ['create_primary_key', (op, given, table) => op.createKey('add-primary-key', given, table)],
  ['create_check_constraint', (op, given, table) => op.createCheck(given, table)],
  ['create_exclude_constraint', (op, given, table) => op.createExclusion(given, table)],
  ['drop_constraint', (op, given, table) => op.dropConstraint(given, table)],
  ['create_table_comment', (op, given, table) => op.commentOnTable(given, table)],
  ['drop_table_comment', (op, given, table) => op.emit({ kind: 'comment-on-table', table, text: undefined }, given.at)],
]);

const addedWithoutValue: AlembicColumn = { language: 'alembic', addedWithoutValue: true };

function needsValue({ nullable, default: value, autoIncrement, identity, generated }: Column): boolean {
  return !nullable && value === undefined && !autoIncrement && identity === undefined && generated === undefined;
}
