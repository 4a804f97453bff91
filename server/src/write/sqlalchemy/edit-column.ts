import type { DataType } from '../../model/data-type.ts';
import { keyOf } from '../../model/names.ts';
import type { ColumnPatch } from '../../model/schema-change.ts';
import type { Column, Table } from '../../model/table.ts';
import { schemaItems } from '../../syntax/python/schema-items.ts';
import type { Call, Expression } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import type { ChangeOf } from '../sql/change-of.ts';
import { call, serverDefault } from './arguments.ts';
import { addArgument, type ColumnPlace, columnPlace, mappedType, removeKeyword, setKeyword } from './column-place.ts';
import { columnNamed } from './edit-element.ts';
import { setNullable } from './edit-nullable.ts';
import type { ModelPlan } from './model-plan.ts';
import { bareNames, dialectName, sa } from './names.ts';
import { calledName, callsIn, shifted } from './syntax-path.ts';
import { tableNamed } from './table-place.ts';
import { annotationOf, typeExpression } from './type-expression.ts';

/** Changes a column where it is declared; false when some part of the change has no word there. */
export function alterColumn(plan: ModelPlan, change: ChangeOf<'alter-column'>): boolean {
  const table = tableNamed(plan, change.table);
  const column = table && columnNamed(plan, table, change.column);
  const place = column && columnPlace(plan, column);
  if (table === undefined || column === undefined || place === undefined) return false;
  const { set } = change;
  if (set.collation !== undefined || set.defaultName !== undefined) return false;
  return (
    (set.type === undefined || setType(plan, place, table, column, set.type)) &&
    (set.nullable === undefined || set.nullable === column.nullable || setNullable(plan, place, set.nullable)) &&
    (!('default' in set) || setDefault(plan, place, set)) &&
    (!('identity' in set) || setIdentity(plan, place, column, set)) &&
    (!('generated' in set) || removePositional(plan, place, 'Computed')) &&
    keepsCounter(table, column, set)
  );
}

/** A key of one integer counts by itself, whatever its width. */
function keepsCounter(table: Table, column: Column, set: ColumnPatch): boolean {
  if (set.autoIncrement === undefined || set.autoIncrement === column.autoIncrement) return true;
  const [only, ...more] = table.primaryKey?.columns ?? [];
  return set.identity !== undefined || (set.autoIncrement && only === column.name && more.length === 0);
}

function setType(plan: ModelPlan, place: ColumnPlace, table: Table, column: Column, type: DataType): boolean {
  const names = plan.names(place.site.file);
  const { dialect } = plan.ctx;
  const text = variantOf(plan, place, column, type) ?? typeExpression(type, dialect, names);
  if (text === undefined) return false;
  const written = writtenType(place.call, place.manner);
  if (written === undefined && place.manner !== 'Field' && followsTarget(plan, table, column, type)) {
    return setAnnotation(plan, place, column, type);
  }
  if (written !== undefined) {
    const inner = innermost(written, dialect);
    if (inner === undefined) return false;
    const { file, base } = place.site;
    plan.replace(file, shifted(inner, base), withTimezone(place, inner, type) ?? text);
  } else if (place.manner === 'Field') {
    if (!addArgument(plan, place, `sa_type=${text}`, 'keyword')) return false;
  } else if (!addArgument(plan, place, text, 'type')) return false;
  return setAnnotation(plan, place, column, type);
}

/** With a reference and no type of its own, a column gets the type that its target gets. */
function followsTarget(plan: ModelPlan, table: Table, column: Column, type: DataType): boolean {
  const { dialect } = plan.ctx;
  const reference = table.foreignKeys.find((fk) => fk.columns.length === 1 && fk.columns[0] === column.name);
  const target = reference && tableNamed(plan, reference.references.table);
  if (reference === undefined || target === undefined) return false;
  const name = reference.references.columns[0] ?? target.primaryKey?.columns[0];
  return plan.changes.some(
    (change) =>
      change.kind === 'alter-column' &&
      keyOf(dialect, change.table) === target.key &&
      change.column === name &&
      change.set.type?.text === type.text,
  );
}

