import type { DataType } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import { keyOf } from '../../model/names.ts';
import type { EnumType, Schema } from '../../model/schema.ts';
import type { Column, ForeignKey, Table } from '../../model/table.ts';
import { printStoredType } from '../sql/print-type.ts';
import { plainStyle } from '../sql/sql-style.ts';
import { call, columnPath, foreignKeyOptions, serverDefault, sqlText } from './arguments.ts';
import { isFlagged, isIndexFlag, isUniqueFlag, keptName } from './column-flags.ts';
import type { ClassNames } from './model-names.ts';
import { bareNames, dialectName, type Names, sa } from './names.ts';
import { isPlainEnum } from './plain-enum.ts';
import { isPrinted } from './printed-table.ts';
import { annotationOf, isImplied, typeExpression } from './type-expression.ts';

export interface ColumnPrinting {
  readonly table: Table;
  readonly schema: Schema;
  readonly names: Names;
  readonly classes: ClassNames;
  readonly columnClass: { used: boolean };
}

/** The foreign key stands in its column: it has one, and the target is known. */
export function hasOwnReference(foreignKey: ForeignKey, table: Table, schema: Schema): boolean {
  return (
    foreignKey.columns.length === 1 &&
    table.columns.some(({ name }) => name === foreignKey.columns[0]) &&
    targetOf(foreignKey, schema) !== undefined
  );
}

/** The table and column that a foreign key of one column points at. */
function targetOf({ references }: ForeignKey, schema: Schema) {
  const table = schema.tables.get(keyOf(schema.dialect, references.table));
  const name = references.columns[0] ?? table?.primaryKey?.columns[0];
  const column = table?.columns.find((each) => each.name === name);
  return table === undefined || column === undefined || !isPrinted(table) ? undefined : { table, column };
}

/** The foreign keys that stand in the column. */
export function ownReferences(column: Column, { table, schema }: ColumnPrinting): readonly ForeignKey[] {
  return table.foreignKeys.filter((fk) => fk.columns[0] === column.name && hasOwnReference(fk, table, schema));
}

/** `table.column`, which a foreign key that stands in its column points at. */
export function targetPath(foreignKey: ForeignKey, schema: Schema): string {
  const { table, column } = targetOf(foreignKey, schema)!;
  return columnPath(table, column.name);
}

/** What `mapped_column` or `Column` takes. `annotated`: types and nullability that an annotation says are left out. */
export function columnArguments(column: Column, printing: ColumnPrinting, annotated: boolean): string[] {
  const references = ownReferences(column, printing);
  const args: string[] = [];
  if (!annotated || !omitsType(column, references, printing)) args.push(columnType(column.type, column, printing));
  for (const foreignKey of references) args.push(referenceCall(foreignKey, printing));
  args.push(...computation(column, printing));
  const flags = columnFlags(column, printing);
  const says = !annotated ? 'nothing' : plainAnnotation(column, printing) === undefined ? 'any' : 'annotation';
  if (flags.has('primary_key')) args.push('primary_key=True');
  args.push(...counter(column, printing));
  args.push(...nullability(column, says, isInKey(column, printing)));
  for (const flag of flags) if (flag !== 'primary_key') args.push(`${flag}=True`);
  args.push(...databaseKeywords(column, printing));
  return args;
}

/** `ForeignKey("table.column")` with what it says besides. */
export function referenceCall(foreignKey: ForeignKey, { schema, names }: ColumnPrinting): string {
  const path = names.string(targetPath(foreignKey, schema));
  return call(sa(names, 'ForeignKey'), [path, ...foreignKeyOptions(names, schema.dialect, foreignKey)]);
}

/** `Identity(…)` and `Computed(…)`. */
export function* computation(column: Column, printing: ColumnPrinting): Iterable<string> {
  const { names, schema } = printing;
  if (column.identity !== undefined)
    yield call(sa(names, 'Identity'), column.identity === 'always' ? ['always=True'] : []);
  else if (column.autoIncrement && !isInKey(column, printing) && schema.dialect === 'sqlserver')
    yield call(sa(names, 'Identity'), []);
  if (column.generated !== undefined) {
    const { expression, stored } = column.generated;
    yield call(sa(names, 'Computed'), [names.string(expression.text.trim()), ...persistence(schema.dialect, stored)]);
  }
}

