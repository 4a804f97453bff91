/** Columns of SQLModel: `name: str = Field(max_length=50, index=True)`. */
import type { Argument, Call, Expression } from '../../syntax/python/syntax.ts';
import { keyword } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import { type Annotation, type AnnotationMap, readAnnotation } from './annotation.ts';
import { type ColumnSpec, readColumnCall } from './column-spec.ts';
import { type TypeArgument, type TypeExpression, typeExpression } from './column-types-expression.ts';
import { type At, booleanOf, calleeName, isNone, libraryName, originOf, type Source, valueAt } from './source.ts';
import { typeOf } from './type-reader.ts';

/** Undefined for what is no column: a relationship, a field that the model keeps to itself. */
export function sqlmodelColumn(
  source: Source,
  place: { readonly name: string; readonly nameSpan: Span; readonly span: Span },
  value: Expression | undefined,
  annotation: Expression,
  map: AnnotationMap,
): ColumnSpec | undefined {
  const read = readAnnotation(source, annotation, 'sqlmodel', map);
  const field = fieldCall(source, value) ?? (read.column !== undefined ? read.column : undefined);
  const own = field === undefined ? undefined : keyword(field.value.args, 'sa_column')?.value;
  const at = { attribute: place.name, origin: place.span, nameOrigin: place.nameSpan };
  if (own !== undefined && field !== undefined && !isNone(own)) {
    const found = valueAt(field.source, own);
    if (found?.value.kind !== 'call') return undefined;
    const spec = readColumnCall({ source: found.source, value: found.value }, source, at);
    return spec === undefined
      ? undefined
      : { ...spec, annotatedOptional: read.optional, annotationOrigin: originOf(source, annotation) };
  }
  const written = readColumnCall(asColumnCall(field, source, place.span), source, at);
  if (written === undefined) return undefined;
  const type = field === undefined ? read.type : fieldType(field, read);
  const primary = field === undefined ? false : booleanOf(field.source, argument(field, 'primary_key')) === true;
  const plainDefault = value !== undefined && field === undefined && !isNone(value) ? value : undefined;
  return {
    ...written,
    type: type ?? written.type,
    typeOrigin: originOf(source, annotation),
    nullable: written.nullable ?? { value: !primary && read.optional, origin: originOf(source, annotation) },
    annotatedOptional: read.optional,
    annotationOrigin: originOf(source, annotation),
    pythonDefault:
      plainDefault === undefined
        ? written.pythonDefault
        : { mutable: false, zoned: false, origin: originOf(source, plainDefault) },
    unknown: type === undefined && written.type === undefined ? [...written.unknown, 'type'] : written.unknown,
  };
}

function fieldCall(source: Source, value: Expression | undefined): At<Call> | undefined {
  if (value?.kind !== 'call') return undefined;
  const name = calleeName(source, value);
  if (name === 'Field') return { source, value };
  // `Field = partial(Field, …)` and wrappers of the project are not followed.
  return undefined;
}

function argument(field: At<Call>, name: string): Expression | undefined {
  return keyword(field.value.args, name)?.value;
}

const nothing: Call = {
  kind: 'call',
  callee: { kind: 'other', start: 0, end: 0 },
  args: [],
  argsSpan: { start: 0, end: 0 },
  start: 0,
  end: 0,
};

/** The arguments of the `Column(…)` that SQLModel makes of a field. */
function asColumnCall(field: At<Call> | undefined, source: Source, span: Span): At<Call> {
  if (field === undefined) return { source, value: { ...nothing, ...span } };
  const { args } = field.value;
  const own: Argument[] = [];
  for (const arg of args) {
    const { name } = arg;
    if (name === undefined && arg === args[0] && arg.value.kind !== 'ellipsis') own.push({ ...arg, name: 'default' });
    else if (name !== undefined && /^(?:primary_key|index|unique|nullable|default|default_factory)$/.test(name)) {
      if (arg.value.kind !== 'ellipsis') own.push(arg);
    } else if (name === 'sa_column_args' && 'items' in arg.value) {
      own.push(
        ...arg.value.items.map((item) => ({
          name: undefined,
          nameSpan: undefined,
          star: undefined,
          value: item,
          start: item.start,
          end: item.end,
        })),
      );
    } else if (name === 'sa_column_kwargs') own.push(...handedOn(field.source, arg.value));
    else if (name === 'foreign_key' && !isNone(arg.value)) own.push(foreignKey(arg, keyword(args, 'ondelete')));
  }
  return { source: field.source, value: { ...field.value, args: own } };
}

function handedOn(source: Source, value: Expression): readonly Argument[] {
  const dict = valueAt(source, value)?.value;
  if (dict?.kind === 'dict') {
    return dict.entries.flatMap((entry) =>
      entry.key?.kind === 'string' && entry.key.value !== undefined
        ? [
            {
              name: entry.key.value,
              nameSpan: entry.key,
              star: undefined,
              value: entry.value,
              start: entry.start,
              end: entry.end,
            },
          ]
        : [],
    );
  }
  return dict?.kind === 'call' && libraryName(source, dict.callee) === 'dict' ? dict.args : [];
}

/** `foreign_key="team.id", ondelete="CASCADE"` as the `ForeignKey(…)` it becomes. */
function foreignKey(target: Argument, onDelete: Argument | undefined): Argument {
  const span = { start: target.start, end: target.end };
  const call: Call = {
    ...nothing,
    ...span,
    callee: { kind: 'name', name: 'ForeignKey', ...span },
    args: [{ ...target, name: undefined, nameSpan: undefined }, ...(onDelete === undefined ? [] : [onDelete])],
  };
  return { name: undefined, nameSpan: undefined, star: undefined, value: call, ...span };
}

function fieldType(field: At<Call>, read: Annotation): TypeExpression | undefined {
  const written = argument(field, 'sa_type');
  if (written !== undefined && !isNone(written)) return typeOf(field.source, written)?.type;
  const { type } = read;
  if (type?.name === 'sqlmodel.AutoString') {
    const length = numberAt(field, 'max_length');
    return length === undefined ? type : typeExpression(type.name, [length]);
  }
  if (type?.name === 'sqlalchemy.Numeric') {
    const precision = numberAt(field, 'max_digits');
    const scale = numberAt(field, 'decimal_places');
    const keywords = new Map<string, TypeArgument>();
    if (precision !== undefined) keywords.set('precision', precision);
    if (scale !== undefined) keywords.set('scale', scale);
    return typeExpression(type.name, [], keywords);
  }
  return type;
}

function numberAt(field: At<Call>, name: string): TypeArgument | undefined {
  const written = argument(field, name);
  const value = written === undefined ? undefined : valueAt(field.source, written)?.value;
  return value?.kind === 'number' ? { kind: 'number', value: value.text } : undefined;
}