/** The expression that says a column's type. */
export function writtenType(from: Call | undefined, manner: ColumnPlace['manner']): Expression | undefined {
  if (from === undefined) return undefined;
  const named = from.args.find((arg) => arg.name === (manner === 'Field' ? 'sa_type' : 'type_'));
  if (named !== undefined || manner === 'Field') return named?.value;
  const first = from.args.filter((arg) => arg.name === undefined && arg.star === undefined);
  const at = first[0]?.value.kind === 'string' ? 1 : 0;
  const value = first[at]?.value;
  const called = value && calledName(value);
  return called !== undefined && schemaItems.has(called) ? undefined : value;
}

/** The part that is to be replaced: of `MutableDict.as_mutable(JSON)` the inside, of a variant the one in use. */
function innermost(type: Expression, dialect: string): Expression | undefined {
  if (type.kind !== 'call') return isKnownType(type) ? type : undefined;
  const name = calledName(type);
  if (name === 'as_mutable') return type.args[0] && innermost(type.args[0].value, dialect);
  if (name === 'with_variant' && type.callee.kind === 'attribute') {
    const applies = type.args.some((arg) => arg.value.kind === 'string' && arg.value.value === dialect);
    return applies ? type.args[0]?.value : innermost(type.callee.object, dialect);
  }
  return isKnownType(type.callee) ? type : undefined;
}

/** A type of the project's own does more than the database's type says. */
function isKnownType(type: Expression): boolean {
  const name = type.kind === 'name' || type.kind === 'attribute' ? type.name : undefined;
  return name !== undefined && (/^[A-Z][A-Z0-9_]*$/.test(name) ? capitals.test(name) : camelTypes.has(name));
}

const camelTypes: ReadonlySet<string> = new Set(
  (
    'Integer BigInteger SmallInteger Numeric Float Double String Text Unicode UnicodeText Boolean Date DateTime Time ' +
    'Interval LargeBinary Uuid Enum'
  ).split(' '),
);
const capitals =
  /^(?:JSONB?|U?UID|ARRAY|N?(?:VAR)?CHAR|N?TEXT|(?:TINY|SMALL|MEDIUM|BIG)?INT(?:EGER)?|NUMERIC|DECIMAL|REAL|FLOAT|DOUBLE(?:_PRECISION)?|(?:SMALL)?MONEY|BOOLEAN|DATE|(?:SMALL)?DATETIME2?|DATETIMEOFFSET|TIME|TIMESTAMP|(?:TINY|MEDIUM|LONG)?(?:TEXT|BLOB)|BYTEA|(?:VAR)?BINARY|UUID|ENUM|IMAGE|BIT)$/;

/** `DateTime` and `TIMESTAMP` say the zone as an argument. */
function withTimezone(place: ColumnPlace, written: Expression, type: DataType): string | undefined {
  const zoned = ['timestamptz', 'timetz'].includes(type.name);
  const callee = written.kind === 'call' ? written.callee : written;
  const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
  if (!zoned || !['DateTime', 'TIMESTAMP', 'Time', 'TIME'].includes(name)) return undefined;
  const { file, base } = place.site;
  const others = written.kind === 'call' ? written.args.filter((arg) => arg.name !== 'timezone') : [];
  const args = ['timezone=True', ...others.map((arg) => file.slice(shifted(arg, base)))];
  return call(file.slice(shifted(callee, base)), args);
}

