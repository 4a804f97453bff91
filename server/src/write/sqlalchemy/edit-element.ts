import {
  byteLength,
  checkName,
  foreignKeyName,
  indexName,
  keyName,
  postgresName,
  postgresNameLimit,
} from '../../model/default-names.ts';
import { foldCase } from '../../model/dialect.ts';
import type { Origin } from '../../model/origin.ts';
import type { Column, ForeignKey, Index, IndexPart, Key, Table } from '../../model/table.ts';
import type { ChangeOf } from '../sql/change-of.ts';
import { findIndex } from '../sql/find-index.ts';
import { call, checkCall, columnPath, exclusionCall, foreignKeyOptions, indexCall, keyCall } from './arguments.ts';
import { isUniqueFlag, plainColumnOf } from './column-flags.ts';
import { addArgument, columnPlace, removeKeyword, setKeyword } from './column-place.ts';
import type { ModelPlan } from './model-plan.ts';
import { sa } from './names.ts';
import { removeElement, writtenElement } from './remove-element.ts';
import { addTableElement, type ClassPlace, canHoldElements, tableNamed, tablePlace } from './table-place.ts';
import { typeExpression } from './type-expression.ts';

export function columnNamed(plan: ModelPlan, table: Table, name: string): Column | undefined {
  const { dialect } = plan.ctx;
  return table.columns.find((column) => foldCase(dialect, column.name) === foldCase(dialect, name));
}

/** `index=True` for a plain index of one column, else an `Index(…)` of the table. */
export function createIndex(plan: ModelPlan, change: ChangeOf<'create-index'>): boolean {
  const table = tableNamed(plan, change.table);
  if (table === undefined) return false;
  const { index } = change;
  const column = plainColumn(plan, table, index);
  const place = column && columnPlace(plan, column);
  if (column !== undefined && place === undefined) return false;
  // Beside `index=True`, `unique=True` makes that index unique.
  const isUnique = place?.call?.args.some((arg) => arg.name === 'unique') ?? false;
  if (place !== undefined && (!isUnique || index.unique)) {
    if (place.call?.args.some((arg) => arg.name === 'index')) setKeyword(plan, place, 'index', 'True');
    else if (!addArgument(plan, place, 'index=True', 'keyword')) return false;
    return !index.unique || setKeyword(plan, place, 'unique', 'True');
  }
  const owner = tablePlace(plan, table);
  if (owner === undefined || hasOtherKeys(plan, table)) return false;
  const names = plan.names(owner.site.file);
  const named = { ...index, name: nameOf(plan, table, index) };
  if (owner.owner !== undefined && !canHoldElements(plan, table, owner)) return addBehind(plan, table, owner, named);
  const printed = indexCall(names, plan.ctx.dialect, named);
  return printed !== undefined && addTableElement(plan, table, printed);
}

/** A class whose arguments come from elsewhere has its index in a statement of its own. */
function addBehind(
  plan: ModelPlan,
  table: Table,
  { site, owner }: ClassPlace,
  index: Index & { readonly name: string },
): boolean {
  const { file, base } = site;
  const columnOf = (part: IndexPart): string | undefined => {
    const column = part.column === undefined ? undefined : columnNamed(plan, table, part.column);
    const target = column && columnPlace(plan, column)?.assignment?.targets[0];
    const isPlain = part.collation === undefined && part.nulls === (part.order === 'asc' ? 'last' : 'first');
    if (target?.kind !== 'name' || !isPlain) return undefined;
    return `${owner.name}.${target.name}${part.order === 'desc' ? '.desc()' : ''}`;
  };
  // At least one column must say which table it is.
  if (index.parts.every((part) => columnOf(part) === undefined) || file.indentAt(base + owner.start) !== '')
    return false;
  const printed = indexCall(plan.names(file), plan.ctx.dialect, index, columnOf);
  const at = base + owner.end;
  const end = file.lineEnd(at - 1);
  if (printed !== undefined) plan.replace(file, { start: end, end }, file.eol.repeat(3) + printed);
  return printed !== undefined;
}

/** Constraints and indexes name columns by `key=`, where a column has one. */
function hasOtherKeys(plan: ModelPlan, table: Table): boolean {
  return table.columns.some(
    (column) => columnPlace(plan, column)?.call?.args.some((arg) => arg.name === 'key') ?? false,
  );
}

/** The column that `index=True` indexes in the same way. */
function plainColumn(plan: ModelPlan, table: Table, index: Index): Column | undefined {
  const column = plainColumnOf(index);
  return column === undefined ? undefined : columnNamed(plan, table, column);
}

