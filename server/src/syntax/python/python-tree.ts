import type { SyntaxNode, Tree } from '@lezer/common';
import type { Span } from '../../text/span.ts';
import { pythonParser } from './python-parser.ts';
import { childrenOf, ExpressionReader } from './read-expression.ts';
import type {
  Decorator,
  Expression,
  FromImportStatement,
  ImportedName,
  ImportStatement,
  PythonSyntax,
  Statement,
} from './syntax.ts';

/** Statements nested deeper are not looked at. */
const deepest = 60;

/** Reads a piece, or any Python text. Never throws; what is not Python is left out and told in `errors`. */
export function readPython(text: string): PythonSyntax {
  const errors: Span[] = [];
  const tree = treeOf(text);
  if (tree === undefined) return { statements: [], errors: [{ start: 0, end: text.length }] };
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) errors.push({ start: node.from, end: node.to });
    },
  });
  return { statements: new StatementReader(text).block(tree.topNode, 0), errors };
}

function treeOf(text: string): Tree | undefined {
  try {
    return pythonParser().parse(text);
  } catch (error) {
    // The parser's own stack ends at some depth of brackets.
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

class StatementReader {
  readonly #expressions: ExpressionReader;

  constructor(text: string) {
    this.#expressions = new ExpressionReader(text);
  }

  block(node: SyntaxNode, depth: number): readonly Statement[] {
    if (depth > deepest) return [];
    const statements: Statement[] = [];
    for (const child of childrenOf(node)) {
      if (child.name === ':' || child.name === ';') continue;
      statements.push(this.#statement(child, depth, []));
    }
    return statements;
  }

  #statement(node: SyntaxNode, depth: number, decorators: readonly Decorator[]): Statement {
    const at = spanOf(node);
    switch (node.name) {
      case 'DecoratedStatement': {
        const inner = childrenOf(node).at(-1);
        if (inner === undefined || inner.name === 'Decorator') return { kind: 'other', ...at };
        const own = node.getChildren('Decorator').map((decorator) => this.#decorator(decorator));
        return { ...this.#statement(inner, depth, own), ...at };
      }
      case 'ClassDefinition':
        return this.#class(node, depth, decorators);
      case 'FunctionDefinition':
        return this.#function(node, depth, decorators);
      case 'AssignStatement':
      case 'UpdateStatement':
        return this.#assignment(node);
      case 'ExpressionStatement': {
        const value = this.#expressions.readList(childrenOf(node));
        return value === undefined ? { kind: 'other', ...at } : { kind: 'expression', value, ...at };
      }
      case 'ReturnStatement':
        return { kind: 'return', value: this.#expressions.readList(childrenOf(node).slice(1)), ...at };
      case 'ImportStatement':
        return this.#import(node);
      case 'IfStatement':
        return this.#if(node, depth);
      case 'ForStatement':
        return this.#for(node, depth);
      case 'WithStatement':
        return this.#with(node, depth);
      case 'TryStatement': {
        const [body, ...others] = node.getChildren('Body').map((part) => this.block(part, depth + 1));
        return { kind: 'try', body: body ?? [], others, ...at };
      }
      default:
        return { kind: 'other', ...at };
    }
  }

  #decorator(node: SyntaxNode): Decorator {
    const names = childrenOf(node).filter((child) => child.name === 'VariableName');
    const args = node.getChild('ArgList');
    let expression: Expression = { kind: 'other', ...spanOf(node) };
    for (const [index, name] of names.entries()) {
      const text = this.#expressions.textOf(name);
      expression =
        index === 0
          ? { kind: 'name', name: text, ...spanOf(name) }
          : {
              kind: 'attribute',
              object: expression,
              name: text,
              nameSpan: spanOf(name),
              start: expression.start,
              end: name.to,
            };
    }
    if (args !== null) {
      expression = {
        kind: 'call',
        callee: expression,
        args: this.#expressions.args(args),
        argsSpan: spanOf(args),
        start: expression.start,
        end: args.to,
      };
    }
    return { expression, start: node.from, end: expression.end };
  }

  #class(node: SyntaxNode, depth: number, decorators: readonly Decorator[]): Statement {
    const name = node.getChild('VariableName');
    if (name === null) return { kind: 'other', ...spanOf(node) };
    const args = node.getChild('ArgList');
    const body = node.getChild('Body');
    return {
      kind: 'class',
      name: this.#expressions.textOf(name),
      nameSpan: spanOf(name),
      args: args === null ? [] : this.#expressions.args(args),
      argsSpan: args === null ? undefined : spanOf(args),
      decorators,
      body: body === null ? [] : this.block(body, depth + 1),
      bodySpan: body === null ? { start: node.to, end: node.to } : spanOf(body),
      ...spanOf(node),
    };
  }

  #function(node: SyntaxNode, depth: number, decorators: readonly Decorator[]): Statement {
    const name = node.getChild('VariableName');
    if (name === null) return { kind: 'other', ...spanOf(node) };
    const list = node.getChild('ParamList');
    const typed = node.getChild('TypeDef');
    const body = node.getChild('Body');
    return {
      kind: 'def',
      name: this.#expressions.textOf(name),
      nameSpan: spanOf(name),
      parameters: list === null ? [] : this.#expressions.parameters(list),
      returns: typed === null ? undefined : this.#expressions.annotation(typed),
      decorators,
      body: body === null ? [] : this.block(body, depth + 1),
      ...spanOf(node),
    };
  }

  #assignment(node: SyntaxNode): Statement {
    const targets: Expression[] = [];
    let annotation: Expression | undefined;
    let value: Expression | undefined;
    let operator = '=';
    let part: SyntaxNode[] = [];
    for (const child of childrenOf(node)) {
      if (child.name === 'TypeDef') annotation = this.#expressions.annotation(child);
      else if (child.name === 'AssignOp' || child.name === 'UpdateOp') {
        operator = this.#expressions.textOf(child);
        const target = this.#expressions.readList(part);
        if (target !== undefined) targets.push(target);
        part = [];
      } else part.push(child);
    }
    const last = this.#expressions.readList(part);
    if (targets.length === 0 && last !== undefined) targets.push(last);
    else value = last;
    return { kind: 'assign', targets, annotation, value, operator, ...spanOf(node) };
  }

  #import(node: SyntaxNode): ImportStatement | FromImportStatement {
    const parts = childrenOf(node);
    const at = parts.findIndex((part) => part.name === 'import');
    const names = this.#importedNames(at === -1 ? [] : parts.slice(at + 1));
    if (parts[0]?.name !== 'from') return { kind: 'import', names, ...spanOf(node) };
    const source = parts.slice(1, at === -1 ? undefined : at);
    const module = source.filter((part) => part.name === 'VariableName');
    const first = source.findIndex((part) => part.name === 'VariableName');
    const dots = (first === -1 ? source : source.slice(0, first))
      .map((part) => this.#expressions.textOf(part))
      .join('');
    const open = parts.find((part) => part.name === '(');
    return {
      kind: 'from-import',
      level: dots.length,
      module: module.map((part) => this.#expressions.textOf(part)).join('.'),
      moduleSpan: { start: source[0]?.from ?? node.from, end: source.at(-1)?.to ?? node.from },
      names,
      star: parts.some((part) => part.name === '*'),
      parentheses: open === undefined ? undefined : { start: open.from, end: node.to },
      ...spanOf(node),
    };
  }

  #importedNames(parts: readonly SyntaxNode[]): readonly ImportedName[] {
    const names: ImportedName[] = [];
    let dotted: SyntaxNode[] = [];
    let as: SyntaxNode | undefined;
    let afterAs = false;
    const finish = (): void => {
      const first = dotted[0];
      const last = dotted.at(-1);
      if (first !== undefined && last !== undefined) {
        names.push({
          name: dotted.map((part) => this.#expressions.textOf(part)).join('.'),
          nameSpan: { start: first.from, end: last.to },
          as: as === undefined ? undefined : this.#expressions.textOf(as),
          start: first.from,
          end: (as ?? last).to,
        });
      }
      dotted = [];
      as = undefined;
      afterAs = false;
    };
    for (const part of parts) {
      if (part.name === ',') finish();
      else if (part.name === 'as') afterAs = true;
      else if (part.name === 'VariableName') {
        if (afterAs) as = part;
        else dotted.push(part);
      }
    }
    finish();
    return names;
  }

  #if(node: SyntaxNode, depth: number): Statement {
    const branches: { test: Expression | undefined; body: readonly Statement[] }[] = [];
    let test: Expression | undefined;
    for (const part of childrenOf(node)) {
      if (part.name === 'if' || part.name === 'elif' || part.name === 'else') test = undefined;
      else if (part.name === 'Body') branches.push({ test, body: this.block(part, depth + 1) });
      else test = this.#expressions.read(part);
    }
    return { kind: 'if', branches, ...spanOf(node) };
  }

  #for(node: SyntaxNode, depth: number): Statement {
    const parts = childrenOf(node);
    const from = parts.findIndex((part) => part.name === 'for');
    const inside = parts.findIndex((part) => part.name === 'in');
    const body = parts.findIndex((part) => part.name === 'Body');
    const target = this.#expressions.readList(parts.slice(from + 1, inside));
    const iterable = this.#expressions.readList(parts.slice(inside + 1, body === -1 ? undefined : body));
    const block = parts[body];
    if (inside === -1 || target === undefined || iterable === undefined || block === undefined) {
      return { kind: 'other', ...spanOf(node) };
    }
    return { kind: 'for', target, iterable, body: this.block(block, depth + 1), ...spanOf(node) };
  }

  #with(node: SyntaxNode, depth: number): Statement {
    const items: { value: Expression; as: Expression | undefined }[] = [];
    let body: readonly Statement[] = [];
    let afterAs = false;
    for (const part of childrenOf(node)) {
      if (part.name === 'Body') body = this.block(part, depth + 1);
      else if (part.name === 'as') afterAs = true;
      else if (!/^(?:with|async|,|\(|\))$/.test(part.name)) {
        const last = items.at(-1);
        if (afterAs && last !== undefined) items[items.length - 1] = { ...last, as: this.#expressions.read(part) };
        else items.push({ value: this.#expressions.read(part), as: undefined });
        afterAs = false;
      }
    }
    return { kind: 'with', items, body, ...spanOf(node) };
  }
}

/** Bodies end behind the line break that closes them in the grammar; spans end behind the last code. */
function spanOf(node: SyntaxNode): Span {
  return { start: node.from, end: endOfCode(node) };
}

function endOfCode(node: SyntaxNode): number {
  let last: SyntaxNode = node;
  for (;;) {
    let child = last.lastChild;
    while (child !== null && (child.name === 'Comment' || (child.type.isError && child.from === child.to))) {
      child = child.prevSibling;
    }
    if (child === null) return last.to;
    if (!/^(?:Body|.*Statement|ClassDefinition|FunctionDefinition)$/.test(last.name)) return last.to;
    last = child;
  }
}
