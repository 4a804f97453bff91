/** Columns as calls write them: `Column(…)`, `mapped_column(…)`, `Field(…)`, before a table is known. */

import type { Origin } from '../../model/origin.ts';
import type { PythonDefault } from '../../model/orm.ts';
import { schemaItems } from '../../syntax/python/schema-items.ts';
import type { Argument, Call, Expression } from '../../syntax/python/syntax.ts';
import { keyword } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import type { TypeExpression } from './column-types-expression.ts';
import {
  type At,
  booleanOf,
  calleeName,
  isNone,
  libraryName,
  originOf,
  type Source,
  stringOf,
  valueAt,
} from './source.ts';
import { typeOf } from './type-reader.ts';
import { isZonedNow } from './zoned-now.ts';

export interface WrittenFlag {
  readonly value: boolean;
  readonly origin: Origin;
}

export interface ColumnSpec {
  /** The attribute, or the column's own name in a `Table(…)`. */
  readonly attribute: string;
  /** The name in the database. */
  readonly name: string;
  readonly source: Source;
  readonly type: TypeExpression | undefined;
  /** What the annotation says of a foreign key whose type is its target's. */
  readonly annotatedType?: TypeExpression;
  readonly typeOrigin: Origin;
  /** As written, for facts. */
  readonly typeName: string | undefined;
  readonly tracksMutation: boolean;
  readonly nullable: WrittenFlag | undefined;
  readonly annotatedOptional: boolean | undefined;
  readonly annotationOrigin: Origin | undefined;
  readonly primaryKey: WrittenFlag | undefined;
  readonly index: WrittenFlag | undefined;
  readonly unique: WrittenFlag | undefined;
  readonly autoincrement: boolean | 'auto' | 'ignore_fk';
  readonly foreignKeys: readonly At<Call>[];
  readonly checks: readonly At<Call>[];
  readonly computed: At<Call> | undefined;
  readonly identity: At<Call> | undefined;
  /** Values come from a sequence that is named. */
  readonly sequence: At<Call> | undefined;
  readonly serverDefault: At<Expression> | undefined;
  readonly pythonDefault: PythonDefault | undefined;
  readonly pythonOnUpdate: boolean;
  readonly comment: string | undefined;
  /** Offset order within one class; declared attributes come last. */
  readonly origin: Origin;
  readonly nameOrigin: Origin;
  /** What of the call could not be understood and may change the column. */
  readonly unknown: readonly string[];
}

export interface ColumnPlace {
  readonly attribute: string | undefined;
  readonly origin: Span;
  readonly nameOrigin: Span | undefined;
}

/** A column call, at the place where it is given a name. `undefined`: a column without a name. */
export function readColumnCall(
  { source, value: call }: At<Call>,
  home: Source,
  place: ColumnPlace,
): ColumnSpec | undefined {
  const parts = new CallParts(source, call);
  const name = parts.name ?? place.attribute;
  if (name === undefined) return undefined;
  const nameSpan = place.nameOrigin ?? parts.nameSpan ?? call;
  const spec: ColumnSpec = {
    attribute: place.attribute ?? name,
    name,
    source: home,
    type: parts.type?.type,
    typeOrigin: originOf(source, parts.typeSpan ?? call),
    typeName: parts.typeName,
    tracksMutation: parts.type?.tracksMutation ?? false,
    nullable: parts.flag('nullable'),
    annotatedOptional: undefined,
    annotationOrigin: undefined,
    primaryKey: parts.flag('primary_key'),
    index: parts.flag('index'),
    unique: parts.flag('unique'),
    autoincrement: parts.autoincrement(),
    foreignKeys: parts.calls('ForeignKey'),
    checks: parts.calls('CheckConstraint'),
    computed: parts.calls('Computed')[0],
    identity: parts.calls('Identity')[0],
    sequence: parts.calls('Sequence')[0],
    serverDefault: parts.serverDefault(),
    pythonDefault: parts.pythonDefault(),
    pythonOnUpdate: parts.has('onupdate'),
    comment: stringOf(source, parts.keyword('comment')),
    origin: originOf(home, place.origin),
    nameOrigin: originOf(place.nameOrigin === undefined ? source : home, nameSpan),
    unknown: parts.unknown,
  };
  const preset = columnPreset(source, call);
  const given = preset === undefined ? undefined : readColumnCall(preset, home, { ...place, attribute: name });
  return given === undefined ? spec : filledUp(spec, given);
}