/** SQLAlchemy's own way of naming indexes stands for PostgreSQL's. */
function nameOf(plan: ModelPlan, table: Table, index: Index): string {
  const columns = index.parts.flatMap((part) => part.column ?? []).join('_');
  const usual = postgresName(table.name, columns, 'idx');
  const name = index.name ?? indexName(plan.ctx.dialect, table, index) ?? usual;
  const own = `ix_${table.name}_${columns}`;
  const isFree = !table.indexes.some((each) => each.name === own);
  return name === usual && isFree && byteLength(own) <= postgresNameLimit ? own : name;
}

export function dropIndex(plan: ModelPlan, change: ChangeOf<'drop-index'>): boolean {
  const found = findIndex(plan.ctx.schema, change);
  const written = found && writtenElement(plan, found.index.origin);
  if (found === undefined || written === undefined) return false;
  // With `index=True`, `unique=True` only says what kind of index it is.
  const { holder, site } = written;
  if (found.index.unique && holder.kind === 'call') {
    const other = holder.call.args.findIndex((arg, index) => arg.name === 'unique' && index !== holder.index);
    if (other !== -1 && holder.call.args[holder.index]?.name === 'index')
      plan.arguments(site, holder.call).remove(other);
  }
  return removeElement(plan, written);
}

/** `unique=True` for one column, else a `UniqueConstraint(…)`. */
export function addUnique(plan: ModelPlan, change: ChangeOf<'add-unique'>): boolean {
  const table = tableNamed(plan, change.table);
  const place = table && tablePlace(plan, table);
  if (table === undefined || place === undefined || change.usingIndex !== undefined) return false;
  const key = withoutUsualName(plan, table, change.key);
  const column = isUniqueFlag(key) ? columnNamed(plan, table, key.columns[0]!) : undefined;
  if (column !== undefined) {
    const own = columnPlace(plan, column);
    return own !== undefined && setKeyword(plan, own, 'unique', 'True');
  }
  const printed = keyCall(plan.names(place.site.file), 'UniqueConstraint', key);
  return printed !== undefined && !hasOtherKeys(plan, table) && addTableElement(plan, table, printed);
}

function withoutUsualName(plan: ModelPlan, table: Table, key: Key): Key {
  const { name, ...unnamed } = key;
  return name !== undefined && keyName(plan.ctx.dialect, table, unnamed, 'unique') === name ? unnamed : key;
}

/** `primary_key=True` on every column of the key. */
export function addPrimaryKey(plan: ModelPlan, change: ChangeOf<'add-primary-key'>): boolean {
  const table = tableNamed(plan, change.table);
  if (table === undefined || table.primaryKey !== undefined || change.key.include.length > 0) return false;
  const order = table.columns.map(({ name }) => name).filter((name) => change.key.columns.includes(name));
  if (order.join('\n') !== change.key.columns.join('\n')) return false;
  return change.key.columns.every((name) => {
    const column = columnNamed(plan, table, name);
    const place = column && columnPlace(plan, column);
    if (place === undefined) return false;
    removeKeyword(plan, place, 'nullable');
    return setKeyword(plan, place, 'primary_key', 'True');
  });
}

export function addCheck(plan: ModelPlan, change: ChangeOf<'add-check'>): boolean {
  const table = tableNamed(plan, change.table);
  const place = table && tablePlace(plan, table);
  if (table === undefined || place === undefined) return false;
  const check = { ...change.check, validated: true };
  return addTableElement(plan, table, checkCall(plan.names(place.site.file), plan.ctx.dialect, check));
}

export function addExclusion(plan: ModelPlan, change: ChangeOf<'add-exclusion'>): boolean {
  const table = tableNamed(plan, change.table);
  const place = table && tablePlace(plan, table);
  const printed = place && exclusionCall(plan.names(place.site.file), change.exclusion);
  return table !== undefined && printed !== undefined && addTableElement(plan, table, printed);
}

/** `ForeignKey(…)` in the column, `foreign_key=` in SQLModel's fields, `ForeignKeyConstraint(…)` for several columns. */
export function addForeignKey(plan: ModelPlan, change: ChangeOf<'add-foreign-key'>): boolean {
  const table = tableNamed(plan, change.table);
  const target = tableNamed(plan, change.foreignKey.references.table);
  const columns = change.foreignKey.references.columns;
  const targets = columns.length > 0 ? columns : (target?.primaryKey?.columns ?? []);
  if (table === undefined || target === undefined || targets.length !== change.foreignKey.columns.length) return false;
  const foreignKey = { ...unnamed(plan, table, change.foreignKey), validated: true };
  const [name] = foreignKey.columns;
  if (foreignKey.columns.length === 1) return referInColumn(plan, table, name!, foreignKey, target, targets[0]!);
  const place = tablePlace(plan, table);
  if (place === undefined) return false;
  const names = plan.names(place.site.file);
  const list = (items: readonly string[]): string => `[${items.map((item) => names.string(item)).join(', ')}]`;
  const args = [list(foreignKey.columns), list(targets.map((each) => columnPath(target, each)))];
  const options = foreignKeyOptions(names, plan.ctx.dialect, foreignKey);
  return addTableElement(plan, table, call(sa(names, 'ForeignKeyConstraint'), [...args, ...options]));
}

