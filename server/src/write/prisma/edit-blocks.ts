/** Blocks that are new in a file. */
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { ChangeOf } from '../sql/change-of.ts';
import type { Outcome } from './edit-index.ts';
import { freeName, typeName } from './names.ts';
import { printEnum } from './print-schema.ts';
import type { PrismaPlan } from './prisma-plan.ts';
import { valueNames } from './schema-names.ts';

/** A new enum stands behind the first model that the fix changes. */
export function createEnum(
  plan: PrismaPlan,
  { type }: ChangeOf<'create-enum'>,
  changes: readonly SchemaChange[],
): Outcome {
  const names = changes.flatMap((change) =>
    'table' in change && change.table !== undefined ? [change.table as ObjectName] : [],
  );
  const model = names.map((name) => plan.model(name)).find((found) => found !== undefined);
  if (model === undefined || type.values.length === 0 || plan.provider === 'sqlserver') return 'impossible';
  const taken = new Set([...plan.ctx.schema.enums.values()].map((other) => other.name));
  const name = freeName(typeName(type.name), 'Enum', taken);
  const named = {
    name,
    mapped: name === type.name ? undefined : type.name,
    schema: type.schema,
    values: valueNames(type.values),
  };
  plan.addEnum(keyOf(plan.ctx.dialect, type), named);
  const { eol } = model.file;
  const text = printEnum(plan.ctx, named).replaceAll('\n', eol);
  model.file.added.push({ at: model.start + model.block.end, text: eol + eol + text });
  return 'done';
}
