/** What is known of a Python expression without running it. */
import type { ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { ClassStatement, Expression, FunctionStatement } from '../../syntax/python/syntax.ts';

export type Value = { readonly at: Origin } & (
  | {
      readonly kind: 'text';
      readonly value: string;
      /** Where its first character stands in the unit, when the text stands there as it is. */
      readonly from?: number;
      /** Parts of it are not known and stand as `{…}`. */
      readonly isPartial?: true;
      /** A name of `op.f(…)`, which no convention changes. */
      readonly isFinal?: true;
    }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'none' }
  /** A tuple and a set as well. */
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Value, Value])[] }
  /** What an import brought, by its full name: `sqlalchemy.Integer`, `alembic.op`. */
  | { readonly kind: 'named'; readonly name: string }
  /** A file of the program. */
  | { readonly kind: 'module'; readonly member: (name: string) => Value | undefined }
  | CallValue
  | { readonly kind: 'function'; readonly statement: FunctionStatement; readonly scope: Scope }
  | {
      readonly kind: 'lambda';
      readonly body: Expression;
      readonly parameters: readonly string[];
      readonly scope: Scope;
    }
  | { readonly kind: 'class'; readonly statement: ClassStatement; readonly scope: Scope }
  | { readonly kind: 'enum-member'; readonly name: string; readonly value: Value }
  /** An attribute of something, which is about to be called. */
  | { readonly kind: 'method'; readonly object: Value; readonly name: string }
  /** `with op.batch_alter_table('x') as batch`. */
  | { readonly kind: 'batch'; readonly table: ObjectName | undefined }
  /** `op.get_bind()`, `op.get_context()`, and what leads to the dialect from there. */
  | { readonly kind: 'connection' }
  | { readonly kind: 'dialect' }
  | { readonly kind: 'unknown' }
);

/** A call that is kept as it stands: `sa.Column(…)`, `sa.text(…)`, a type. */
export interface CallValue {
  readonly kind: 'call';
  readonly at: Origin;
  readonly name: string;
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  readonly variants?: ReadonlyMap<string, Value>;
  /** The class of the program that is called, where it is one. */
  readonly of?: Value & { readonly kind: 'class' };
}

/** What a name means: the variables of a function, then those around it, then the module. */
export interface Scope {
  readonly file: string;
  readonly unit: number;
  /** Of the unit. */
  readonly text: string;
  lookup(name: string): Value | undefined;
  assign(name: string, value: Value): void;
}

export function isTrue(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'none':
      return false;
    case 'text':
      return value.isPartial === true ? undefined : value.value !== '';
    case 'list':
      return value.items.length > 0;
    case 'dict':
      return value.entries.length > 0;
    case 'number':
      return Number(value.text) !== 0;
    default:
      return undefined;
  }
}

export function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'enum-member') return textOf(value.value);
  return value?.kind === 'text' && value.isPartial !== true ? value.value : undefined;
}

/** Texts of a list; undefined where one of them is not known. */
export function textsOf(value: Value | undefined): readonly string[] | undefined {
  const items = value?.kind === 'list' ? value.items.map(textOf) : [textOf(value)];
  return items.every((item) => item !== undefined) ? items : undefined;
}

export function flagOf(value: Value | undefined, fallback: boolean): boolean {
  return value?.kind === 'boolean' ? value.value : fallback;
}

/** Where a name stands: inside the quotes when it is a plain literal. */
export function nameOrigin(value: Value): Origin {
  if (value.kind !== 'text' || value.from === undefined) return value.at;
  return { ...value.at, start: value.from, end: value.from + value.value.length };
}

export function unknownAt(at: Origin): Value {
  return { kind: 'unknown', at };
}
