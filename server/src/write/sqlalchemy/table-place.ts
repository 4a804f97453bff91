import { keyOf } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import type { Call, ClassStatement, Dict, Expression, Sequence, Statement } from '../../syntax/python/syntax.ts';
import type { ModelPlan } from './model-plan.ts';
import type { Site } from './python-file.ts';
import { calledName, isTuple, pathTo, shifted } from './syntax-path.ts';

/** Where a table is declared: its class or its `Table(…)`. */
export interface ClassPlace {
  readonly site: Site;
  readonly owner: ClassStatement;
  readonly call?: undefined;
}

export type TablePlace = ClassPlace | { readonly site: Site; readonly call: Call; readonly owner?: undefined };

export function tablePlace(plan: ModelPlan, table: Table): TablePlace | undefined {
  const place = plan.place(table.origin);
  if (place === undefined) return undefined;
  const { site, span } = place;
  const path = pathTo(site, span.start - site.base);
  const call = path.findLast((node): node is Call => calledName(node) === 'Table') ?? assignedTable(path.at(-1), site);
  if (call !== undefined) return { site, call };
  const owner = path.findLast((node): node is ClassStatement => 'kind' in node && node.kind === 'class');
  return owner && { site, owner };
}

/** The origin may be the whole assignment, which begins with the variable. */
function assignedTable(last: unknown, site: Site): Call | undefined {
  const [statement] = site.syntax.statements;
  if (last === undefined || statement?.kind !== 'assign' || statement.value?.kind !== 'call') return undefined;
  return calledName(statement.value) === 'Table' ? statement.value : undefined;
}

export function tableNamed(plan: ModelPlan, name: Parameters<typeof keyOf>[1]): Table | undefined {
  const { dialect, schema } = plan.ctx;
  return schema.tables.get(keyOf(dialect, name));
}

type TableArguments =
  | { readonly kind: 'none' }
  | { readonly kind: 'tuple'; readonly value: Sequence }
  | { readonly kind: 'dict'; readonly value: Dict }
  /** Written in a way that is not followed, or taken from a base. */
  | { readonly kind: 'unsure' };

/** Whether a class has, or can be given, arguments of its table that are followed. */
export function canHoldElements(plan: ModelPlan, table: Table, { site, owner }: ClassPlace): boolean {
  return tableArguments(plan, table, site, owner).kind !== 'unsure';
}

/** Adds a constraint or an index to the table itself; false where its arguments are written in no way we follow. */
export function addTableElement(plan: ModelPlan, table: Table, text: string): boolean {
  const place = tablePlace(plan, table);
  if (place === undefined) return false;
  const { site } = place;
  if (place.call !== undefined) {
    const first = place.call.args.findIndex((arg) => arg.name !== undefined || arg.star === '**');
    plan.arguments(site, place.call).insert(first === -1 ? place.call.args.length : first, text);
    return true;
  }
  const written = tableArguments(plan, table, site, place.owner);
  switch (written.kind) {
    case 'none':
      plan.newTableArguments(site, place.owner).elements.push(text);
      return true;
    case 'tuple': {
      const { items } = written.value;
      const hasOptions = items.at(-1)?.kind === 'dict';
      plan.tuple(site, written.value).insert(hasOptions ? items.length - 1 : items.length, text);
      return true;
    }
    case 'dict':
      plan.wrapOptions(site, written.value).push(text);
      return true;
    case 'unsure':
      return false;
  }
}

/** Sets `"key": value` of a class's table options, or `key=value` of `Table(…)`. */
export function setTableOption(plan: ModelPlan, table: Table, key: string, value: string): boolean {
  const place = tablePlace(plan, table);
  if (place === undefined) return false;
  const { site } = place;
  const { file, base } = site;
  if (place.call !== undefined) {
    const known = place.call.args.find((arg) => arg.name === key);
    if (known !== undefined) plan.replace(file, shifted(known.value, base), value);
    else plan.arguments(site, place.call).insert(place.call.args.length, `${key}=${value}`);
    return true;
  }
  const written = tableArguments(plan, table, site, place.owner);
  const entry = `${plan.names(file).string(key)}: ${value}`;
  const last = written.kind === 'tuple' ? written.value.items.at(-1) : undefined;
  const dict = written.kind === 'dict' ? written.value : last?.kind === 'dict' ? last : undefined;
  if (dict !== undefined) return setEntry(plan, site, dict, key, value, entry);
  if (written.kind === 'tuple') plan.tuple(site, written.value).insert(written.value.items.length, `{${entry}}`);
  else if (written.kind === 'none') plan.newTableArguments(site, place.owner).options.push(entry);
  return written.kind !== 'unsure';
}

