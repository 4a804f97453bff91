/** What the `MetaData` of a table says: how constraints are named, and the schema of tables that name none. */
import type { Expression } from '../../syntax/python/syntax.ts';
import { keyword } from '../../syntax/python/syntax.ts';
import { refOf } from './class-key.ts';
import type { Classes } from './class-shape.ts';
import { contentsOf } from './definitions.ts';
import type { NamingConvention } from './naming-convention.ts';
import {
  type At,
  calleeName,
  isNone,
  lastPart,
  libraryName,
  type Source,
  sourceOf,
  stringOf,
  valueAt,
} from './source.ts';

export interface Metadata {
  /** Undefined where the metadata was not found; its convention may be any. */
  readonly convention: NamingConvention | undefined;
  readonly schema: string | undefined;
}

const standard: Metadata = { convention: new Map([['ix', 'ix_%(column_0_label)s']]), schema: undefined };
const unknown: Metadata = { convention: undefined, schema: undefined };

/** The metadata that a class's table belongs to. */
export function metadataOfClass(classes: Classes, key: string): Metadata {
  const { names } = classes;
  const own = classes.constant(key, 'metadata');
  if (own !== undefined) return metadataAt(own.source, own.value, classes);
  const { assigned, external } = classes.ancestry(key);
  for (const base of assigned) {
    const ref = refOf(base);
    const source = sourceOf(names, ref);
    const value = names.definition(ref)?.value;
    const written = value?.kind === 'call' ? keyword(value.args, 'metadata')?.value : undefined;
    if (written !== undefined) return metadataAt(source, written, classes);
  }
  const registered = registryOf(classes, key);
  if (registered !== undefined) return fromCall(registered, classes, 0);
  const later = laterConvention(classes);
  if (later !== undefined) return { convention: later, schema: undefined };
  const isKnown =
    classes.rootOf(key) !== undefined || external.some((name) => /^(?:SQLModel|Model)$/.test(lastPart(name)));
  return isKnown ? standard : unknown;
}

/** `@mapper_registry.mapped` */
function registryOf(classes: Classes, key: string): At<Expression> | undefined {
  const found = classes.at(key);
  for (const { expression } of found?.value.decorators ?? []) {
    const callee = expression.kind === 'call' ? expression.callee : expression;
    if (found === undefined || callee.kind !== 'attribute' || !/^mapped/.test(callee.name)) continue;
    const value = valueAt(found.source, callee.object);
    if (value?.value.kind === 'call') return value;
  }
  return undefined;
}

/** `MetaData(…)`, a name for it, `Base.metadata`, `db.metadata`. */
export function metadataAt(source: Source, expression: Expression, classes: Classes, depth = 0): Metadata {
  if (depth > 8) return unknown;
  const found = valueAt(source, expression);
  if (found?.value.kind === 'call') return fromCall(found, classes, depth);
  if (expression.kind !== 'attribute' || expression.name !== 'metadata') return unknown;
  const key = classes.keyAt(source, expression.object);
  if (key !== undefined) return metadataOfClass(classes, key);
  const holder = valueAt(source, expression.object);
  const isSqlmodel = libraryName(source, expression.object) === 'SQLModel';
  if (isSqlmodel) return { convention: laterConvention(classes) ?? standard.convention, schema: undefined };
  return holder?.value.kind === 'call' ? fromCall(holder, classes, depth) : unknown;
}

function fromCall({ source, value }: At<Expression>, classes: Classes, depth: number): Metadata {
  if (value.kind !== 'call') return unknown;
  const callee = calleeName(source, value);
  if (callee !== 'MetaData') {
    // `declarative_base(metadata=…)`, `SQLAlchemy(metadata=…)`, `registry(metadata=…)`
    const inner = keyword(value.args, 'metadata')?.value;
    return inner === undefined ? standard : metadataAt(source, inner, classes, depth + 1);
  }
  const written = keyword(value.args, 'naming_convention')?.value;
  const schema = stringOf(source, keyword(value.args, 'schema')?.value);
  if (written === undefined || isNone(written)) {
    return { convention: laterConvention(classes) ?? standard.convention, schema };
  }
  return { convention: conventionAt(source, written), schema };
}

function conventionAt(source: Source, expression: Expression): NamingConvention | undefined {
  const found = valueAt(source, expression);
  if (found?.value.kind === 'call') {
    // `immutabledict({…})`, `dict(ix="…")`
    const [first] = found.value.args;
    if (first !== undefined && first.name === undefined) return conventionAt(found.source, first.value);
    const pairs = found.value.args.map(
      (arg) => [arg.name ?? '', stringOf(found.source, arg.value) ?? '%(unknown)s'] as const,
    );
    return new Map([...(standard.convention ?? []), ...pairs]);
  }
  if (found?.value.kind !== 'dict') return undefined;
  const convention = new Map<string, string>();
  for (const { key, value } of found.value.entries) {
    if (key === undefined) return undefined;
    const name = stringOf(found.source, key) ?? libraryName(found.source, key);
    if (name !== undefined) convention.set(name, stringOf(found.source, value) ?? '%(unknown)s');
  }
  return convention;
}

/** `SQLModel.metadata.naming_convention = {…}`, wherever it is written. */
function laterConvention(classes: Classes): NamingConvention | undefined {
  const place = classes.conventionPlace();
  if (place === undefined) return undefined;
  const unit = classes.names.unit(place.file, place.unit);
  for (const statement of unit === undefined ? [] : contentsOf(unit).statements) {
    if (statement.kind !== 'assign' || statement.value === undefined) continue;
    if (statement.targets.some((target) => target.kind === 'attribute' && target.name === 'naming_convention')) {
      return conventionAt({ names: classes.names, ...place }, statement.value);
    }
  }
  return undefined;
}

/** `type_annotation_map`, of the class that is the root or of a registry. */
export function annotationTypes(classes: Classes, key: string): At<Expression> | undefined {
  const own = classes.constant(key, 'type_annotation_map');
  if (own !== undefined) return valueAt(own.source, own.value);
  const registry = classes.constant(key, 'registry');
  const called = registry === undefined ? undefined : valueAt(registry.source, registry.value);
  const inRegistry =
    called?.value.kind === 'call' ? keyword(called.value.args, 'type_annotation_map')?.value : undefined;
  if (called !== undefined && inRegistry !== undefined) return valueAt(called.source, inRegistry);
  for (const base of classes.ancestry(key).assigned) {
    const ref = refOf(base);
    const value = classes.names.definition(ref)?.value;
    const written = value?.kind === 'call' ? keyword(value.args, 'type_annotation_map')?.value : undefined;
    if (written !== undefined) return valueAt(sourceOf(classes.names, ref), written);
  }
  return undefined;
}