function unnamed(plan: ModelPlan, table: Table, foreignKey: ForeignKey): ForeignKey {
  const { name, ...rest } = foreignKey;
  return name !== undefined && foreignKeyName(plan.ctx.dialect, table, rest) === name ? rest : foreignKey;
}

function referInColumn(
  plan: ModelPlan,
  table: Table,
  name: string,
  foreignKey: ForeignKey,
  target: Table,
  targetColumn: string,
): boolean {
  const column = columnNamed(plan, table, name);
  const place = column && columnPlace(plan, column);
  if (column === undefined || place === undefined) return false;
  const { dialect } = plan.ctx;
  const names = plan.names(place.site.file);
  const path = names.string(columnPath(target, targetColumn));
  const options = [...foreignKeyOptions(names, dialect, foreignKey)];
  if (place.manner === 'Field') {
    if (options.some((option) => !option.startsWith('ondelete='))) return false;
    return [`foreign_key=${path}`, ...options].every((text) => addArgument(plan, place, text, 'keyword'));
  }
  const hasType = place.call?.args.some((arg) => arg.name === undefined && arg.value.kind !== 'string') ?? false;
  const other = columnNamed(plan, target, targetColumn);
  // With a reference and no type SQLAlchemy takes the type of the target.
  if (!hasType && other !== undefined && other.type.name !== column.type.name) {
    const type = typeExpression(column.type, dialect, names);
    if (type === undefined || !addArgument(plan, place, type, 'type')) return false;
  }
  return addArgument(plan, place, call(sa(names, 'ForeignKey'), [path, ...options]), 'positional');
}

/** Changes what a foreign key says beside its columns, where it is written. */
export function changeForeignKey(plan: ModelPlan, before: ForeignKey, after: ForeignKey): boolean {
  const written = writtenElement(plan, before.origin);
  if (written === undefined || before.deferrable !== after.deferrable || before.match !== after.match) return false;
  const { site, holder } = written;
  if (holder.kind === 'statement') return false;
  const item = holder.kind === 'call' ? holder.call.args[holder.index]! : undefined;
  const value = holder.kind === 'tuple' ? holder.tuple.items[holder.index] : item?.value;
  const owner = item?.name === 'foreign_key' && holder.kind === 'call' ? holder.call : value;
  if (owner?.kind !== 'call') return false;
  const names = plan.names(site.file);
  const place = { site, call: owner, assignment: undefined, manner: 'Column' } as const;
  const set = (name: 'ondelete' | 'onupdate', from: string, to: string): boolean => {
    if (from === to) return true;
    if (to !== 'no action') return setKeyword(plan, place, name, names.string(to.toUpperCase()));
    removeKeyword(plan, place, name);
    return owner.args.some((arg) => arg.name === name);
  };
  const isField = item?.name === 'foreign_key';
  if (isField && before.onUpdate !== after.onUpdate) return false;
  return set('ondelete', before.onDelete, after.onDelete) && set('onupdate', before.onUpdate, after.onUpdate);
}

export function dropConstraint(plan: ModelPlan, change: ChangeOf<'drop-constraint'>): boolean {
  const table = tableNamed(plan, change.table);
  const found = table && constraintNamed(plan, table, change.name);
  const written = found && writtenElement(plan, found.origin);
  return written !== undefined && removeElement(plan, written);
}

/** A unique, foreign key, check or exclusion constraint by its name, be it written or the database's own. */
export function constraintNamed(plan: ModelPlan, table: Table, name: string): { readonly origin: Origin } | undefined {
  const { dialect } = plan.ctx;
  const is = (own: string | undefined): boolean =>
    own !== undefined && foldCase(dialect, own) === foldCase(dialect, name);
  return (
    table.uniques.find((key) => is(keyName(dialect, table, key, 'unique'))) ??
    table.foreignKeys.find((fk) => is(foreignKeyName(dialect, table, fk))) ??
    table.checks.find((check) => is(checkName(dialect, table, check))) ??
    table.exclusions.find((exclusion) => is(exclusion.name))
  );
}
