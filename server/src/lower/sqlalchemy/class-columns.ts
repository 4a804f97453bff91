/** The columns and relationships of a class: its own, those of its mixins, those of classes in the same table. */
import type { ClassStatement, Expression, FunctionStatement, Statement } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import {
  type Annotation,
  type AnnotationMap,
  annotationKey,
  isNeverColumn,
  mappedArgument,
  readAnnotation,
} from './annotation.ts';
import { bodyOf, isColumnCall } from './class-parts.ts';
import type { Classes } from './class-shape.ts';
import { type ColumnSpec, filledUp, readColumnCall } from './column-spec.ts';
import type { TypeExpression } from './column-types-expression.ts';
import { annotationTypes } from './metadata.ts';
import { relationshipCall } from './relationship.ts';
import { returnedBy } from './returned.ts';
import {
  type At,
  calleeName,
  functionAt,
  isNone,
  libraryName,
  meaningOf,
  originOf,
  type Source,
  valueAt,
} from './source.ts';
import { sqlmodelColumn } from './sqlmodel-column.ts';
import { typeOf } from './type-reader.ts';

export interface ClassRelationship {
  readonly name: string;
  readonly source: Source;
  readonly call: Expression & { readonly kind: 'call' };
  readonly annotation: Expression | undefined;
}

export interface ClassColumns {
  readonly columns: readonly ColumnSpec[];
  readonly relationships: readonly ClassRelationship[];
  readonly gaps: readonly string[];
}

interface Found {
  readonly name: string;
  readonly column?: ColumnSpec;
  readonly relationship?: ClassRelationship;
  readonly gap?: string;
  readonly isDeclared: boolean;
}

export function columnsOfClass(classes: Classes, key: string): ClassColumns {
  const found = attributesOf(classes, key);
  const columns = found.columns.toSorted((one, other) => Number(one.isDeclared) - Number(other.isDeclared));
  const specs = columns.flatMap(({ column }) => column ?? []);
  const names = new Set(specs.map(({ name }) => name));
  const gaps = [...found.gaps];
  const relationships = [...found.relationships];
  for (const child of classes.singleTableChildren(key)) {
    const more = attributesOf(classes, child);
    gaps.push(...more.gaps);
    relationships.push(...more.relationships);
    for (const { column } of more.columns) {
      if (column === undefined || names.has(column.name)) continue;
      names.add(column.name);
      specs.push(column);
    }
  }
  return { columns: specs, relationships, gaps };
}

function attributesOf(
  classes: Classes,
  key: string,
): {
  readonly columns: readonly Found[];
  readonly relationships: readonly ClassRelationship[];
  readonly gaps: readonly string[];
} {
  const line = classes.line(key);
  const parents = line.filter((other) => other !== key && classes.isMapped(other));
  const aside = new Set(parents.flatMap((parent) => classes.line(parent)));
  const map = annotationMap(classes, key);
  const mapping = classes.mapping(key);
  const style = mapping.kind === 'table' ? mapping.style : inheritedStyle(classes, parents);
  const taken = new Set<string>();
  const groups: Found[][] = [];
  const gaps: string[] = [];
  for (const owner of line) {
    if (aside.has(owner)) continue;
    const source = classes.sourceFor(owner, key);
    const statement = classes.at(owner)?.value;
    if (source === undefined || statement === undefined) continue;
    const group: Found[] = [];
    for (const found of ownAttributes(source, statement, { map, style, isOwn: owner === key })) {
      if (taken.has(found.name)) continue;
      taken.add(found.name);
      group.push(found);
      if (found.gap !== undefined) gaps.push(found.gap);
    }
    groups.push(group);
  }
  // SQLAlchemy 2 puts a class's own columns first where columns are mapped by annotation, else they stand as created.
  const isModern = style !== 'sqlmodel' && groups.flat().some(({ column }) => column?.annotatedOptional !== undefined);
  const all = (isModern ? groups : groups.reverse())
    .flat()
    .map((found) => (isModern ? { ...found, isDeclared: false } : found));
  return {
    columns: all.filter(({ column }) => column !== undefined),
    relationships: all.flatMap(({ relationship }) => relationship ?? []),
    gaps,
  };
}

function inheritedStyle(classes: Classes, parents: readonly string[]): 'declarative' | 'sqlmodel' {
  for (const parent of parents) {
    const mapping = classes.mapping(parent);
    if (mapping.kind === 'table') return mapping.style;
  }
  return 'declarative';
}

interface Manner {
  readonly map: AnnotationMap;
  readonly style: 'declarative' | 'sqlmodel';
  readonly isOwn: boolean;
}

/** Later assignments hide earlier ones. */
function ownAttributes(source: Source, statement: ClassStatement, manner: Manner): readonly Found[] {
  const found = new Map<string, Found>();
  for (const each of bodyOf(statement)) {
    for (const attribute of attributesIn(source, each, manner)) found.set(attribute.name, attribute);
  }
  return [...found.values()];
}