function setEntry(plan: ModelPlan, site: Site, dict: Dict, key: string, value: string, entry: string): boolean {
  const known = dict.entries.find((each) => each.key?.kind === 'string' && each.key.value === key);
  if (known !== undefined) plan.replace(site.file, shifted(known.value, site.base), value);
  else plan.entries(site, dict).insert(dict.entries.length, entry);
  return true;
}

/** The arguments as the class writes them. */
export function tableArguments(plan: ModelPlan, table: Table, site: Site, owner: ClassStatement): TableArguments {
  const own = ownArguments(owner);
  if (own === undefined) return mayInherit(plan, table, site, owner) ? { kind: 'unsure' } : { kind: 'none' };
  const value = own.kind === 'binary' && own.operator === '+' ? [own.right, own.left].find(isTuple) : own;
  if (
    isTuple(value) &&
    value.bracketed &&
    !value.items.some((item) => item.kind === 'starred' && item === value.items.at(-1))
  ) {
    return { kind: 'tuple', value };
  }
  return value?.kind === 'dict' ? { kind: 'dict', value } : { kind: 'unsure' };
}

/** The value of `__table_args__`, be it assigned or returned; `other` where it is computed. */
export function ownArguments(owner: ClassStatement): Expression | undefined {
  for (const statement of owner.body) {
    if (
      statement.kind === 'assign' &&
      statement.targets.some((target) => target.kind === 'name' && target.name === '__table_args__')
    ) {
      return statement.operator === '='
        ? statement.value
        : { kind: 'other', start: statement.start, end: statement.end };
    }
    if (statement.kind === 'def' && statement.name === '__table_args__') {
      const returns = statement.body.filter((each) => each.kind === 'return');
      const isSimple = returns.length === 1 && statement.body.at(-1) === returns[0];
      return (
        (isSimple ? returns[0]!.value : undefined) ?? { kind: 'other', start: statement.start, end: statement.end }
      );
    }
  }
  return undefined;
}

/** Whether a base gives table arguments, which those of the class would hide. */
function mayInherit(plan: ModelPlan, table: Table, site: Site, owner: ClassStatement): boolean {
  const hasOptions =
    table.options.engine !== undefined || table.options.charset !== undefined || table.comment !== undefined;
  if (hasOptions) return true;
  const outside = [...table.indexes, ...table.uniques, ...table.checks].filter(
    ({ origin }) => origin.file !== table.origin.file || origin.unit !== table.origin.unit,
  );
  if (outside.some((element) => plan.place(element.origin) !== undefined && isTableElement(plan, element))) return true;
  return owner.args.some(
    (arg) =>
      arg.name === undefined && basesIn(plan, table, site, arg.value).some((base) => ownArguments(base) !== undefined),
  );
}

/** Written as a call of its own in a `__table_args__`, not as a word of a column. */
function isTableElement(plan: ModelPlan, element: { readonly origin: Table['origin'] }): boolean {
  const place = plan.place(element.origin);
  if (place === undefined) return false;
  const path = pathTo(place.site, place.span.start - place.site.base);
  return path.some(
    (node) =>
      'kind' in node &&
      node.kind === 'assign' &&
      node.targets.some((target) => target.kind === 'name' && target.name === '__table_args__'),
  );
}

/** The classes behind a base, as far as they are in this file or in one that gives the table columns. */
function basesIn(plan: ModelPlan, table: Table, site: Site, base: Expression): readonly ClassStatement[] {
  const name = base.kind === 'name' || base.kind === 'attribute' ? base.name : undefined;
  const files = new Set([site.file, ...table.columns.map((column) => plan.file(column.origin.file))]);
  const found: ClassStatement[] = [];
  const open = [name];
  for (let at = 0; at < open.length && at < 50; at++) {
    for (const file of files) {
      for (const piece of file?.pieces ?? []) {
        if (!new RegExp(`^(?:@[\\s\\S]*?\\n)?class\\s+${open[at]}\\b`).test(file!.slice(piece).slice(0, 500))) continue;
        const statement = file!.siteOf(piece).syntax.statements.find((each: Statement) => each.kind === 'class');
        if (statement?.kind !== 'class' || found.includes(statement)) continue;
        found.push(statement);
        for (const { value } of statement.args) if (value.kind === 'name') open.push(value.name);
      }
    }
  }
  return found;
}
