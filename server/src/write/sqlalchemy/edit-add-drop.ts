import type { Column, Table } from '../../model/table.ts';
import type { Assignment, Call, ClassStatement } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import type { ChangeOf } from '../sql/change-of.ts';
import { call, serverDefault } from './arguments.ts';
import { columnPlace, mappedType } from './column-place.ts';
import { columnNamed } from './edit-element.ts';
import { usesOptional } from './edit-nullable.ts';
import type { ModelPlan } from './model-plan.ts';
import { sa } from './names.ts';
import type { Site } from './python-file.ts';
import { isPythonName } from './python-text.ts';
import { calledName, shifted } from './syntax-path.ts';
import { tableNamed, tablePlace } from './table-place.ts';
import { annotationOf, isImplied, typeExpression } from './type-expression.ts';

/** Writes a column behind the others of its class or `Table(…)`; one of the primary key stands before them. */
export function addColumn(plan: ModelPlan, change: ChangeOf<'add-column'>, inKey: boolean): boolean {
  const table = tableNamed(plan, change.table);
  const place = table && tablePlace(plan, table);
  const { column } = change;
  if (table === undefined || place === undefined || column.generated !== undefined || !isPythonName(column.name))
    return false;
  const { site } = place;
  if (place.call !== undefined) return addToTable(plan, site, place.call, column, inKey);
  const own = ownColumns(plan, table, site, place.owner);
  const neighbour = inKey || change.position === 'first' ? own[0] : own.at(-1);
  const line = neighbour && declaration(plan, site, column, neighbour, inKey);
  if (neighbour === undefined || line === undefined) return false;
  const { file, base } = site;
  const indent = file.indentAt(base + neighbour.start);
  if (neighbour === own[0] && (inKey || change.position === 'first')) {
    const at = base + neighbour.start;
    plan.replace(file, { start: at, end: at }, line + file.eol + indent);
  } else {
    const at = file.lineEnd(base + neighbour.end - 1);
    plan.replace(file, { start: at, end: at }, file.eol + indent + line);
  }
  return true;
}

/** The assignments of the class that are its columns. */
function ownColumns(plan: ModelPlan, table: Table, site: Site, owner: ClassStatement): readonly Assignment[] {
  return table.columns
    .map((column) => columnPlace(plan, column)?.assignment)
    .filter((assignment) => assignment !== undefined && owner.body.includes(assignment) && site.file !== undefined)
    .map((assignment) => assignment!)
    .sort((a, b) => a.start - b.start);
}

function addToTable(plan: ModelPlan, site: Site, table: Call, column: Column, inKey: boolean): boolean {
  const names = plan.names(site.file);
  const columns = table.args.filter((arg) => calledName(arg.value) === 'Column');
  const neighbour = inKey ? columns[0] : columns.at(-1);
  const args = neighbour && columnArguments(plan, site, column, inKey, false);
  if (neighbour?.value.kind !== 'call' || args === undefined) return false;
  const callee = site.file.slice(shifted(neighbour.value.callee, site.base));
  const at = table.args.indexOf(neighbour);
  plan.arguments(site, table).insert(inKey ? at : at + 1, call(callee, [names.string(column.name), ...args]));
  return true;
}

/** The column in the manner of its neighbour. */
function declaration(
  plan: ModelPlan,
  site: Site,
  column: Column,
  neighbour: Assignment,
  inKey: boolean,
): string | undefined {
  const names = plan.names(site.file);
  const { annotation, value } = neighbour;
  const maker = calledName(value);
  const isMapped = mappedType(annotation) !== undefined;
  if (maker === 'Field' || (annotation !== undefined && !isMapped)) return field(plan, site, column, inKey);
  const args = columnArguments(plan, site, column, inKey, isMapped);
  if (args === undefined) return undefined;
  const usual = isMapped ? 'mapped_column' : 'Column';
  const callee =
    value?.kind === 'call' && (maker === 'Column' || maker === 'mapped_column')
      ? site.file.slice(shifted(value.callee, site.base))
      : names.of(isMapped ? 'sqlalchemy.orm' : 'sqlalchemy', usual);
  const made = args.length === 0 && isMapped ? '' : ` = ${call(callee, args)}`;
  if (!isMapped || annotation?.kind !== 'subscript') return `${column.name}${made}`;
  const mapped = site.file.slice(shifted(annotation.object, site.base));
  return `${column.name}: ${mapped}[${annotationFor(plan, site, column, inKey)}]${made}`;
}

