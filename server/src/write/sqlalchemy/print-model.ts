import { keyOf } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Column, Table } from '../../model/table.ts';
import {
  call,
  checkCall,
  columnPath,
  dictOf,
  exclusionCall,
  foreignKeyOptions,
  indexCall,
  keyCall,
  optionPrefix,
} from './arguments.ts';
import { isFlagged, isIndexFlag, isUniqueFlag, keptName } from './column-flags.ts';
import type { ClassNames } from './model-names.ts';
import type { Names } from './names.ts';
import { bareNames, sa } from './names.ts';
import { type ColumnPrinting, columnAnnotation, columnArguments, hasNoType, hasOwnReference } from './print-column.ts';
import { printField } from './print-field.ts';
import { isPrinted, whyNot } from './printed-table.ts';
import { wrapped } from './wrap-lines.ts';

const lineLength = 88;

export interface Printing {
  /** What classes derive from. */
  readonly base: string;
  /** Classes are tables by `table=True`, and columns are fields. */
  readonly isSqlmodel: boolean;
  readonly schema: Schema;
  readonly names: Names;
  readonly classes: ClassNames;
  /** The attribute of each column of a table. */
  attributes(table: Table): ReadonlyMap<string, string>;
  /** Whether a type was printed through the class for types without a name. */
  readonly columnClass: { used: boolean };
}

/** A table as a class, or as `Table(…)` where it has no primary key; a comment where neither can be. */
export function printTable(table: Table, printing: Printing): string {
  const reason = whyNot(table);
  if (reason !== undefined) return `# ${fullName(table)}: ${reason}`;
  const notes = [...notesOf(table, printing)].map((note) => `# ${fullName(table)}: ${note.replace(/\s+/g, ' ')}\n`);
  return notes.join('') + (table.primaryKey === undefined ? printCore(table, printing) : printClass(table, printing));
}

function fullName(table: Table): string {
  return table.schema === undefined ? table.name : `${table.schema}.${table.name}`;
}

/** What is left out. */
function* notesOf(table: Table, printing: Printing): Iterable<string> {
  const { dialect } = printing.schema;
  for (const { reason } of table.gaps) yield `may be more than this: ${reason}`;
  for (const option of table.options.other ?? []) yield `WITH (${option}) is left out`;
  if (table.inherits.length > 0) yield `inherits from ${table.inherits.map(({ name }) => name).join(', ')}`;
  for (const foreignKey of table.foreignKeys) {
    if (!referable(foreignKey.references, printing)) {
      yield `references ${columnPath(foreignKey.references.table, foreignKey.references.columns.join(', '))} from ${foreignKey.columns.join(', ')}`;
    }
  }
  for (const index of table.indexes) {
    const name = keptName(dialect, table, index);
    if (name === undefined || indexCall(bareNames(true), dialect, { ...index, name }) === undefined) {
      yield `the index ${name ?? 'without a name'} is left out`;
    }
  }
  for (const key of table.uniques) {
    if (keyCall(bareNames(true), 'UniqueConstraint', key) === undefined)
      yield `UNIQUE (${key.columns.join(', ')}) is left out`;
  }
  for (const column of table.columns) {
    if (dialect === 'postgresql' && column.generated?.stored === false) yield `${column.name} is virtual, not stored`;
  }
  if (table.rowSecurity) yield 'row level security is on';
  for (const policy of table.policies) yield `the policy ${policy.name} is left out`;
  for (const trigger of table.triggers) yield `the trigger ${trigger} is left out`;
}

function referable({ table, columns }: Table['foreignKeys'][number]['references'], { schema }: Printing): boolean {
  const target = schema.tables.get(keyOf(schema.dialect, table));
  return isPrinted(target) && (columns.length > 0 || target!.primaryKey !== undefined);
}

function printClass(table: Table, printing: Printing): string {
  const { base, classes, names, isSqlmodel } = printing;
  const name = classes.tables.get(table.key)!;
  const lines = [`class ${name}(${base}${isSqlmodel ? ', table=True' : ''}):`];
  const head: string[] = [];
  // SQLModel names tables so by itself.
  if (!isSqlmodel || table.name !== name.toLowerCase()) head.push(`    __tablename__ = ${names.string(table.name)}`);
  const args = tableArguments(table, printing);
  if (args !== undefined) head.push(wrapped(`    __table_args__ = ${args}`, lineLength));
  lines.push(...head, ...(head.length === 0 ? [] : ['']));
  const attributes = printing.attributes(table);
  const own: ColumnPrinting = { ...printing, table };
  const print = isSqlmodel ? printField : printMapped;
  for (const column of table.columns) {
    lines.push(wrapped(`    ${print(attributes.get(column.name)!, column, own)}`, lineLength));
  }
  return lines.join('\n');
}

