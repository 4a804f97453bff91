import type { Origin } from '../../model/origin.ts';
import type { Call, Expression } from '../../syntax/python/syntax.ts';
import type { ModelPlan } from './model-plan.ts';
import type { Site } from './python-file.ts';
import { isArgument, isTuple, type Node, pathTo } from './syntax-path.ts';

/** Words of a column that stand for an element of their own. */
const flags: ReadonlySet<string | undefined> = new Set(['index', 'unique', 'primary_key', 'foreign_key']);

/** What is written for an element: a word of a column, or a call in a list or alone. */
export interface Written {
  readonly site: Site;
  /** The call and the position of the argument in it, or the tuple and the position of the item. */
  readonly holder: { readonly kind: 'call'; readonly call: Call; readonly index: number } | Held;
}

type Held =
  | {
      readonly kind: 'tuple';
      readonly tuple: Extract<Expression, { kind: 'tuple' | 'list' | 'set' }>;
      readonly index: number;
      readonly owner: Node | undefined;
    }
  | { readonly kind: 'statement'; readonly statement: Node };

/** Finds what an element's origin shows: a flag such as `unique=True`, or its `Index(…)`. */
export function writtenElement(plan: ModelPlan, origin: Origin): Written | undefined {
  const place = plan.place(origin);
  if (place === undefined) return undefined;
  const { site, span } = place;
  const start = span.start - site.base;
  const path = pathTo(site, start);
  const flag = path.findIndex((node) => isArgument(node) && flags.has(node.name) && node.start <= start);
  const at =
    flag !== -1
      ? flag
      : path.findLastIndex((node) => !isArgument(node) && node.kind === 'call' && node.start === start);
  const node = path[at];
  if (node === undefined) return assigned(site, path, span.end - span.start);
  return held(site, path, at, node);
}

/** The origin may be the whole statement: `ix = Index(…)`. */
function assigned(site: Site, path: readonly Node[], length: number): Written | undefined {
  const statement = path.findLast(
    (node) => !isArgument(node) && (node.kind === 'assign' || node.kind === 'expression'),
  );
  if (statement === undefined || statement.end - statement.start > length) return undefined;
  return { site, holder: { kind: 'statement', statement } };
}

function held(site: Site, path: readonly Node[], at: number, node: Node): Written | undefined {
  const isOwn = isArgument(node);
  const parent = path[at - 1];
  const argument = isOwn ? node : parent !== undefined && isArgument(parent) ? parent : undefined;
  if (argument !== undefined) {
    const call = path[isOwn ? at - 1 : at - 2];
    if (call === undefined || isArgument(call) || call.kind !== 'call') return undefined;
    return { site, holder: { kind: 'call', call, index: call.args.indexOf(argument) } };
  }
  if (isTuple(parent)) {
    const index = parent.items.indexOf(node as Expression);
    return parent.bracketed
      ? { site, holder: { kind: 'tuple', tuple: parent, index, owner: path[at - 2] } }
      : undefined;
  }
  if (parent === undefined || isArgument(parent)) return undefined;
  const isAlone =
    parent.kind === 'expression' || (parent.kind === 'assign' && parent.value === node && !isTableArguments(parent));
  return isAlone ? { site, holder: { kind: 'statement', statement: parent } } : undefined;
}

function isTableArguments(node: Node | undefined): boolean {
  if (node === undefined || isArgument(node) || node.kind !== 'assign') return false;
  return node.targets.some((target) => target.kind === 'name' && target.name === '__table_args__');
}

/** Takes an element away. A `__table_args__` that would be empty goes too. */
export function removeElement(plan: ModelPlan, { site, holder }: Written): boolean {
  switch (holder.kind) {
    case 'call':
      plan.arguments(site, holder.call).remove(holder.index);
      return true;
    case 'statement':
      plan.removeStatement(site, holder.statement);
      return true;
    case 'tuple':
      plan.tuple(site, holder.tuple, isTableArguments(holder.owner) ? holder.owner : undefined).remove(holder.index);
      return true;
  }
}
