import type { SyntaxNode } from '@lezer/common';
import { readStringPart } from './string-literal.ts';
import type { Argument, DictEntry, Expression, Parameter, StringPart } from './syntax.ts';

/** Deeper expressions are not looked at, so that no text exhausts the stack. */
const deepest = 200;

/** The parts of a node, without comments and errors. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'Comment' && !child.type.isError) children.push(child);
  }
  return children;
}

/** Reads expressions of one text. */
export class ExpressionReader {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  read(node: SyntaxNode, depth = 0): Expression {
    const at = { start: node.from, end: node.to };
    if (depth > deepest) return { kind: 'other', ...at };
    const child = (part: SyntaxNode): Expression => this.read(part, depth + 1);
    switch (node.name) {
      case 'VariableName':
        return { kind: 'name', name: this.textOf(node), ...at };
      case 'Number':
        return { kind: 'number', text: this.textOf(node), ...at };
      case 'Boolean':
        return { kind: 'boolean', text: this.textOf(node), ...at };
      case 'None':
        return { kind: 'none', text: 'None', ...at };
      case 'Ellipsis':
        return { kind: 'ellipsis', text: '...', ...at };
      case 'String':
      case 'FormatString':
        return this.#string([this.#stringPart(node)], at);
      case 'ContinuedString':
        return this.#string(
          childrenOf(node).map((part) => this.#stringPart(part)),
          at,
        );
      case 'MemberExpression':
        return this.#member(node, depth);
      case 'CallExpression':
        return this.#call(node, depth);
      case 'ParenthesizedExpression': {
        const inner = childrenOf(node).find((part) => part.name !== '(' && part.name !== ')');
        return inner === undefined ? { kind: 'other', ...at } : { ...child(inner), ...at };
      }
      case 'TupleExpression':
      case 'ArrayExpression':
      case 'SetExpression':
        return this.#sequence(node, depth);
      case 'DictionaryExpression':
        return { kind: 'dict', entries: this.#entries(node, depth), ...at };
      case 'BinaryExpression':
        return this.#binary(node, depth);
      case 'UnaryExpression':
        return this.#unary(node, depth);
      case 'ConditionalExpression': {
        const [body, , test, , orElse] = childrenOf(node);
        if (body === undefined || test === undefined || orElse === undefined) return { kind: 'other', ...at };
        return { kind: 'conditional', test: child(test), body: child(body), orElse: child(orElse), ...at };
      }
      case 'LambdaExpression':
        return this.#lambda(node, depth);
      case 'ComprehensionExpression':
      case 'ArrayComprehensionExpression':
      case 'SetComprehensionExpression':
      case 'DictionaryComprehensionExpression':
        return this.#comprehension(node, depth);
      default:
        return { kind: 'other', ...at };
    }
  }

  /** Expressions without brackets, separated by commas: one stays itself, more become a tuple. */
  readList(nodes: readonly SyntaxNode[]): Expression | undefined {
    const items = this.#items(nodes, 0);
    const [first] = items;
    if (first === undefined) return undefined;
    if (items.length === 1 && !nodes.some((node) => node.name === ',')) return first;
    return { kind: 'tuple', items, bracketed: false, start: first.start, end: nodes.at(-1)?.to ?? first.end };
  }

  #string(parts: readonly StringPart[], at: { readonly start: number; readonly end: number }): Expression {
    const known = parts.every((part) => part.value !== undefined);
    return { kind: 'string', parts, value: known ? parts.map((part) => part.value).join('') : undefined, ...at };
  }