function isInKey(column: Column, { table }: ColumnPrinting): boolean {
  return table.primaryKey?.columns.includes(column.name) ?? false;
}

/** What `name=True` says of a column. */
export function columnFlags(column: Column, printing: ColumnPrinting): ReadonlySet<'primary_key' | 'unique' | 'index'> {
  const { table, schema } = printing;
  const flags = new Set<'primary_key' | 'unique' | 'index'>();
  if (isInKey(column, printing) && isFlagged(table, table.primaryKey!)) flags.add('primary_key');
  if (table.uniques.some((key) => isUniqueFlag(key) && key.columns[0] === column.name)) flags.add('unique');
  const index = table.indexes.find((each) => {
    const name = keptName(schema.dialect, table, each);
    return each.parts[0]?.column === column.name && name !== undefined && isIndexFlag(table, { ...each, name });
  });
  if (index !== undefined) flags.add('index');
  if (index?.unique) flags.add('unique');
  return flags;
}

/** `server_default=…` and `comment=…`. */
export function* databaseKeywords(column: Column, { schema, names }: ColumnPrinting): Iterable<string> {
  if (column.default !== undefined && column.generated === undefined) {
    yield `server_default=${serverDefault(names, schema.dialect, column.default)}`;
  }
  if (column.comment !== undefined) yield `comment=${names.string(column.comment)}`;
}

/** SQLAlchemy knows PostgreSQL's stored columns only, and takes no word for them. */
function persistence(dialect: Dialect, stored: boolean): readonly string[] {
  return dialect === 'postgresql' ? [] : [`persisted=${stored ? 'True' : 'False'}`];
}

/** SQLAlchemy's versions do not agree on whether `Any` may be null. */
function* nullability(column: Column, says: 'annotation' | 'any' | 'nothing', inKey: boolean): Iterable<string> {
  if (inKey || says === 'annotation') return;
  if (!column.nullable) yield 'nullable=False';
  else if (says === 'any') yield 'nullable=True';
}

/** SQLAlchemy counts a key of one integer by itself unless told otherwise. */
export function* counter(column: Column, printing: ColumnPrinting): Iterable<string> {
  const { table, schema, names } = printing;
  if (schema.dialect === 'sqlite' || column.identity !== undefined) return;
  const inKey = isInKey(column, printing);
  const counts =
    inKey &&
    table.primaryKey!.columns.length === 1 &&
    column.type.family === 'integer' &&
    column.type.dimensions === 0 &&
    column.default === undefined &&
    !table.foreignKeys.some((fk) => fk.columns.includes(column.name));
  if (column.autoIncrement && inKey && !counts) yield 'autoincrement=True';
  if (!column.autoIncrement && counts) yield 'autoincrement=False';
  if (column.type.serial && !inKey) yield `server_default=${call(sa(names, 'FetchedValue'), [])}`;
}

/** The annotation, or the target of the foreign key, says the type. */
function omitsType(column: Column, references: readonly ForeignKey[], printing: ColumnPrinting): boolean {
  const { schema, names } = printing;
  if (enumOf(column.type, schema) !== undefined) return false;
  if (column.collation !== undefined || column.charset !== undefined || isLooseSerial(column, printing)) return false;
  const [first] = references;
  if (first === undefined) return isImplied(column.type, schema.dialect, names);
  const target = targetOf(first, schema)!.column;
  const own = typeExpression(column.type, schema.dialect, bareNames(names.isTwo));
  const other = typeExpression(target.type, schema.dialect, bareNames(names.isTwo));
  return own !== undefined && own === other && target.collation === undefined && target.charset === undefined;
}

/** PostgreSQL: `serial` in a column that is no key, which only the type's own name says. */
export function isLooseSerial(column: Column, printing: ColumnPrinting): boolean {
  return column.type.serial === true && !isInKey(column, printing);
}

export function enumOf(type: DataType, schema: Schema): EnumType | undefined {
  return schema.enums.get(keyOf(schema.dialect, { schema: type.schema, name: type.name }));
}

/** A computed column takes the type of its expression. */
export function hasNoType({ type, generated }: Column): boolean {
  return type.text === '' && generated !== undefined;
}