/** JSONB beside JSON for other databases, unless the file is of PostgreSQL alone. */
function variantOf(plan: ModelPlan, place: ColumnPlace, column: Column, type: DataType): string | undefined {
  const { file } = place.site;
  const isOnlyPostgres = /sqlalchemy\.dialects(?:\.postgresql| import postgresql)|postgresql_|postgresql\+/.test(
    file.text,
  );
  if (type.name !== 'jsonb' || column.type.name !== 'json' || isOnlyPostgres) return undefined;
  const names = plan.names(file);
  const json = `${sa(names, 'JSON')}()`;
  return `${json}.with_variant(${dialectName(names, 'postgresql', 'JSONB')}(), ${names.string('postgresql')})`;
}

/** `Mapped[float]` becomes `Mapped[Decimal]` with its type; an annotation of another kind stays. */
function setAnnotation(plan: ModelPlan, place: ColumnPlace, column: Column, type: DataType): boolean {
  const { assignment, site } = place;
  const annotation = assignment?.annotation;
  const names = plan.names(site.file);
  const bare = bareNames(names.isTwo);
  const before = annotationOf(column.type, bare);
  const after = annotationOf(type, bare);
  if (annotation === undefined || before === after || after === undefined) return true;
  const inner = mappedType(annotation) ?? (place.manner === 'Field' ? annotation : undefined);
  const found = inner && plainName(inner, before);
  if (found === undefined) return true;
  plan.replace(site.file, shifted(found, site.base), annotationOf(type, names)!);
  return true;
}

/** The name in an annotation, beside `None` and inside `Optional`. */
function plainName(annotation: Expression, name: string | undefined): Span | undefined {
  if (annotation.kind === 'name' || annotation.kind === 'attribute')
    return annotation.name === name ? annotation : undefined;
  if (annotation.kind === 'binary') return plainName(annotation.left, name) ?? plainName(annotation.right, name);
  if (annotation.kind === 'subscript' && annotation.items.length === 1) return plainName(annotation.items[0]!, name);
  return undefined;
}

function setDefault(plan: ModelPlan, place: ColumnPlace, set: ColumnPatch): boolean {
  const names = plan.names(place.site.file);
  const value = set.default && serverDefault(names, plan.ctx.dialect, set.default);
  if (place.manner === 'Field') return value !== undefined && setFieldDefault(plan, place, value);
  if (value !== undefined) return setKeyword(plan, place, 'server_default', value);
  removeKeyword(plan, place, 'server_default');
  return true;
}

/** SQLModel hands what it does not know itself to the column. */
function setFieldDefault(plan: ModelPlan, place: ColumnPlace, value: string): boolean {
  const names = plan.names(place.site.file);
  const entry = `${names.string('server_default')}: ${value}`;
  const known = place.call?.args.find((arg) => arg.name === 'sa_column_kwargs');
  if (known === undefined) return addArgument(plan, place, `sa_column_kwargs={${entry}}`, 'keyword');
  if (known.value.kind !== 'dict') return false;
  const own = known.value.entries.find((each) => each.key?.kind === 'string' && each.key.value === 'server_default');
  if (own !== undefined) plan.replace(place.site.file, shifted(own.value, place.site.base), value);
  else plan.entries(place.site, known.value).insert(known.value.entries.length, entry);
  return true;
}

function setIdentity(plan: ModelPlan, place: ColumnPlace, column: Column, set: ColumnPatch): boolean {
  if (place.manner === 'Field') return false;
  if (set.identity === undefined) return column.identity === undefined || removePositional(plan, place, 'Identity');
  const names = plan.names(place.site.file);
  const text = call(sa(names, 'Identity'), set.identity === 'always' ? ['always=True'] : []);
  const known = [...callsIn(place.call)].find((each) => calledName(each) === 'Identity');
  if (known === undefined) return addArgument(plan, place, text, 'positional');
  plan.replace(place.site.file, shifted(known, place.site.base), text);
  return true;
}

function removePositional(plan: ModelPlan, place: ColumnPlace, name: string): boolean {
  const index = place.call?.args.findIndex((arg) => calledName(arg.value) === name) ?? -1;
  if (index !== -1) plan.arguments(place.site, place.call!).remove(index);
  return index !== -1;
}