/** The arguments that `Column = partial(Column, nullable=False)` gives to all that it makes. */
export function columnPreset(source: Source, { callee }: Call): At<Call> | undefined {
  if (libraryName(source, callee) !== undefined) return undefined;
  const found = valueAt(source, callee);
  if (found?.value.kind !== 'call' || calleeName(found.source, found.value) !== 'partial') return undefined;
  const [made, ...args] = found.value.args;
  const isColumn = made !== undefined && columnMakers.has(libraryName(found.source, made.value) ?? '');
  return isColumn ? { source: found.source, value: { ...found.value, args } } : undefined;
}

export const columnMakers: ReadonlySet<string> = new Set(['Column', 'mapped_column', 'MappedColumn']);

/** What another call adds to a column that says it itself nowhere: the `mapped_column(…)` of an `Annotated` type. */
export function filledUp(own: ColumnSpec, from: ColumnSpec): ColumnSpec {
  return {
    ...own,
    type: own.type ?? from.type,
    typeName: own.typeName ?? from.typeName,
    tracksMutation: own.tracksMutation || from.tracksMutation,
    nullable: own.nullable ?? from.nullable,
    primaryKey: own.primaryKey ?? from.primaryKey,
    index: own.index ?? from.index,
    unique: own.unique ?? from.unique,
    autoincrement: own.autoincrement === 'auto' ? from.autoincrement : own.autoincrement,
    foreignKeys: own.foreignKeys.length > 0 ? own.foreignKeys : from.foreignKeys,
    checks: [...own.checks, ...from.checks],
    computed: own.computed ?? from.computed,
    identity: own.identity ?? from.identity,
    sequence: own.sequence ?? from.sequence,
    serverDefault: own.serverDefault ?? from.serverDefault,
    pythonDefault: own.pythonDefault ?? from.pythonDefault,
    pythonOnUpdate: own.pythonOnUpdate || from.pythonOnUpdate,
    comment: own.comment ?? from.comment,
    unknown: [...own.unknown, ...from.unknown],
  };
}

class CallParts {
  readonly #source: Source;
  readonly #args: readonly Argument[];
  readonly #items: readonly { readonly name: string; readonly call: At<Call> }[];
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  readonly type: ReturnType<typeof typeOf>;
  readonly typeSpan: Span | undefined;
  readonly typeName: string | undefined;
  readonly unknown: readonly string[];

  constructor(source: Source, call: Call) {
    this.#source = source;
    this.#args = call.args;
    const items: { name: string; call: At<Call> }[] = [];
    const unknown: string[] = [];
    let name: string | undefined;
    let nameSpan: Span | undefined;
    let typeExpression: Expression | undefined;
    for (const arg of call.args) {
      if (arg.star !== undefined) {
        unknown.push(`arguments ${arg.star} of a column are made by code`);
        continue;
      }
      if (arg.name === 'name' || (arg.name === undefined && name === undefined && arg === call.args[0])) {
        const text = stringLike(source, arg.value);
        if (text !== undefined) {
          name = text;
          nameSpan = arg.value;
          continue;
        }
      }
      if (arg.name === 'type_') typeExpression = arg.value;
      if (arg.name !== undefined || isNone(arg.value)) continue;
      const item = schemaItem(source, arg.value);
      if (item !== undefined) items.push(item);
      else typeExpression ??= arg.value;
    }
    this.#items = items;
    this.name = name;
    this.nameSpan = nameSpan;
    this.typeSpan = typeExpression;
    this.type = typeExpression === undefined ? undefined : typeOf(source, typeExpression);
    this.typeName = typeExpression === undefined ? undefined : typeNameOf(source, typeExpression);
    if (typeExpression !== undefined && this.type === undefined) unknown.push('type');
    this.unknown = unknown;
  }

