/** The typed syntax of one block. All offsets count from the start of the block's text. */
import type { Span } from '../../text/span.ts';

export type BlockKind = 'model' | 'view' | 'type' | 'enum' | 'datasource' | 'generator' | 'unknown';

/** A word as written. */
export interface Word extends Span {
  readonly text: string;
}

export interface Block extends Span {
  readonly kind: BlockKind;
  readonly keyword: Word | undefined;
  readonly name: Word | undefined;
  /** From `{` to behind `}`, or to the end of the text when the brace is missing. */
  readonly body: Span | undefined;
  readonly isClosed: boolean;
  /** Fields of models, views and types; values of enums. In the order of the text, as are all lists here. */
  readonly fields: readonly Field[];
  /** `@@index([a])` and the like. */
  readonly attributes: readonly Attribute[];
  /** `provider = "postgresql"`. */
  readonly assignments: readonly Assignment[];
  readonly comments: readonly Comment[];
  readonly errors: readonly SyntaxProblem[];
}

export interface Field extends Span {
  readonly name: Word;
  /** Undefined for values of enums, and for fields that are still being typed. */
  readonly type: FieldType | undefined;
  readonly attributes: readonly Attribute[];
}

export interface FieldType extends Span {
  /** `Unsupported` for `Unsupported("geometry")`. */
  readonly name: Word;
  /** What `Unsupported` holds. */
  readonly unsupported: string | undefined;
  readonly isList: boolean;
  readonly isOptional: boolean;
}

/** The span reaches from the `@` to behind the closing parenthesis. */
export interface Attribute extends Span {
  /** Without `@`: `id`, `db.VarChar`. Empty while none is typed. */
  readonly name: Word;
  /** From `(` to behind `)`; undefined without parentheses. */
  readonly argumentsSpan: Span | undefined;
  readonly arguments: readonly Argument[];
}

export interface Argument extends Span {
  /** Undefined for a positional argument. */
  readonly name: Word | undefined;
  /** Undefined in `fields:` that is still being typed. */
  readonly value: Value | undefined;
}

export interface Assignment extends Span {
  readonly name: Word;
  readonly value: Value | undefined;
}

export type Value = Span &
  (
    | { readonly kind: 'string' /** Escapes resolved. */; readonly value: string }
    | { readonly kind: 'number' /** As written. */; readonly text: string }
    | { readonly kind: 'boolean'; readonly value: boolean }
    /** A name: of a field, an enum value, an action; also `address.street`. */
    | { readonly kind: 'path'; readonly text: string }
    | { readonly kind: 'call'; readonly name: Word; readonly arguments: readonly Argument[] }
    | { readonly kind: 'array'; readonly items: readonly Value[] }
    | { readonly kind: 'object'; readonly entries: readonly Argument[] }
  );

export interface Comment extends Span {
  /** `///`: belongs to what follows it, or stands on the same line. */
  readonly isDocumentation: boolean;
}

export interface SyntaxProblem extends Span {
  readonly message: string;
}