  #stringPart(node: SyntaxNode): StringPart {
    const hasValues = node.name === 'FormatString' && node.getChild('FormatReplacement') !== null;
    return readStringPart(this.text, node.from, node.to, hasValues);
  }

  #member(node: SyntaxNode, depth: number): Expression {
    const at = { start: node.from, end: node.to };
    const [object, ...rest] = childrenOf(node);
    if (object === undefined) return { kind: 'other', ...at };
    const name = rest.find((part) => part.name === 'PropertyName');
    if (name !== undefined) {
      return {
        kind: 'attribute',
        object: this.read(object, depth + 1),
        name: this.textOf(name),
        nameSpan: { start: name.from, end: name.to },
        ...at,
      };
    }
    if (rest[0]?.name !== '[') return { kind: 'other', ...at };
    const parts = rest.filter((part) => part.name !== '[' && part.name !== ']');
    const items = parts.some((part) => part.name === ':') ? [] : this.#items(parts, depth);
    const [only] = items;
    const unpacked = items.length === 1 && only?.kind === 'tuple' && !only.bracketed ? only.items : items;
    return { kind: 'subscript', object: this.read(object, depth + 1), items: unpacked, ...at };
  }

  #call(node: SyntaxNode, depth: number): Expression {
    const at = { start: node.from, end: node.to };
    const [callee, list] = childrenOf(node);
    if (callee === undefined || list === undefined) return { kind: 'other', ...at };
    return {
      kind: 'call',
      callee: this.read(callee, depth + 1),
      args: this.args(list, depth + 1),
      argsSpan: { start: list.from, end: list.to },
      ...at,
    };
  }

  args(list: SyntaxNode, depth = 0): readonly Argument[] {
    const args: Argument[] = [];
    for (const part of byCommas(childrenOf(list).filter((child) => child.name !== '(' && child.name !== ')'))) {
      const first = part[0]!;
      const last = part.at(-1)!;
      const at = { start: first.from, end: last.to };
      if (first.name === '*' || first.name === '**') {
        if (part[1] === undefined) continue;
        args.push({ name: undefined, nameSpan: undefined, star: first.name, value: this.read(part[1], depth), ...at });
      } else if (part[1]?.name === 'AssignOp') {
        const name = this.textOf(first);
        const nameSpan = { start: first.from, end: first.to };
        const value: Expression =
          part[2] === undefined ? { kind: 'other', start: at.end, end: at.end } : this.read(part[2], depth);
        args.push({ name, nameSpan, star: undefined, value, ...at });
      } else {
        args.push({
          name: undefined,
          nameSpan: undefined,
          star: undefined,
          value: this.#inArgument(part, depth),
          ...at,
        });
      }
    }
    return args;
  }

  /** `f(x for x in y)`: a comprehension without brackets of its own. */
  #inArgument(part: readonly SyntaxNode[], depth: number): Expression {
    const first = part[0]!;
    if (part.length === 1) return this.read(first, depth);
    if (part[1]?.name !== 'for') return { kind: 'other', start: first.from, end: part.at(-1)!.to };
    return this.#comprehensionOf(part, depth, { start: first.from, end: part.at(-1)!.to });
  }

  #items(nodes: readonly SyntaxNode[], depth: number): readonly Expression[] {
    return byCommas(nodes).map((part): Expression => {
      const first = part[0]!;
      if (part.length === 1) return this.read(first, depth + 1);
      const at = { start: first.from, end: part.at(-1)!.to };
      if (first.name !== '*' && first.name !== '**') return { kind: 'other', ...at };
      return { kind: 'starred', value: this.read(part[1]!, depth + 1), ...at };
    });
  }

  #sequence(node: SyntaxNode, depth: number): Expression {
    const inside = childrenOf(node).filter((child) => !/^[()[\]{}]$/.test(child.name));
    const kind = node.name === 'TupleExpression' ? 'tuple' : node.name === 'SetExpression' ? 'set' : 'list';
    const bracketed = kind !== 'tuple' || this.text[node.from] === '(';
    return { kind, items: this.#items(inside, depth), bracketed, start: node.from, end: node.to };
  }

  #entries(node: SyntaxNode, depth: number): readonly DictEntry[] {
    const entries: DictEntry[] = [];
    for (const part of byCommas(childrenOf(node).filter((child) => child.name !== '{' && child.name !== '}'))) {
      const first = part[0]!;
      const at = { start: first.from, end: part.at(-1)!.to };
      if (first.name === '**' && part[1] !== undefined) {
        entries.push({ key: undefined, value: this.read(part[1], depth + 1), ...at });
      } else if (part[1]?.name === ':' && part[2] !== undefined) {
        entries.push({ key: this.read(first, depth + 1), value: this.read(part[2], depth + 1), ...at });
      }
    }
    return entries;
  }

  #binary(node: SyntaxNode, depth: number): Expression {
    const parts = childrenOf(node);
    const left = parts[0];
    const right = parts.at(-1);
    const at = { start: node.from, end: node.to };
    if (left === undefined || right === undefined || parts.length < 3) return { kind: 'other', ...at };
    const operator = parts
      .slice(1, -1)
      .map((part) => this.textOf(part))
      .join(' ');
    return { kind: 'binary', operator, left: this.read(left, depth + 1), right: this.read(right, depth + 1), ...at };
  }

  #unary(node: SyntaxNode, depth: number): Expression {
    const [operator, operand] = childrenOf(node);
    const at = { start: node.from, end: node.to };
    if (operator === undefined || operand === undefined) return { kind: 'other', ...at };
    return { kind: 'unary', operator: this.textOf(operator), operand: this.read(operand, depth + 1), ...at };
  }

  #lambda(node: SyntaxNode, depth: number): Expression {
    const list = node.getChild('ParamList');
    const body = childrenOf(node).at(-1);
    const at = { start: node.from, end: node.to };
    if (body === undefined || body.name === ':' || body === list) return { kind: 'other', ...at };
    const parameters = list === null ? [] : this.parameters(list);
    return { kind: 'lambda', parameters, body: this.read(body, depth + 1), ...at };
  }

  parameters(list: SyntaxNode): readonly Parameter[] {
    const parameters: Parameter[] = [];
    for (const part of byCommas(childrenOf(list).filter((child) => child.name !== '(' && child.name !== ')'))) {
      const name = part.find((node) => node.name === 'VariableName');
      if (name === undefined) continue;
      const typed = part.find((node) => node.name === 'TypeDef');
      const assigned = part.findIndex((node) => node.name === 'AssignOp');
      const value = assigned === -1 ? undefined : part[assigned + 1];
      parameters.push({
        name: this.textOf(name),
        annotation: typed === undefined ? undefined : this.annotation(typed),
        value: value === undefined ? undefined : this.read(value),
        start: part[0]!.from,
        end: part.at(-1)!.to,
      });
    }
    return parameters;
  }

  /** What stands behind the `:` or `->` of a type. */
  annotation(typed: SyntaxNode): Expression | undefined {
    const type = childrenOf(typed).find((child) => child.name !== ':' && child.name !== '->');
    return type === undefined ? undefined : this.read(type);
  }

  #comprehension(node: SyntaxNode, depth: number): Expression {
    const parts = childrenOf(node).filter((child) => !/^[()[\]{}]$/.test(child.name));
    return this.#comprehensionOf(parts, depth, { start: node.from, end: node.to });
  }

  #comprehensionOf(
    parts: readonly SyntaxNode[],
    depth: number,
    at: { readonly start: number; readonly end: number },
  ): Expression {
    const read = (node: SyntaxNode | undefined): Expression | undefined =>
      node === undefined ? undefined : this.read(node, depth + 1);
    const loop = parts.findIndex((part) => part.name === 'for');
    const inside = parts.findIndex((part) => part.name === 'in');
    const element = read(parts[0]);
    if (element === undefined || loop === -1 || inside === -1) return { kind: 'other', ...at };
    const conditions = parts.flatMap((part, index) => (part.name === 'if' ? [read(parts[index + 1])] : []));
    return {
      kind: 'comprehension',
      element,
      value: parts[1]?.name === ':' ? read(parts[2]) : undefined,
      target: this.readList(parts.slice(loop + 1, inside)),
      iterable: read(parts[inside + 1]),
      conditions: conditions.filter((condition) => condition !== undefined),
      nested: parts.filter((part) => part.name === 'for').length > 1,
      ...at,
    };
  }
}

function byCommas(nodes: readonly SyntaxNode[]): readonly (readonly SyntaxNode[])[] {
  const parts: SyntaxNode[][] = [];
  let part: SyntaxNode[] = [];
  for (const node of nodes) {
    if (node.name !== ',') {
      part.push(node);
      continue;
    }
    if (part.length > 0) parts.push(part);
    part = [];
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
