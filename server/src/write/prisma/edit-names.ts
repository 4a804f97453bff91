import { keyOf } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { Table } from '../../model/table.ts';
import type { ChangeOf } from '../sql/change-of.ts';
import { findIndex } from '../sql/find-index.ts';
import { constraintNamed, type Outcome } from './edit-index.ts';
import { quoted } from './names.ts';
import type { PrismaPlan } from './prisma-plan.ts';

/** Another name in the database for an index, key or foreign key: its argument `map`. */
export function renameKey(plan: PrismaPlan, change: ChangeOf<'rename-index' | 'rename-constraint'>): Outcome {
  const found = change.kind === 'rename-index' ? indexOf(plan, change) : constraintOf(plan, change);
  return found === undefined ? 'impossible' : setMap(plan, found.table, found.origin, change.to);
}

interface Named {
  readonly table: Table;
  readonly origin: Origin;
}

function indexOf({ ctx }: PrismaPlan, change: ChangeOf<'rename-index'>): Named | undefined {
  const found = findIndex(ctx.schema, change);
  return found && { table: found.table, origin: found.index.origin };
}

function constraintOf(plan: PrismaPlan, change: ChangeOf<'rename-constraint'>): Named | undefined {
  const table = plan.ctx.schema.tables.get(keyOf(plan.ctx.dialect, change.table));
  const found = table && constraintNamed(plan, table, change.name);
  return table && found && { table, origin: found.element.origin };
}

function setMap(plan: PrismaPlan, table: Table, origin: Origin, name: string): Outcome {
  const model = plan.model(table);
  const found = model && plan.attributeAt(model, origin);
  if (model === undefined || found === undefined) return 'impossible';
  const { attribute, field } = found;
  const option = `map: ${quoted(name)}`;
  const written = attribute.arguments.map((argument) => ({
    isMap: argument.name?.text === 'map',
    text: model.file.text.slice(model.start + argument.start, model.start + argument.end),
  }));
  const options = written.map(({ isMap, text }) => (isMap ? option : text));
  if (!written.some(({ isMap }) => isMap)) options.push(option);
  const text = `${field === undefined ? '@@' : '@'}${attribute.name.text}(${options.join(', ')})`;
  if (field === undefined) return model.lines.replaceAttribute(attribute, text) ? 'done' : 'impossible';
  const line = model.lines.field(field.name.text);
  if (line === undefined) return 'impossible';
  model.lines.setAttribute(line, attribute.name.text, text);
  return 'done';
}
