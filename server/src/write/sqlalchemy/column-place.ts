import type { Column } from '../../model/table.ts';
import type { Argument, Assignment, Call, Expression } from '../../syntax/python/syntax.ts';
import type { ArgumentKind, ModelPlan } from './model-plan.ts';
import type { Site } from './python-file.ts';
import { calledName, callsIn, type Node, pathTo, statementOf } from './syntax-path.ts';

/** Where a column is declared, and in which manner. */
export interface ColumnPlace {
  readonly site: Site;
  /** `a: Mapped[int] = …` or `a = …`; undefined in `Table(…)` and in a method. */
  readonly assignment: Assignment | undefined;
  /** `Column(…)`, `mapped_column(…)` or `Field(…)`; of a field with `sa_column` the column in it. */
  readonly call: Call | undefined;
  /** SQLModel's `Field` has words of its own. */
  readonly manner: 'Column' | 'mapped_column' | 'Field';
}

const makers: ReadonlySet<string | undefined> = new Set(['Column', 'mapped_column', 'Field']);

export function columnPlace(plan: ModelPlan, column: Pick<Column, 'origin'>): ColumnPlace | undefined {
  const place = plan.place(column.origin);
  if (place === undefined) return undefined;
  const { site, span } = place;
  const path = pathTo(site, span.start - site.base);
  const statement = statementOf(path);
  const enclosing = path.findLast((node): node is Call => makers.has(calledName(node)));
  const assignment = statement?.kind === 'assign' ? statement : undefined;
  const call = enclosing ?? soleMaker(statement);
  if (call === undefined) return assignment && bareColumn(plan, site, assignment);
  if (calledName(call) !== 'Field') {
    return {
      site,
      assignment: isDeclaration(assignment, call) ? assignment : undefined,
      call,
      manner: calledName(call) as 'Column',
    };
  }
  const own = call.args.find((arg) => arg.name === 'sa_column')?.value;
  const inner = own && [...callsIn(own)].find((each) => calledName(each) === 'Column');
  if (own !== undefined && inner === undefined) return undefined;
  return { site, assignment, call: inner ?? call, manner: inner === undefined ? 'Field' : 'Column' };
}

/** The assignment declares this column, not a table that it is one of. */
function isDeclaration(assignment: Assignment | undefined, call: Call): boolean {
  if (assignment === undefined) return false;
  const outer = assignment.value;
  return outer === call || (outer?.kind === 'call' && calledName(outer) !== 'Table');
}

/** The only column of a statement, or of the value that a method returns. */
function soleMaker(statement: Node | undefined): Call | undefined {
  if (statement === undefined || !('kind' in statement)) return undefined;
  if (statement.kind === 'def') {
    const returns = statement.body.filter((each) => each.kind === 'return');
    return returns.length === 1 ? soleMaker(returns[0]) : undefined;
  }
  if (statement.kind !== 'assign' && statement.kind !== 'return') return undefined;
  const found = [...callsIn(statement.value)].filter((each) => makers.has(calledName(each)));
  return found[0] !== undefined && (found.length === 1 || calledName(found[0]) === 'Field') ? found[0] : undefined;
}

/** An annotation alone: `a: Mapped[int]`, or `a: int` of SQLModel. */
function bareColumn(plan: ModelPlan, site: Site, assignment: Assignment): ColumnPlace | undefined {
  const { annotation, value } = assignment;
  if (annotation === undefined) return undefined;
  if (mappedType(annotation) !== undefined) {
    return value === undefined ? { site, assignment, call: undefined, manner: 'mapped_column' } : undefined;
  }
  const isField = /\bsqlmodel\b|\bSQLModel\b/.test(site.file.text);
  const isPlain = value === undefined || ['none', 'number', 'boolean', 'string'].includes(value.kind);
  return isField && isPlain && plan.names(site.file).isTwo
    ? { site, assignment, call: undefined, manner: 'Field' }
    : undefined;
}

/** What stands in `Mapped[…]`. */
export function mappedType(annotation: Expression | undefined): Expression | undefined {
  if (annotation?.kind !== 'subscript' || annotation.items.length !== 1) return undefined;
  const { object } = annotation;
  const name = object.kind === 'name' || object.kind === 'attribute' ? object.name : undefined;
  return name === 'Mapped' ? annotation.items[0] : undefined;
}

/** Puts an argument into the column's call, which is made where there is none. */
export function addArgument(plan: ModelPlan, place: ColumnPlace, text: string, kind: ArgumentKind): boolean {
  const { site, call, assignment } = place;
  if (call !== undefined) {
    plan.arguments(site, call).insert(placeOf(call.args, kind), text);
    return true;
  }
  if (assignment === undefined) return false;
  plan.addToNewCall({ ...place, assignment }, text, kind);
  return true;
}

/** Types stand first behind the column's name, other arguments without a name before those with one. */
function placeOf(args: readonly Argument[], kind: ArgumentKind): number {
  if (kind === 'keyword') return args.length;
  if (kind === 'type') return args[0]?.name === undefined && args[0]?.value.kind === 'string' ? 1 : 0;
  const first = args.findIndex((arg) => arg.name !== undefined || arg.star === '**');
  return first === -1 ? args.length : first;
}

/** Sets a keyword argument to another value, or adds it. */
export function setKeyword(plan: ModelPlan, place: ColumnPlace, name: string, value: string): boolean {
  const known = place.call?.args.find((arg) => arg.name === name);
  if (known === undefined) return addArgument(plan, place, `${name}=${value}`, 'keyword');
  const { base, file } = place.site;
  plan.replace(file, { start: base + known.value.start, end: base + known.value.end }, value);
  return true;
}

export function removeKeyword(plan: ModelPlan, place: ColumnPlace, name: string): void {
  const index = place.call?.args.findIndex((arg) => arg.name === name) ?? -1;
  if (index !== -1) plan.arguments(place.site, place.call!).remove(index);
}