export function columnType(type: DataType, column: Column, printing: ColumnPrinting): string {
  const { schema, names } = printing;
  const raw = (text: string): string => {
    printing.columnClass.used = true;
    return call('Raw', [names.string(text)]);
  };
  if (hasNoType(column)) return names.of('sqlalchemy.types', 'NullType');
  if (isLooseSerial(column, printing)) return raw(type.text);
  const enumType = enumOf(type, schema);
  if (enumType !== undefined) {
    const element = enumExpression(enumType, printing);
    if (type.dimensions === 0) return element;
    return call(dialectName(names, 'postgresql', 'ARRAY'), [
      element,
      ...(type.dimensions > 1 ? [`dimensions=${type.dimensions}`] : []),
    ]);
  }
  const domain = schema.domains.get(keyOf(schema.dialect, { schema: type.schema, name: type.name }));
  if (domain !== undefined && type.dimensions === 0) {
    const base = typeExpression(domain.base, schema.dialect, names);
    if (base !== undefined) {
      return call(dialectName(names, 'postgresql', 'DOMAIN'), [
        names.string(domain.name),
        base,
        ...(domain.schema === undefined ? [] : [`schema=${names.string(domain.schema)}`]),
        ...(domain.nullable ? [] : ['not_null=True']),
        ...(domain.checks.length === 1 ? [`check=${sqlText(names, domain.checks[0]!.text)}`] : []),
      ]);
    }
  }
  return (
    collated(type, column, printing) ??
    typeExpression(type, schema.dialect, names) ??
    raw(printStoredType(plainStyle(schema.dialect), type))
  );
}

/** A character type with its collation and, in MySQL, its character set. */
function collated(type: DataType, column: Column, { schema, names }: ColumnPrinting): string | undefined {
  if (column.collation === undefined && column.charset === undefined) return undefined;
  const options: string[] = [...type.args];
  if (column.charset !== undefined) options.push(`charset=${names.string(column.charset)}`);
  if (column.collation !== undefined) options.push(`collation=${names.string(column.collation)}`);
  if (schema.dialect === 'mysql') {
    if (!/^(var)?char$|text$/.test(type.name)) return undefined;
    return call(dialectName(names, 'mysql', type.name.toUpperCase()), options);
  }
  const plain = { text: 'Text', varchar: 'String', char: 'CHAR' }[type.name];
  return plain && call(sa(names, plain), options);
}

function enumExpression(type: EnumType, { names, classes }: ColumnPrinting): string {
  const values = isPlainEnum(type) ? [classes.enums.get(type.key)!] : type.values.map((value) => names.string(value));
  const place = type.schema === undefined ? [] : [`schema=${names.string(type.schema)}`];
  return call(sa(names, 'Enum'), [...values, `name=${names.string(type.name)}`, ...place]);
}

/** The Python type of a value; undefined where there is no plain one. */
export function plainAnnotation(column: Column, { schema, classes, names }: ColumnPrinting): string | undefined {
  const { type } = column;
  if (isList(column)) return `list[${names.of('typing', 'Any')}]`;
  const enumType = enumOf(type, schema);
  if (enumType === undefined) {
    const domain = schema.domains.get(keyOf(schema.dialect, { schema: type.schema, name: type.name }));
    return annotationOf(domain === undefined ? type : { ...domain.base, dimensions: type.dimensions }, names);
  }
  const element = isPlainEnum(enumType) ? classes.enums.get(enumType.key)! : 'str';
  return 'list['.repeat(type.dimensions) + element + ']'.repeat(type.dimensions);
}

/** What `Mapped[…]` holds. */
export function columnAnnotation(column: Column, printing: ColumnPrinting): string {
  // SQLAlchemy takes `Any` for nullable and the column says the rest.
  const annotation = plainAnnotation(column, printing);
  if (annotation === undefined) return printing.names.of('typing', 'Any');
  return column.nullable ? `${annotation} | None` : annotation;
}

/** A document that begins as an array. */
function isList({ type, default: initial }: Column): boolean {
  return (
    (type.family === 'json' || type.family === 'jsonb') &&
    type.dimensions === 0 &&
    /^'\[/.test(initial?.text.trim() ?? '')
  );
}
