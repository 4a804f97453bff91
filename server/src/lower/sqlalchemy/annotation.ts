/** What a type annotation says of a column: `Mapped[int | None]`, `Annotated[str, mapped_column(…)]`, `Optional[int]`. */
import type { Call, Expression } from '../../syntax/python/syntax.ts';
import { stringValue } from '../../syntax/python/syntax.ts';
import type { TypeExpression } from './column-types-expression.ts';
import { type AnnotationStyle, annotatedEnum, annotatedLiteral, annotatedType } from './column-types-python.ts';
import { enumClassAt } from './enum-class.ts';
import {
  type At,
  classAt,
  expressionIn,
  externalName,
  isNone,
  lastPart,
  meaningOf,
  type Source,
  stringOf,
  valueAt,
} from './source.ts';

const deepest = 12;

export interface Annotation {
  readonly optional: boolean;
  readonly type: TypeExpression | undefined;
  /** `mapped_column(…)` or `Field(…)` inside `Annotated`. */
  readonly column: At<Call> | undefined;
  /** The annotation names a class that is not a type of a column: a relationship. */
  readonly isOther: boolean;
}

/** Types by annotation, as `type_annotation_map` lists them: by `annotationKey`. */
export type AnnotationMap = ReadonlyMap<string, TypeExpression>;

const mappedClasses: ReadonlySet<string> = new Set(['Mapped', 'MappedColumn']);
const neverColumns: ReadonlySet<string> = new Set([
  'ClassVar',
  'DynamicMapped',
  'WriteOnlyMapped',
  'AssociationProxy',
  'Relationship',
  'InitVar',
]);

/** The `X` of `Mapped[X]`, a text unwrapped; undefined where the annotation is something else. */
export function mappedArgument(source: Source, annotation: Expression): Expression | undefined {
  const written = unquoted(annotation);
  if (written.kind !== 'subscript') return undefined;
  const name = externalName(source, written.object);
  if (name === undefined || !mappedClasses.has(lastPart(name))) return undefined;
  const [only] = written.items;
  return only === undefined ? undefined : unquoted(only);
}

export function isNeverColumn(source: Source, annotation: Expression): boolean {
  const written = unquoted(annotation);
  const head = written.kind === 'subscript' ? written.object : written;
  const name = externalName(source, head);
  return name !== undefined && neverColumns.has(lastPart(name));
}

/** Annotations may stand in quotes; their places are then those of the whole text. */
function unquoted(annotation: Expression): Expression {
  const text = stringValue(annotation);
  return text === undefined ? annotation : (expressionIn(text) ?? annotation);
}

export function readAnnotation(
  source: Source,
  annotation: Expression,
  style: AnnotationStyle,
  map: AnnotationMap,
  depth = 0,
): Annotation {
  const written = unquoted(annotation);
  const nothing: Annotation = { optional: false, type: undefined, column: undefined, isOther: true };
  if (depth > deepest) return nothing;
  const again = (inner: Expression, at = source): Annotation => readAnnotation(at, inner, style, map, depth + 1);
  const mapped = map.get(annotationKey(source, written));
  if (written.kind === 'binary' && written.operator === '|') {
    return union([written.left, written.right], again);
  }
  if (written.kind === 'subscript') {
    const head = lastPart(externalName(source, written.object) ?? '');
    const [first, ...rest] = written.items;
    if (head === 'Optional' && first !== undefined) return { ...again(first), optional: true };
    if (head === 'Union') return union(written.items, again);
    if (head === 'Annotated' && first !== undefined) {
      const inner = again(first);
      const column = rest.map((item) => columnIn(source, item)).find((found) => found !== undefined);
      return {
        ...inner,
        ...(mapped !== undefined && { type: mapped, isOther: false }),
        column: column ?? inner.column,
      };
    }
    if (head === 'Final' && first !== undefined) return again(first);
    if (head === 'Literal') {
      const values = written.items.map((item) => stringOf(source, item));
      const optional = written.items.some(isNone);
      const texts = values.filter((value) => value !== undefined);
      return { optional, type: mapped ?? annotatedLiteral(texts), column: undefined, isOther: false };
    }
    return { ...nothing, type: mapped, isOther: mapped === undefined };
  }
  if (mapped !== undefined) {
    const alias = aliasAt(source, written);
    const inner = alias === undefined ? nothing : again(alias.value, alias.source);
    return { ...inner, type: mapped, isOther: false };
  }
  return named(source, written, style, map, again);
}

