import { foreignKeyName, indexName, keyName } from '../../model/default-names.ts';
import { foldCase } from '../../model/dialect.ts';
import type { Origin } from '../../model/origin.ts';
import type { ForeignKey, Index, Key, Table } from '../../model/table.ts';
import type { Attribute, Field } from '../../syntax/prisma/block.ts';
import type { ChangeOf } from '../sql/change-of.ts';
import { findIndex } from '../sql/find-index.ts';
import { removeRelation } from './edit-relation.ts';
import { defaultName, freeName } from './names.ts';
import { type KeyAttribute, printIndex, printPrimaryKey, printUnique } from './print-index.ts';
import { argument, fieldList, type Model, type PrismaPlan } from './prisma-plan.ts';

/** Whether a change was made; `unsaid` where only SQL can make it. */
export type Outcome = 'done' | 'unsaid' | 'impossible';

export function createIndex(plan: PrismaPlan, change: ChangeOf<'create-index'>): Outcome {
  const model = plan.model(change.table);
  if (model === undefined) return 'unsaid';
  const printed = printIndex(plan.indexNames(model), withFreeName(plan, model, change.index));
  if (printed === undefined) return 'unsaid';
  return place(model, printed) ? 'done' : 'impossible';
}

/** The name that Prisma would give is another index's where both are over the same columns. */
function withFreeName(plan: PrismaPlan, { table }: Model, index: Index): Index {
  if (index.name !== undefined) return index;
  const columns = index.parts.map((part) => part.column ?? '');
  const usual = defaultName(plan.provider, table.name, columns, index.unique ? 'key' : 'idx');
  const taken = new Set<string>();
  for (const each of [...table.indexes, ...table.uniques]) {
    if (each.name !== undefined && !plan.dropped.has(each)) taken.add(each.name);
  }
  return taken.has(usual) ? { ...index, name: freeName(usual, usual, taken) } : index;
}

export function addKey(plan: PrismaPlan, change: ChangeOf<'add-primary-key' | 'add-unique'>): Outcome {
  const model = plan.model(change.table);
  if (model === undefined || change.usingIndex !== undefined) return 'unsaid';
  const names = plan.indexNames(model);
  if (change.kind === 'add-unique') {
    const printed = printUnique(names, change.key);
    if (printed === undefined) return 'unsaid';
    return place(model, printed) ? 'done' : 'impossible';
  }
  const printed = printPrimaryKey(names, change.key);
  if (printed === undefined || hasId(model)) return 'impossible';
  if (!requireFields(plan, model, change.key.columns)) return 'impossible';
  if (printed.field !== undefined) {
    // An id is unique anyway, and Prisma refuses both on one field.
    const field = model.lines.field(printed.field);
    if (field !== undefined) model.lines.setAttribute(field, 'unique', undefined);
  }
  return place(model, printed) ? 'done' : 'impossible';
}

function hasId(model: Model): boolean {
  return model.lines.hasAttributeNamed('id');
}

/** The fields of a key take no NULL. */
function requireFields(plan: PrismaPlan, model: Model, columns: readonly string[]): boolean {
  return columns.every((column) => {
    const name = plan.fieldName(model, column);
    const field = name === undefined ? undefined : model.lines.field(name);
    if (field === undefined || field.type.endsWith('[]')) return false;
    model.lines.setType(field, field.type.replace(/\?$/, ''));
    return true;
  });
}

/** False where the model says it already or the field cannot take it. */
function place({ lines }: Model, { field: name, text }: KeyAttribute): boolean {
  if (name === undefined) {
    if (lines.hasAttribute(text)) return false;
    lines.addAttribute(text);
    return true;
  }
  const field = lines.field(name);
  const kind = text.startsWith('@id') ? 'id' : 'unique';
  if (field === undefined || field.attributes.some((each) => /^@(?:id|unique)(?![\w.])/.test(each))) return false;
  lines.setAttribute(field, kind, text);
  return true;
}

export function dropIndex(plan: PrismaPlan, change: ChangeOf<'drop-index'>): Outcome {
  const found = findIndex(plan.ctx.schema, change);
  if (found === undefined) return 'impossible';
  const { table, index } = found;
  if (!index.origin.file.endsWith('.prisma')) return 'unsaid';
  plan.dropped.add(index);
  return dropAttribute(plan, table, index.origin, index.unique);
}