function attributesIn(source: Source, statement: Statement, manner: Manner): readonly Found[] {
  if (statement.kind === 'def') return declared(source, statement, manner);
  if (statement.kind !== 'assign' || statement.operator !== '=') return [];
  return statement.targets.flatMap((target): Found[] => {
    if (target.kind !== 'name' || target.name.startsWith('__')) return [];
    const { value, annotation } = statement;
    const place = { name: target.name, nameSpan: target, span: statement };
    return attribute(source, place, value, annotation, manner) ?? [];
  });
}

interface Place {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

function attribute(
  source: Source,
  place: Place,
  value: Expression | undefined,
  annotation: Expression | undefined,
  manner: Manner,
): Found[] | undefined {
  const { name } = place;
  const made = (column: ColumnSpec | undefined): Found[] => [
    { name, isDeclared: false, ...(column !== undefined && { column }) },
  ];
  const call = relationshipCall(source, value);
  if (call !== undefined) {
    return [{ name, isDeclared: false, relationship: { name, source, call, annotation } }];
  }
  if (annotation !== undefined && isNeverColumn(source, annotation)) return made(undefined);
  if (manner.style === 'sqlmodel' && annotation !== undefined && mappedArgument(source, annotation) === undefined) {
    return made(
      name.startsWith('_') || name === 'model_config'
        ? undefined
        : sqlmodelColumn(source, place, value, annotation, manner.map),
    );
  }
  const mapped = annotation === undefined ? undefined : mappedArgument(source, annotation);
  const read = mapped === undefined ? undefined : readAnnotation(source, mapped, 'mapped', manner.map);
  const column = columnCallIn(source, value);
  if (column !== undefined) {
    const spec = readColumnCall(column, source, { attribute: name, origin: place.span, nameOrigin: place.nameSpan });
    return made(spec === undefined ? undefined : annotated(spec, source, annotation, read));
  }
  if (value === undefined) {
    if (read === undefined || annotation === undefined || (read.isOther && read.column === undefined)) return undefined;
    return made(annotated(bareColumn(source, place), source, annotation, read));
  }
  if (value.kind === 'call' && mapped !== undefined && read !== undefined && !read.isOther) {
    const callee = calleeName(source, value);
    // `Mapped[int] = some_helper()`: a column that nobody can read from here.
    if (callee === undefined) return [{ name, isDeclared: false, gap: `column ${name} is made by code` }];
  }
  if (namesColumn(calleeText(value)) || makesColumn(source, value))
    return [{ name, isDeclared: false, gap: `column ${name} is made by code` }];
  return made(undefined);
}

function namesColumn(callee: string): boolean {
  return /column/i.test(callee) && !/column_property|hybrid/.test(callee);
}

/** `id = primary_key("users")`: a function of the program that returns a column of what it is given. */
function makesColumn(source: Source, value: Expression): boolean {
  if (value.kind !== 'call') return false;
  const made = functionAt(source, meaningOf(source, value.callee));
  if (made === undefined) return false;
  return returnsIn(made.value.body).some((returned) => columnCallIn(made.source, returned) !== undefined);
}

/** What a function may return, in whichever branch. */
function returnsIn(statements: readonly Statement[]): readonly Expression[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'return') return statement.value ?? [];
    if (statement.kind === 'if') return statement.branches.flatMap(({ body }) => returnsIn(body));
    return statement.kind === 'try' || statement.kind === 'with' ? returnsIn(statement.body) : [];
  });
}

function calleeText(value: Expression): string {
  if (value.kind !== 'call') return '';
  return value.callee.kind === 'name' || value.callee.kind === 'attribute' ? value.callee.name : '';
}

const wrappers: ReadonlySet<string> = new Set(['deferred', 'column_property', 'query_expression']);

/** The column call that an assigned value is, or leads to. */
export function columnCallIn(
  source: Source,
  value: Expression | undefined,
  depth = 0,
): At<Expression & { readonly kind: 'call' }> | undefined {
  if (value === undefined || depth > 6) return undefined;
  if (value.kind === 'call') {
    if (isColumnCall(source, value)) return { source, value };
    const name = libraryName(source, value.callee);
    if (name !== undefined && wrappers.has(name)) return columnCallIn(source, value.args[0]?.value, depth + 1);
    const made = functionAt(source, meaningOf(source, value.callee));
    const returned = made === undefined || value.args.length > 0 ? undefined : returnedBy(made);
    if (returned !== undefined) return columnCallIn(returned.source, returned.value, depth + 1);
    // `cls.__table__.c.get("x", Column(…))`
    if (value.callee.kind === 'attribute' && value.callee.name === 'get') {
      return columnCallIn(source, value.args[1]?.value, depth + 1);
    }
    return undefined;
  }
  if (value.kind !== 'name') return undefined;
  const found = valueAt(source, value);
  return found?.value.kind === 'call' ? columnCallIn(found.source, found.value, depth + 1) : undefined;
}

