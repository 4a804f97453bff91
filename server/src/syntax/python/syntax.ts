/** Python's syntax as far as descriptions of databases use it. All offsets count from the start of the piece. */
import type { Span } from '../../text/span.ts';

export interface Name extends Span {
  readonly kind: 'name';
  readonly name: string;
}

export interface Attribute extends Span {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}

export interface Subscript extends Span {
  readonly kind: 'subscript';
  readonly object: Expression;
  /** `a[b, c]` has two; a slice is `other`. */
  readonly items: readonly Expression[];
}

export interface Argument extends Span {
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  readonly star: '*' | '**' | undefined;
  readonly value: Expression;
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
  /** From `(` to behind `)`. */
  readonly argsSpan: Span;
}

export interface StringPart extends Span {
  /** Letters before the quote, in lower case. */
  readonly prefix: string;
  /** `'`, `"` or three of them. */
  readonly quote: string;
  /** Between the quotes. */
  readonly content: Span;
  /** An f-string that puts in values has none. */
  readonly value: string | undefined;
}

export interface StringLiteral extends Span {
  readonly kind: 'string';
  /** All parts together; undefined where a part puts in values, or for bytes. */
  readonly value: string | undefined;
  readonly parts: readonly StringPart[];
}

export interface Constant extends Span {
  readonly kind: 'number' | 'boolean' | 'none' | 'ellipsis';
  /** As written: `1_000`, `True`. */
  readonly text: string;
}

export interface Sequence extends Span {
  readonly kind: 'tuple' | 'list' | 'set';
  readonly items: readonly Expression[];
  /** Offset of the opening bracket is `start`; a tuple without brackets has none. */
  readonly bracketed: boolean;
}

/** `*x` or `**x` among the items of a sequence. */
export interface Starred extends Span {
  readonly kind: 'starred';
  readonly value: Expression;
}

export interface DictEntry extends Span {
  /** Undefined for `**value`. */
  readonly key: Expression | undefined;
  readonly value: Expression;
}

export interface Dict extends Span {
  readonly kind: 'dict';
  readonly entries: readonly DictEntry[];
}

export interface Binary extends Span {
  readonly kind: 'binary';
  /** `+`, `|`, `and`, `not in`… */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: Expression;
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly body: Expression;
  readonly orElse: Expression;
}

export interface Lambda extends Span {
  readonly kind: 'lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}

export interface Comprehension extends Span {
  readonly kind: 'comprehension';
  /** What is made of each item; for a dictionary the key. */
  readonly element: Expression;
  readonly value: Expression | undefined;
  /** Of the first `for`. */
  readonly target: Expression | undefined;
  readonly iterable: Expression | undefined;
  readonly conditions: readonly Expression[];
  /** More than one `for`. */
  readonly nested: boolean;
}

/** Something of no interest, or too deep to look at. */
export interface OtherExpression extends Span {
  readonly kind: 'other';
}

export type Expression =
  | Name
  | Attribute
  | Subscript
  | Call
  | StringLiteral
  | Constant
  | Sequence
  | Starred
  | Dict
  | Binary
  | Unary
  | Conditional
  | Lambda
  | Comprehension
  | OtherExpression;

export interface Parameter extends Span {
  readonly name: string;
  readonly annotation: Expression | undefined;
  readonly value: Expression | undefined;
}

export interface Decorator extends Span {
  /** `a.b` of `@a.b(…)`; a call when it has arguments. */
  readonly expression: Expression;
}

export interface ClassStatement extends Span {
  readonly kind: 'class';
  readonly name: string;
  readonly nameSpan: Span;
  /** Bases and keyword arguments, in order. */
  readonly args: readonly Argument[];
  /** From `(` to behind `)`, where written. */
  readonly argsSpan: Span | undefined;
  readonly decorators: readonly Decorator[];
  readonly body: readonly Statement[];
  /** From the colon to behind the last statement. */
  readonly bodySpan: Span;
}

export interface FunctionStatement extends Span {
  readonly kind: 'def';
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameters: readonly Parameter[];
  readonly returns: Expression | undefined;
  readonly decorators: readonly Decorator[];
  readonly body: readonly Statement[];
}

export interface Assignment extends Span {
  readonly kind: 'assign';
  /** `a = b = 1` has two. */
  readonly targets: readonly Expression[];
  readonly annotation: Expression | undefined;
  readonly value: Expression | undefined;
  /** `=`, or `+=` and the like. */
  readonly operator: string;
}

export interface ExpressionStatement extends Span {
  readonly kind: 'expression';
  readonly value: Expression;
}

export interface ReturnStatement extends Span {
  readonly kind: 'return';
  readonly value: Expression | undefined;
}

export interface ImportedName extends Span {
  /** Dotted for `import a.b`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly as: string | undefined;
}

export interface ImportStatement extends Span {
  readonly kind: 'import';
  readonly names: readonly ImportedName[];
}

export interface FromImportStatement extends Span {
  readonly kind: 'from-import';
  /** How many dots stand before the module. */
  readonly level: number;
  /** Without the dots; empty in `from . import a`. */
  readonly module: string;
  readonly moduleSpan: Span;
  readonly names: readonly ImportedName[];
  readonly star: boolean;
  /** From `(` to behind `)`, where the names stand in parentheses. */
  readonly parentheses: Span | undefined;
}

export interface IfStatement extends Span {
  readonly kind: 'if';
  /** The last one has no test when it is `else`. */
  readonly branches: readonly { readonly test: Expression | undefined; readonly body: readonly Statement[] }[];
}

export interface ForStatement extends Span {
  readonly kind: 'for';
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
}

export interface WithStatement extends Span {
  readonly kind: 'with';
  readonly items: readonly { readonly value: Expression; readonly as: Expression | undefined }[];
  readonly body: readonly Statement[];
}

export interface TryStatement extends Span {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  /** Bodies of `except`, `else` and `finally`. */
  readonly others: readonly (readonly Statement[])[];
}

export interface OtherStatement extends Span {
  /** `pass`, `raise`, `while`, `match`… */
  readonly kind: 'other';
}

export type Statement =
  | ClassStatement
  | FunctionStatement
  | Assignment
  | ExpressionStatement
  | ReturnStatement
  | ImportStatement
  | FromImportStatement
  | IfStatement
  | ForStatement
  | WithStatement
  | TryStatement
  | OtherStatement;

export interface PythonSyntax {
  readonly statements: readonly Statement[];
  /** Where the text is not Python, in order. */
  readonly errors: readonly Span[];
}

/** `a.b.c` of names and attributes; undefined for anything else. */
export function dottedName(expression: Expression | undefined): string | undefined {
  const names: string[] = [];
  let part = expression;
  for (; part?.kind === 'attribute'; part = part.object) names.push(part.name);
  if (part?.kind !== 'name') return undefined;
  names.push(part.name);
  return names.reverse().join('.');
}

/** The arguments without a name and without stars, in order. */
export function positional(args: readonly Argument[]): readonly Expression[] {
  return args.filter((arg) => arg.name === undefined && arg.star === undefined).map((arg) => arg.value);
}

export function keyword(args: readonly Argument[], name: string): Argument | undefined {
  return args.find((arg) => arg.name === name);
}

/** The text of a string literal without values put in. */
export function stringValue(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'string' ? expression.value : undefined;
}