export function dropConstraint(plan: PrismaPlan, change: ChangeOf<'drop-constraint' | 'drop-primary-key'>): Outcome {
  const table = plan.table(change.table);
  if (table === undefined) return 'impossible';
  if (change.kind === 'drop-primary-key') {
    return table.primaryKey === undefined ? 'impossible' : dropAttribute(plan, table, table.primaryKey.origin, false);
  }
  const found = constraintNamed(plan, table, change.name);
  if (found === undefined) return 'impossible';
  const { origin } = found.element;
  if (!origin.file.endsWith('.prisma')) return 'unsaid';
  if (found.kind === 'foreign key') return removeRelation(plan, table, found.element);
  plan.dropped.add(found.element);
  return dropAttribute(plan, table, origin, found.kind === 'unique');
}

type Constraint =
  | { readonly kind: 'primary key' | 'unique'; readonly element: Key | Index }
  | { readonly kind: 'foreign key'; readonly element: ForeignKey };

/** The key, unique index or foreign key of a name, be it written or made by Prisma. */
export function constraintNamed({ ctx }: PrismaPlan, table: Table, name: string): Constraint | undefined {
  const wanted = foldCase(ctx.dialect, name);
  const isIt = (candidate: string | undefined): boolean =>
    candidate !== undefined && foldCase(ctx.dialect, candidate) === wanted;
  const { primaryKey } = table;
  if (primaryKey !== undefined && isIt(keyName(ctx.dialect, table, primaryKey, 'primary'))) {
    return { kind: 'primary key', element: primaryKey };
  }
  const unique =
    table.uniques.find((key) => isIt(keyName(ctx.dialect, table, key, 'unique'))) ??
    table.indexes.find((index) => index.unique && isIt(indexName(ctx.dialect, table, index)));
  if (unique !== undefined) return { kind: 'unique', element: unique };
  const element = table.foreignKeys.find((key) => isIt(foreignKeyName(ctx.dialect, table, key)));
  return element && { kind: 'foreign key', element };
}

/** Takes the attribute away that an element was read from. */
function dropAttribute(plan: PrismaPlan, table: Table, origin: Origin, isUnique: boolean): Outcome {
  const model = plan.model(table);
  const found = model && plan.attributeAt(model, origin);
  if (model === undefined || found === undefined) return 'impossible';
  const { attribute, field } = found;
  if (isUnique && isNeeded(plan, model, attribute, field)) return 'impossible';
  if (field === undefined) return model.lines.removeAttribute(attribute) ? 'done' : 'impossible';
  const line = model.lines.field(field.name.text);
  if (line === undefined || attribute.name.text === 'relation') return 'impossible';
  model.lines.setAttribute(line, attribute.name.text, undefined);
  return 'done';
}

/** Prisma refuses a model whose relations rest on a key that is gone: one-to-one relations and references. */
function isNeeded(plan: PrismaPlan, model: Model, attribute: Attribute, field: Field | undefined): boolean {
  const fields = field === undefined ? fieldList(argument(attribute, 'fields', 0)?.value) : [field.name.text];
  const key = sortedNames(fields);
  const others = uniqueFieldSets(model).filter((set) => set.attribute !== attribute && sortedNames(set.fields) === key);
  if (others.length > 0) return false;
  for (const table of plan.ctx.schema.tables.values()) {
    const target = plan.model(table);
    if (target === undefined) continue;
    for (const relation of target.block.fields) {
      const written = relation.attributes.find(({ name }) => name.text === 'relation');
      if (written === undefined) continue;
      const isReference = relation.type?.name.text === model.name;
      if (isReference && sortedNames(fieldList(argument(written, 'references')?.value)) === key) return true;
      if (target.table !== model.table || sortedNames(fieldList(argument(written, 'fields')?.value)) !== key) continue;
      if (plan.oppositeOf(model, relation)?.field.type?.isList !== true) return true;
    }
  }
  return false;
}

function uniqueFieldSets({
  block,
}: Model): readonly { readonly attribute: Attribute; readonly fields: readonly string[] }[] {
  const isKey = ({ name }: Attribute): boolean => name.text === 'id' || name.text === 'unique';
  return [
    ...block.attributes
      .filter(isKey)
      .map((attribute) => ({ attribute, fields: fieldList(argument(attribute, 'fields', 0)?.value) })),
    ...block.fields.flatMap((field) =>
      field.attributes.filter(isKey).map((attribute) => ({ attribute, fields: [field.name.text] })),
    ),
  ];
}

function sortedNames(names: readonly string[]): string {
  return [...names].sort().join();
}
