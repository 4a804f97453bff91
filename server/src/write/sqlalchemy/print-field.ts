/** Columns as fields of SQLModel: `name: str = Field(max_length=50, index=True)`. */
import { keyOf } from '../../model/names.ts';
import type { Column, ForeignKey } from '../../model/table.ts';
import { call, dictOf } from './arguments.ts';
import { bareNames } from './names.ts';
import {
  type ColumnPrinting,
  columnFlags,
  columnType,
  computation,
  counter,
  databaseKeywords,
  enumOf,
  isLooseSerial,
  ownReferences,
  plainAnnotation,
  referenceCall,
  targetPath,
} from './print-column.ts';
import { typeExpression } from './type-expression.ts';

/**
 * `annotation = value`. A column that the database fills may be left out in Python too: it has that value, or `None`
 * until the row is written.
 */
export function printField(attribute: string, column: Column, printing: ColumnPrinting): string {
  const { names } = printing;
  // Pydantic validates fields, and has no schema for SQLAlchemy's `Range`.
  const annotation = column.type.family === 'range' ? undefined : plainAnnotation(column, printing);
  const initial = initialValue(column, annotation, printing);
  const isOptional = annotation !== undefined && initial === none;
  const args = [
    ...(initial === undefined ? [] : [initial]),
    ...flagArguments(column, annotation === undefined ? undefined : isOptional, printing),
    ...referenceArguments(column, printing),
    ...typeArguments(column, annotation, printing),
    ...columnArguments(column, printing),
    ...columnKeywords(attribute, column, printing),
  ];
  const type = (annotation ?? names.of('typing', 'Any')) + (isOptional ? ' | None' : '');
  if (args.length === 0) return `${attribute}: ${type}`;
  return `${attribute}: ${type} = ${args.join() === none ? 'None' : call(names.of('sqlmodel', 'Field'), args)}`;
}

const none = 'default=None';

/** What Python takes when nothing is given; undefined where something must be given. */
function initialValue(column: Column, annotation: string | undefined, printing: ColumnPrinting): string | undefined {
  if (column.nullable || column.autoIncrement || column.identity !== undefined || column.generated !== undefined)
    return none;
  if (column.default === undefined) return isRowid(column, printing) ? none : undefined;
  const { expression, text } = column.default;
  if (expression.kind === 'literal') {
    const { type, value } = expression;
    if (type === 'string' && annotation === 'str') return `default=${printing.names.string(value)}`;
    if (type === 'boolean' && annotation === 'bool') return `default=${/^t/i.test(value) ? 'True' : 'False'}`;
    if (type === 'number' && annotation === 'int' && /^(?:0|[1-9]\d*)$/.test(value)) return `default=${value}`;
  }
  if (/^'\{\}'(?:::jsonb?)?$/i.test(text.trim()) && annotation?.startsWith('dict[')) return 'default_factory=dict';
  if (/^'\[\]'(?:::jsonb?)?$/i.test(text.trim()) && annotation?.startsWith('list[')) return 'default_factory=list';
  return none;
}

/** SQLite counts a key of one integer without being told. */
function isRowid(column: Column, { table, schema }: ColumnPrinting): boolean {
  const key = table.primaryKey?.columns ?? [];
  return schema.dialect === 'sqlite' && key.join() === column.name && column.type.family === 'integer';
}

/** The type, where SQLModel does not take it from the annotation. Its own of a `datetime` changed between versions. */
function typeArguments(column: Column, annotation: string | undefined, printing: ColumnPrinting): readonly string[] {
  const { schema } = printing;
  const named = keyOf(schema.dialect, { schema: column.type.schema, name: column.type.name });
  const isOwn =
    annotation === undefined ||
    enumOf(column.type, schema) !== undefined ||
    schema.domains.has(named) ||
    column.collation !== undefined ||
    column.charset !== undefined ||
    isLooseSerial(column, printing);
  const plain = isOwn ? undefined : typeExpression(column.type, schema.dialect, bareNames(true));
  const [, name = '', ...args] = /^(\w+)(?:\((\d+)(?:, (\d+))?\))?$/.exec(plain ?? '') ?? [];
  const [first, second] = args;
  if (impliedTypes.has(name) && first === undefined) return [];
  if (name === 'String' && second === undefined) return first === undefined ? [] : [`max_length=${first}`];
  if (name === 'Numeric') {
    return [
      ...(first === undefined ? [] : [`max_digits=${first}`]),
      ...(second === undefined ? [] : [`decimal_places=${second}`]),
    ];
  }
  return [`sa_type=${columnType(column.type, column, printing)}`];
}

/** `get_sqlalchemy_type` of SQLModel, by the spelling in SQLAlchemy. */
const impliedTypes: ReadonlySet<string> = new Set([
  'Integer',
  'Boolean',
  'Float',
  'Date',
  'Time',
  'Interval',
  'LargeBinary',
  'Uuid',
]);

/** `foreign_key=` and `ondelete=`. */
function* referenceArguments(column: Column, printing: ColumnPrinting): Iterable<string> {
  const { names, schema } = printing;
  const references = ownReferences(column, printing);
  const [only] = references;
  if (only === undefined || !areFieldReferences(references)) return;
  yield `foreign_key=${names.string(targetPath(only, schema))}`;
  if (only.onDelete !== 'no action') yield `ondelete=${names.string(only.onDelete.toUpperCase())}`;
}

/** Calls that only `Column` takes. */
function* columnArguments(column: Column, printing: ColumnPrinting): Iterable<string> {
  const references = ownReferences(column, printing);
  const calls = [
    ...(areFieldReferences(references) ? [] : references.map((foreignKey) => referenceCall(foreignKey, printing))),
    ...computation(column, printing),
  ];
  if (calls.length > 0) yield `sa_column_args=[${calls.join(', ')}]`;
}

/** Whether `Field` has words for all that is said of them. */
function areFieldReferences(references: readonly ForeignKey[]): boolean {
  const [only, ...more] = references;
  return only === undefined || (more.length === 0 && isPlainReference(only));
}

function isPlainReference({ name, onUpdate, onDelete, deferrable, match, validated }: ForeignKey): boolean {
  return (
    name === undefined &&
    onUpdate === 'no action' &&
    onDelete !== 'set default' &&
    !deferrable &&
    match === 'simple' &&
    validated
  );
}

/** `isOptional`: whether the annotation says that there may be nothing; undefined where it says nothing of it. */
function* flagArguments(column: Column, isOptional: boolean | undefined, printing: ColumnPrinting): Iterable<string> {
  const flags = columnFlags(column, printing);
  const inKey = printing.table.primaryKey?.columns.includes(column.name) ?? false;
  for (const flag of flags) yield `${flag}=True`;
  if (!flags.has('primary_key') && (inKey ? isOptional !== false : isOptional !== column.nullable)) {
    yield `nullable=${column.nullable ? 'True' : 'False'}`;
  }
}

/** Keywords that only `Column` takes. */
function* columnKeywords(attribute: string, column: Column, printing: ColumnPrinting): Iterable<string> {
  const { names } = printing;
  const keywords = [
    ...(attribute === column.name ? [] : [`name=${names.string(column.name)}`]),
    ...counter(column, printing),
    ...databaseKeywords(column, printing),
  ].map((argument) => {
    const at = argument.indexOf('=');
    return [argument.slice(0, at), argument.slice(at + 1)] as const;
  });
  if (keywords.length > 0) yield `sa_column_kwargs=${dictOf(names, keywords)}`;
}