function annotationFor(plan: ModelPlan, { file }: Site, column: Column, inKey: boolean): string {
  const names = plan.names(file);
  const plain = annotationOf(column.type, names) ?? names.of('typing', 'Any');
  if (!column.nullable || inKey) return plain;
  return usesOptional(file.text) ? `${names.of('typing', 'Optional')}[${plain}]` : `${plain} | None`;
}

function field(plan: ModelPlan, site: Site, column: Column, inKey: boolean): string | undefined {
  const names = plan.names(site.file);
  const { dialect } = plan.ctx;
  const type = typeExpression(column.type, dialect, names);
  if (type === undefined || column.identity !== undefined) return undefined;
  const args: string[] = [];
  // The database gives the key, so the field is empty until then.
  if (inKey || column.nullable) args.push('default=None');
  if (inKey) args.push('primary_key=True');
  if (!isImplied(column.type, dialect, names)) args.push(`sa_type=${type}`);
  if (column.default !== undefined) {
    args.push(`sa_column_kwargs={${names.string('server_default')}: ${serverDefault(names, dialect, column.default)}}`);
  }
  const annotation = annotationFor(plan, site, { ...column, nullable: column.nullable || inKey }, false);
  const made = args.length === 0 ? '' : ` = ${call(names.of('sqlmodel', 'Field'), args)}`;
  return `${column.name}: ${annotation}${made}`;
}

function columnArguments(
  plan: ModelPlan,
  { file }: Site,
  column: Column,
  inKey: boolean,
  annotated: boolean,
): readonly string[] | undefined {
  const names = plan.names(file);
  const { dialect } = plan.ctx;
  const isSaid = annotated && isImplied(column.type, dialect, names);
  const type = isSaid ? undefined : typeExpression(column.type, dialect, names);
  if (!isSaid && type === undefined) return undefined;
  const args = type === undefined ? [] : [type];
  if (column.identity !== undefined) {
    args.push(call(sa(names, 'Identity'), column.identity === 'always' ? ['always=True'] : []));
  }
  if (inKey) args.push('primary_key=True');
  else if (!annotated && !column.nullable) args.push('nullable=False');
  if (column.default !== undefined) args.push(`server_default=${serverDefault(names, dialect, column.default)}`);
  if (column.comment !== undefined) args.push(`comment=${names.string(column.comment)}`);
  return args;
}

/** Takes a column away that nothing else of its statement or its table speaks of. */
export function dropColumn(plan: ModelPlan, change: ChangeOf<'drop-column'>): boolean {
  const table = tableNamed(plan, change.table);
  const column = table && columnNamed(plan, table, change.column);
  const place = column && columnPlace(plan, column);
  const owner = table && tablePlace(plan, table);
  if (table === undefined || column === undefined || place === undefined || owner === undefined) return false;
  const { site, assignment, call: written } = place;
  if (assignment !== undefined && owner.owner?.body.includes(assignment)) {
    if (isMentioned(site, assignment, column.name)) return false;
    plan.removeStatement(site, assignment);
    return true;
  }
  const index = owner.call?.args.findIndex((arg) => arg.value === written) ?? -1;
  if (owner.call === undefined || index === -1 || isMentioned(site, owner.call.args[index]!, column.name)) return false;
  plan.arguments(site, owner.call).remove(index);
  return true;
}

/** Whether the piece names the column anywhere else. */
function isMentioned(site: Site, own: Span, name: string): boolean {
  const piece = site.file.pieces.find((each) => each.start === site.base)!;
  const { start, end } = shifted(own, site.base);
  const others = `${site.file.slice({ start: piece.start, end: start })}\n${site.file.slice({ start: end, end: piece.end })}`;
  return new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\b`).test(others);
}