function printMapped(attribute: string, column: Column, own: ColumnPrinting): string {
  const { names } = own;
  // SQLAlchemy looks for a type behind the annotation of a `mapped_column` where the column has none of its own.
  const isMapped = !hasNoType(column);
  const args = columnArguments(column, own, isMapped);
  if (attribute !== column.name) args.unshift(names.string(column.name));
  if (!isMapped) return `${attribute} = ${call(names.of('sqlalchemy', 'Column'), args)}`;
  const annotation = `${names.of('sqlalchemy.orm', 'Mapped')}[${columnAnnotation(column, own)}]`;
  const value = args.length === 0 ? '' : ` = ${call(names.of('sqlalchemy.orm', 'mapped_column'), args)}`;
  return `${attribute}: ${annotation}${value}`;
}

/** The value of `__table_args__`: a tuple, or a dictionary alone. */
function tableArguments(table: Table, printing: Printing): string | undefined {
  const elements = [...tableElements(table, printing)];
  const options = tableOptions(table, printing);
  const dict = options.length === 0 ? undefined : dictOf(printing.names, options);
  if (elements.length === 0) return dict;
  const items = dict === undefined ? elements : [...elements, dict];
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

function* tableElements(table: Table, { names, schema, ...printing }: Printing): Iterable<string> {
  const { dialect } = schema;
  if (table.primaryKey !== undefined && !isFlagged(table, table.primaryKey)) {
    const key = keyCall(names, 'PrimaryKeyConstraint', table.primaryKey);
    if (key !== undefined) yield key;
  }
  for (const key of table.uniques) {
    const printed = isUniqueFlag(key) ? undefined : keyCall(names, 'UniqueConstraint', key);
    if (printed !== undefined) yield printed;
  }
  for (const foreignKey of table.foreignKeys) {
    const isReferable = referable(foreignKey.references, { names, schema, ...printing });
    if (hasOwnReference(foreignKey, table, schema) || !isReferable) continue;
    const list = (items: readonly string[]): string => `[${items.map((item) => names.string(item)).join(', ')}]`;
    const target = schema.tables.get(keyOf(dialect, foreignKey.references.table))!;
    const columns =
      foreignKey.references.columns.length > 0 ? foreignKey.references.columns : target.primaryKey!.columns;
    yield call(names.of('sqlalchemy', 'ForeignKeyConstraint'), [
      list(foreignKey.columns),
      list(columns.map((column) => columnPath(target, column))),
      ...foreignKeyOptions(names, dialect, foreignKey),
    ]);
  }
  for (const check of table.checks) yield checkCall(names, dialect, check);
  for (const exclusion of table.exclusions) {
    const printed = exclusionCall(names, exclusion);
    if (printed !== undefined) yield printed;
  }
  for (const index of table.indexes) {
    const name = keptName(dialect, table, index);
    const printed =
      name === undefined || isIndexFlag(table, { ...index, name })
        ? undefined
        : indexCall(names, dialect, { ...index, name });
    if (printed !== undefined) yield printed;
  }
}

function tableOptions(table: Table, { names, schema }: Printing): (readonly [string, string])[] {
  const prefix = optionPrefix(schema.dialect);
  const options: (readonly [string, string])[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined) options.push([name, names.string(value)]);
  };
  if (table.schema !== undefined) add('schema', table.schema);
  if (table.persistence !== 'permanent' && schema.dialect !== 'sqlserver') {
    options.push(['prefixes', `[${names.string(table.persistence.toUpperCase())}]`]);
  }
  if (table.partitionBy !== undefined) add(`${prefix}_partition_by`, table.partitionBy.text);
  add('mysql_engine', table.options.engine);
  add('mysql_charset', table.options.charset);
  add('mysql_collate', table.options.collation);
  if (table.options.withoutRowid) options.push(['sqlite_with_rowid', 'False']);
  if (table.options.strict) options.push(['sqlite_strict', 'True']);
  const counts = schema.dialect === 'sqlite' && table.columns.some((column) => column.autoIncrement);
  if (counts) options.push(['sqlite_autoincrement', 'True']);
  add('comment', table.comment);
  return options;
}

function printCore(table: Table, printing: Printing): string {
  const { names, classes } = printing;
  const own: ColumnPrinting = { ...printing, table };
  const columns = table.columns.map((column) =>
    call(names.of('sqlalchemy', 'Column'), [names.string(column.name), ...columnArguments(column, own, false)]),
  );
  const elements = [...tableElements(table, printing)];
  const options = tableOptions(table, printing).map(([name, value]) => `${name}=${value}`);
  const args = [names.string(table.name), `${printing.base}.metadata`, ...columns, ...elements, ...options];
  const variable = classes.tables
    .get(table.key)!
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase();
  // The comma makes black keep a line for each column.
  return wrapped(`${variable}_table = ${call(sa(names, 'Table'), args).slice(0, -1)},)`, lineLength);
}
