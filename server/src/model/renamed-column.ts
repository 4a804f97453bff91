/** What a column that gets another name changes in the elements that name it. */
import type { Expression, WrittenExpression } from './expression.ts';
import type { IndexPart } from './table.ts';

export function replaced(names: readonly string[], from: string, to: string): readonly string[] {
  return names.includes(from) ? names.map((name) => (name === from ? to : name)) : names;
}

export function renamedPart(part: IndexPart, from: string, to: string): IndexPart {
  if (part.column === from) return { ...part, column: to };
  if (part.expression !== undefined) return { ...part, expression: renamedIn(part.expression, from, to) };
  return part;
}

/** The expression with a column renamed; its text stays as it was written. */
export function renamedIn(written: WrittenExpression, from: string, to: string): WrittenExpression {
  return { text: written.text, expression: renamedExpression(written.expression, from, to) };
}

function renamedExpression(expression: Expression, from: string, to: string): Expression {
  const again = (part: Expression): Expression => renamedExpression(part, from, to);
  switch (expression.kind) {
    case 'column':
      return expression.name === from ? { ...expression, name: to } : expression;
    case 'literal':
    case 'opaque':
      return expression;
    case 'call':
      return { ...expression, args: expression.args.map(again) };
    case 'array':
      return { ...expression, items: expression.items.map(again) };
    case 'cast':
    case 'unary':
    case 'is-null':
      return { ...expression, operand: again(expression.operand) };
    case 'binary':
      return { ...expression, left: again(expression.left), right: again(expression.right) };
    case 'in':
      return { ...expression, operand: again(expression.operand), items: expression.items.map(again) };
    case 'between':
      return {
        ...expression,
        operand: again(expression.operand),
        low: again(expression.low),
        high: again(expression.high),
      };
  }
}
