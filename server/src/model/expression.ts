/**
 * Expressions of checks, defaults, index parts and predicates, as far as rules need to understand them. What the
 * reader does not understand is `opaque`, so that rules stay silent about it.
 */
export type Expression =
  | { readonly kind: 'column'; readonly name: string; readonly qualifier?: string }
  | { readonly kind: 'literal'; readonly type: 'string' | 'number' | 'boolean' | 'null'; readonly value: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: string }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'is-null'; readonly operand: Expression; readonly negated: boolean }
  | {
      readonly kind: 'in';
      readonly operand: Expression;
      readonly items: readonly Expression[];
      readonly negated: boolean;
    }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated: boolean;
    }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'opaque'; readonly text: string };

/** An expression together with how it was written. */
export interface WrittenExpression {
  readonly text: string;
  readonly expression: Expression;
}

/** Calls `visit` for the expression and everything below it. */
export function walkExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of children(expression)) walkExpression(child, visit);
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'column':
    case 'literal':
    case 'opaque':
      return [];
    case 'call':
      return expression.args;
    case 'array':
      return expression.items;
    case 'cast':
    case 'unary':
    case 'is-null':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'in':
      return [expression.operand, ...expression.items];
    case 'between':
      return [expression.operand, expression.low, expression.high];
  }
}

/** The columns that an expression names, each once, in order. Undefined when part of it was not understood. */
export function columnsIn(expression: Expression): readonly string[] | undefined {
  const names = new Set<string>();
  let understood = true;
  walkExpression(expression, (part) => {
    if (part.kind === 'column') names.add(part.name);
    if (part.kind === 'opaque') understood = false;
  });
  return understood ? [...names] : undefined;
}

/** The operands of a conjunction: `a AND b AND c` gives three, anything else gives itself. */
export function conjuncts(expression: Expression): readonly Expression[] {
  if (expression.kind === 'binary' && expression.operator === 'and') {
    return [...conjuncts(expression.left), ...conjuncts(expression.right)];
  }
  return [expression];
}

/** One text for expressions that mean the same apart from spacing, case of keywords, parentheses and casts. */
export function normalText(expression: Expression): string {
  switch (expression.kind) {
    case 'column':
      return expression.name;
    case 'literal':
      return expression.type === 'string' ? `'${expression.value.replaceAll("'", "''")}'` : expression.value;
    case 'call':
      return `${expression.name}(${expression.args.map(normalText).join(', ')})`;
    case 'cast':
      return expression.operand.kind === 'literal'
        ? normalText(expression.operand)
        : `${normalText(expression.operand)}::${expression.type}`;
    case 'unary':
      return `${expression.operator} ${parenthesized(expression.operand)}`;
    case 'binary':
      return `${parenthesized(expression.left)} ${expression.operator} ${parenthesized(expression.right)}`;
    case 'is-null':
      return `${parenthesized(expression.operand)} is ${expression.negated ? 'not ' : ''}null`;
    case 'in':
      return `${parenthesized(expression.operand)} ${expression.negated ? 'not ' : ''}in (${expression.items.map(normalText).join(', ')})`;
    case 'between':
      return `${parenthesized(expression.operand)} ${expression.negated ? 'not ' : ''}between ${normalText(expression.low)} and ${normalText(expression.high)}`;
    case 'array':
      return `array[${expression.items.map(normalText).join(', ')}]`;
    case 'opaque':
      return expression.text.replace(/\s+/g, ' ').trim();
  }
}

function parenthesized(expression: Expression): string {
  return expression.kind === 'binary' ? `(${normalText(expression)})` : normalText(expression);
}