/** A column that only an annotation describes. */
export function bareColumn(source: Source, place: Place): ColumnSpec {
  const origin = originOf(source, place.span);
  return {
    attribute: place.name,
    name: place.name,
    source,
    type: undefined,
    typeOrigin: origin,
    typeName: undefined,
    tracksMutation: false,
    nullable: undefined,
    annotatedOptional: undefined,
    annotationOrigin: undefined,
    primaryKey: undefined,
    index: undefined,
    unique: undefined,
    autoincrement: 'auto',
    foreignKeys: [],
    checks: [],
    computed: undefined,
    identity: undefined,
    sequence: undefined,
    serverDefault: undefined,
    pythonDefault: undefined,
    pythonOnUpdate: false,
    comment: undefined,
    origin,
    nameOrigin: originOf(source, place.nameSpan),
    unknown: [],
  };
}

function annotated(
  spec: ColumnSpec,
  source: Source,
  annotation: Expression | undefined,
  read: Annotation | undefined,
): ColumnSpec {
  if (annotation === undefined || read === undefined) return spec;
  const inner =
    read.column === undefined
      ? undefined
      : readColumnCall(read.column, source, { attribute: spec.attribute, origin: annotation, nameOrigin: annotation });
  const own = inner === undefined ? spec : filledUp(spec, inner);
  const general = own.type === undefined ? undefined : mergedEnum(own.type, read.type);
  // A foreign key without a type takes its target's; the annotation says the type only where that is not known.
  const refers = own.foreignKeys.length > 0 && own.typeName === undefined;
  return {
    ...own,
    type: general ?? own.type ?? (refers ? undefined : read.type),
    ...(refers && read.type !== undefined && { annotatedType: read.type }),
    typeOrigin: spec.type === undefined ? originOf(source, annotation) : spec.typeOrigin,
    annotatedOptional: read.optional,
    annotationOrigin: originOf(source, annotation),
  };
}

/** `Mapped[Status] = mapped_column(Enum(native_enum=False))`: the annotation says which enumeration. */
function mergedEnum(own: TypeExpression, annotated: TypeExpression | undefined): TypeExpression | undefined {
  const isOpen = /(?:^|\.)(?:Enum|ENUM)$/.test(own.name) && own.args.length === 0;
  return isOpen && annotated?.args[0]?.kind === 'enum-class' ? { ...own, args: annotated.args } : undefined;
}

/** `@declared_attr def id(cls): return Column(…)` */
function declared(source: Source, statement: FunctionStatement, manner: Manner): readonly Found[] {
  const isDeclared = statement.decorators.some(({ expression }) => {
    const name = expression.kind === 'call' ? calleeName(source, expression) : libraryName(source, expression);
    return name !== undefined && /^(?:declared_attr|directive|cascading|declared_attr\.\w+)$/.test(name);
  });
  const { name } = statement;
  if (!isDeclared) return name.startsWith('__') ? [] : [{ name, isDeclared: false }];
  if (name.startsWith('__')) return [];
  const returns = returnsOf(statement.body);
  const values = returns.filter((value) => !isNone(value));
  const [only] = values;
  if (only === undefined) return [{ name, isDeclared: true }];
  const columns = values.map((value) => columnCallIn(source, value));
  if (values.length === 1 && returns.length === 1) {
    const place = { name, nameSpan: statement.nameSpan, span: statement };
    // SQLAlchemy looks at it in mixins and abstract bases only.
    const annotation = manner.isOwn ? undefined : statement.returns;
    return (attribute(source, place, only, annotation, { ...manner, style: 'declarative' }) ?? []).map((found) => ({
      ...found,
      isDeclared: true,
    }));
  }
  const gap = columns.some((column) => column !== undefined) ? { gap: `column ${name} is made by code` } : {};
  return [{ name, isDeclared: true, ...gap }];
}

function returnsOf(statements: readonly Statement[]): readonly Expression[] {
  return statements.flatMap((statement): readonly Expression[] => {
    switch (statement.kind) {
      case 'return':
        return statement.value === undefined ? [] : [statement.value];
      case 'if':
        return statement.branches.flatMap(({ body }) => returnsOf(body));
      case 'for':
      case 'with':
      case 'try':
        return returnsOf(statement.body);
      default:
        return [];
    }
  });
}

function annotationMap(classes: Classes, key: string): AnnotationMap {
  const written = annotationTypes(classes, key);
  const map = new Map<string, TypeExpression>();
  if (written?.value.kind !== 'dict') return map;
  for (const entry of written.value.entries) {
    const type = entry.key === undefined ? undefined : typeOf(written.source, entry.value)?.type;
    if (entry.key !== undefined && type !== undefined) map.set(annotationKey(written.source, entry.key), type);
  }
  return map;
}

/** The name in the database of each attribute of a class that is a column. */
export function columnNames(classes: Classes, key: string): ReadonlyMap<string, string> {
  return new Map(columnsOfClass(classes, key).columns.map(({ attribute: own, name }) => [own, name]));
}
