import type { Argument, Call, Expression, Sequence, Statement } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import type { Site } from './python-file.ts';

export type Node = Statement | Expression | Argument;

/** The nodes around an offset of the site, from the outermost statement to the smallest expression. */
export function pathTo(site: Site, offset: number): readonly Node[] {
  const path: Node[] = [];
  let level: readonly Node[] = site.syntax.statements;
  for (;;) {
    const next = level.find((node) => node.start <= offset && offset < node.end);
    if (next === undefined) return path;
    path.push(next);
    level = childrenOf(next);
  }
}

export function isArgument(node: Node): node is Argument {
  return !('kind' in node);
}

function childrenOf(node: Node): readonly Node[] {
  if (isArgument(node)) return [node.value];
  const of = (...nodes: readonly (Node | undefined)[]): readonly Node[] => nodes.filter((each) => each !== undefined);
  switch (node.kind) {
    case 'class':
      return [...node.args, ...node.body];
    case 'def':
    case 'for':
    case 'with':
      return node.body;
    case 'if':
      return node.branches.flatMap(({ body }) => body);
    case 'try':
      return [node.body, ...node.others].flat();
    case 'assign':
      return of(...node.targets, node.annotation, node.value);
    case 'return':
    case 'expression':
      return of(node.value);
    case 'call':
      return [node.callee, ...node.args];
    case 'attribute':
      return [node.object];
    case 'subscript':
      return [node.object, ...node.items];
    case 'tuple':
    case 'list':
    case 'set':
      return node.items;
    case 'starred':
      return [node.value];
    case 'dict':
      return node.entries.flatMap(({ key, value }) => of(key, value));
    case 'binary':
      return [node.left, node.right];
    default:
      return [];
  }
}

/** The statement closest around the end of a path. */
export function statementOf(path: readonly Node[]): Statement | undefined {
  return path.findLast((node): node is Statement => !isArgument(node) && statementKinds.has(node.kind));
}

const statementKinds: ReadonlySet<string> = new Set([
  'class',
  'def',
  'assign',
  'expression',
  'return',
  'import',
  'from-import',
  'if',
  'for',
  'with',
  'try',
]);

/** The last name of what is called: `Column` of `sa.Column(…)`. */
export function calledName(node: Node | undefined): string | undefined {
  if (node === undefined || isArgument(node) || node.kind !== 'call') return undefined;
  const { callee } = node;
  return callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : undefined;
}

/** All calls in an expression, outer ones first. */
export function* callsIn(expression: Expression | undefined): Iterable<Call> {
  if (expression === undefined) return;
  if (expression.kind === 'call') yield expression;
  for (const child of childrenOf(expression)) yield* callsIn(isArgument(child) ? child.value : (child as Expression));
}

export function isTuple(node: Node | undefined): node is Sequence {
  return node !== undefined && !isArgument(node) && node.kind === 'tuple';
}

export function shifted({ start, end }: Span, base: number): Span {
  return { start: start + base, end: end + base };
}