  keyword(name: string): Expression | undefined {
    return keyword(this.#args, name)?.value;
  }

  has(name: string): boolean {
    const value = this.keyword(name);
    return value !== undefined && !isNone(value);
  }

  flag(name: string): WrittenFlag | undefined {
    const arg = keyword(this.#args, name);
    const value = booleanOf(this.#source, arg?.value);
    return arg === undefined || value === undefined ? undefined : { value, origin: originOf(this.#source, arg) };
  }

  autoincrement(): ColumnSpec['autoincrement'] {
    const written = this.keyword('autoincrement');
    const text = stringOf(this.#source, written);
    if (text === 'ignore_fk') return text;
    return booleanOf(this.#source, written) ?? 'auto';
  }

  calls(name: string): readonly At<Call>[] {
    return this.#items.filter((item) => item.name === name).map((item) => item.call);
  }

  serverDefault(): At<Expression> | undefined {
    const written = this.keyword('server_default');
    if (written === undefined || isNone(written)) return undefined;
    return { source: this.#source, value: written };
  }

  pythonDefault(): ColumnSpec['pythonDefault'] {
    const arg = ['insert_default', 'default', 'default_factory'].map((name) => keyword(this.#args, name)).find(Boolean);
    if (arg === undefined || isNone(arg.value)) return undefined;
    const { kind } = valueAt(this.#source, arg.value)?.value ?? arg.value;
    const mutable = arg.name !== 'default_factory' && (kind === 'list' || kind === 'dict' || kind === 'set');
    return { mutable, zoned: isZonedNow(this.#source, arg.value), origin: originOf(this.#source, arg) };
  }
}

/** A text; also one that is made, as long as it is plain that it is a text. */
function stringLike(source: Source, expression: Expression): string | undefined {
  if (expression.kind === 'string' || expression.kind === 'binary') return stringOf(source, expression);
  if (expression.kind === 'call') {
    const callee = libraryName(source, expression.callee);
    return callee === 'quoted_name' || callee === 'str' ? stringOf(source, expression) : undefined;
  }
  if (expression.kind !== 'name') return undefined;
  const value = valueAt(source, expression);
  return value?.value.kind === 'string' ? stringOf(source, expression) : undefined;
}

/** `ForeignKey(…)` itself, or a name for one. */
function schemaItem(
  source: Source,
  expression: Expression,
): { readonly name: string; readonly call: At<Call> } | undefined {
  const found = expression.kind === 'call' ? { source, value: expression } : valueAt(source, expression);
  if (found?.value.kind !== 'call') return undefined;
  const name = calleeName(found.source, found.value);
  if (name === undefined || !schemaItems.has(name)) return undefined;
  return { name, call: { source: found.source, value: found.value } };
}

/** `DateTime` of `sa.DateTime(timezone=True)` and of `JSON().with_variant(…)`. */
function typeNameOf(source: Source, expression: Expression): string | undefined {
  let type = expression;
  for (;;) {
    if (type.kind === 'call') {
      const { callee, args } = type;
      const inner = callee.kind === 'attribute' && callee.name === 'as_mutable' ? args[0]?.value : undefined;
      if (inner !== undefined) type = inner;
      else if (callee.kind === 'attribute' && callee.name === 'with_variant') type = callee.object;
      else type = callee;
    } else if (type.kind === 'name' || type.kind === 'attribute') {
      return libraryName(source, type) ?? type.name;
    } else return undefined;
  }
}