function named(
  source: Source,
  written: Expression,
  style: AnnotationStyle,
  map: AnnotationMap,
  again: (inner: Expression, at?: Source) => Annotation,
): Annotation {
  const plain = (type: TypeExpression | undefined): Annotation => ({
    optional: isNone(written),
    type,
    column: undefined,
    isOther: type === undefined,
  });
  const external = externalName(source, written);
  if (external !== undefined)
    return plain(annotatedType(external, style) ?? annotatedType(simplified(external), style));
  const meaning = meaningOf(source, written);
  const enumClass = enumClassAt(source, meaning);
  if (enumClass !== undefined) {
    const general = map.get('enum.Enum');
    const type = annotatedEnum(enumClass);
    return plain(general === undefined ? type : { ...type, name: general.name, keywords: general.keywords });
  }
  const alias = aliasAt(source, written);
  if (alias !== undefined) return again(alias.value, alias.source);
  const found = classAt(source, meaning);
  if (found !== undefined && style === 'sqlmodel') {
    // Classes that derive from `str` are texts.
    const base = found.value.args[0]?.value;
    if (base !== undefined && externalName(found.source, base) === 'str') return plain(annotatedType('str', style));
  }
  return plain(undefined);
}

/** `intpk = Annotated[…]`, `UserId = NewType("UserId", int)`. */
function aliasAt(source: Source, written: Expression): At<Expression> | undefined {
  if (written.kind !== 'name' && written.kind !== 'attribute') return undefined;
  const value = valueAt(source, written);
  if (value === undefined || value.value === written) return undefined;
  if (value.value.kind === 'call') {
    const callee = externalName(value.source, value.value.callee);
    const of = value.value.args[1]?.value;
    return callee !== undefined && lastPart(callee) === 'NewType' && of !== undefined
      ? { source: value.source, value: of }
      : undefined;
  }
  return value;
}

function union(items: readonly Expression[], again: (inner: Expression) => Annotation): Annotation {
  const parts = items.filter((item) => !isNone(item)).map((item) => again(item));
  const optional = parts.length < items.length || parts.some((part) => part.optional);
  const [first] = parts;
  if (first === undefined) return { optional, type: undefined, column: undefined, isOther: true };
  return parts.length === 1
    ? { ...first, optional }
    : { optional, type: undefined, column: first.column, isOther: true };
}

function columnIn(source: Source, item: Expression): At<Call> | undefined {
  const found = valueAt(source, item);
  if (found?.value.kind !== 'call') return undefined;
  const name = externalName(found.source, found.value.callee);
  return name !== undefined && /(?:^|\.)(?:mapped_column|Field)$/.test(name)
    ? { source: found.source, value: found.value }
    : undefined;
}

/** `dt.datetime` of a module whose import was not seen. */
function simplified(name: string): string {
  const short = lastPart(name);
  const known: Readonly<Record<string, string>> = {
    datetime: 'datetime.datetime',
    date: 'datetime.date',
    time: 'datetime.time',
    timedelta: 'datetime.timedelta',
    Decimal: 'decimal.Decimal',
    UUID: 'uuid.UUID',
    EmailStr: 'pydantic.EmailStr',
  };
  return name === short || /^(?:datetime|decimal|uuid|uuid6|pydantic)\b/.test(name) ? (known[short] ?? name) : name;
}

/** One text for annotations that mean the same: `Dict[str, Any]` is `dict[str,Any]`. */
export function annotationKey(source: Source, annotation: Expression, depth = 0): string {
  if (depth > deepest) return '?';
  switch (annotation.kind) {
    case 'name':
    case 'attribute': {
      const meaning = meaningOf(source, annotation);
      if (meaning?.kind === 'definition') return `${meaning.ref.file}:${meaning.ref.unit}:${meaning.ref.index}`;
      const name = meaning?.kind === 'external' ? meaning.name : '?';
      return genericNames[lastPart(name)] ?? simplified(name).replace(/^typing(?:_extensions)?\./, '');
    }
    case 'subscript': {
      const items = annotation.items.map((item) => annotationKey(source, item, depth + 1));
      return `${annotationKey(source, annotation.object, depth + 1)}[${items.join(',')}]`;
    }
    case 'binary':
      return `${annotationKey(source, annotation.left, depth + 1)}|${annotationKey(source, annotation.right, depth + 1)}`;
    case 'string': {
      const inner = expressionIn(annotation.value ?? '');
      return inner === undefined ? '?' : annotationKey(source, inner, depth + 1);
    }
    case 'none':
      return 'None';
    default:
      return '?';
  }
}

const genericNames: Readonly<Record<string, string>> = { Dict: 'dict', List: 'list', Set: 'set', Tuple: 'tuple' };
