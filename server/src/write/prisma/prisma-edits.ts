import { keyOf, type ObjectName } from '../../model/names.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { FileEdit } from '../../text/text-edit.ts';
import type { ChangeOf } from '../sql/change-of.ts';
import { findIndex } from '../sql/find-index.ts';
import type { WriteContext } from '../write-context.ts';
import { createEnum, createTable } from './edit-blocks.ts';
import { addColumn, alterColumn, dropColumn, renameColumn, renameTable } from './edit-column.ts';
import { addKey, constraintNamed, createIndex, dropConstraint, dropIndex, type Outcome } from './edit-index.ts';
import { renameKey } from './edit-names.ts';
import { addRelation, isSamePath, relationsHold, replaceRelation } from './edit-relation.ts';
import { prismaMigration } from './prisma-migration.ts';
import { PrismaPlan } from './prisma-plan.ts';

/**
 * The edits that make the changes in Prisma files: in the models, or as SQL in a new migration what Prisma cannot say.
 * Undefined when one of the changes cannot be made; the fix is then not offered.
 */
export function prismaEditsFor(changes: readonly SchemaChange[], ctx: WriteContext): readonly FileEdit[] | undefined {
  const plan = new PrismaPlan(ctx);
  const left = [...changes];
  for (let change = left.shift(); change !== undefined; change = left.shift()) {
    const outcome = replaceForeignKey(plan, change, left) ?? editInPlace(plan, change, changes);
    if (outcome === 'impossible') return undefined;
    if (outcome === 'unsaid') plan.migrated.push(change);
  }
  if (!changedModelsHold(plan, changes) || !stayIdentified(plan, changes)) return undefined;
  const edits = plan.edits();
  if (plan.migrated.length === 0) return edits;
  const migration = prismaMigration(plan);
  return migration === undefined ? undefined : [...edits, migration];
}

function editInPlace(plan: PrismaPlan, change: SchemaChange, changes: readonly SchemaChange[]): Outcome {
  switch (change.kind) {
    case 'create-index':
      return createIndex(plan, change);
    case 'drop-index':
      return dropIndex(plan, change);
    case 'add-primary-key':
    case 'add-unique':
      return addKey(plan, change);
    case 'add-foreign-key':
      return addRelation(plan, change);
    case 'drop-constraint':
    case 'drop-primary-key':
      return dropConstraint(plan, change);
    case 'alter-column':
      return alterColumn(plan, change);
    case 'add-column':
      return addColumn(plan, change);
    case 'drop-column':
      return dropColumn(plan, change);
    case 'rename-column':
      return renameColumn(plan, change);
    case 'rename-table':
      return renameTable(plan, change);
    case 'rename-index':
    case 'rename-constraint':
      return renameKey(plan, change);
    case 'create-enum':
      return createEnum(plan, change, changes);
    case 'create-table':
      return createTable(plan, change);
    case 'add-check':
    case 'add-exclusion':
    case 'validate-constraint':
    case 'set-table-options':
    case 'set-row-security':
    case 'create-policy':
    case 'drop-policy':
    case 'comment-on-table':
    case 'comment-on-column':
      return plan.model(change.table) === undefined ? 'impossible' : 'unsaid';
    default:
      return 'impossible';
  }
}

/** A foreign key that is dropped to come back with other actions keeps its fields; the second change is then done too. */
function replaceForeignKey(plan: PrismaPlan, change: SchemaChange, left: SchemaChange[]): Outcome | undefined {
  if (change.kind !== 'drop-constraint') return undefined;
  const table = plan.table(change.table);
  const found = table && constraintNamed(plan, table, change.name);
  if (table === undefined || found?.kind !== 'foreign key') return undefined;
  const at = left.findIndex(
    (other) =>
      other.kind === 'add-foreign-key' &&
      isSameTable(plan, other.table, change.table) &&
      isSamePath(plan, found.element, other.foreignKey),
  );
  if (at === -1) return undefined;
  const [added] = left.splice(at, 1) as [ChangeOf<'add-foreign-key'>];
  return replaceRelation(plan, table, found.element, added.foreignKey);
}

function isSameTable({ ctx }: PrismaPlan, one: ObjectName, other: ObjectName): boolean {
  return keyOf(ctx.dialect, one) === keyOf(ctx.dialect, other);
}

/** Prisma wants the same scalar on both sides of a relation: a change of one side alone is none. */
function changedModelsHold(plan: PrismaPlan, changes: readonly SchemaChange[]): boolean {
  const { dialect, schema } = plan.ctx;
  const retyped = new Set(
    changes.flatMap((change) =>
      change.kind === 'alter-column' && change.set.type !== undefined ? [keyOf(dialect, change.table)] : [],
    ),
  );
  if (retyped.size === 0) return true;
  return [...schema.tables.values()].every((table) => {
    const keys = [table.key, ...table.foreignKeys.map((key) => keyOf(dialect, key.references.table))];
    const model = keys.some((key) => retyped.has(key)) ? plan.model(table) : undefined;
    return model === undefined || relationsHold(plan, model);
  });
}

/** Prisma wants a key of required fields in each model whose client it makes. */
function stayIdentified(plan: PrismaPlan, changes: readonly SchemaChange[]): boolean {
  const tables = changes.flatMap((change) => {
    if (change.kind === 'drop-index') return findIndex(plan.ctx.schema, change)?.table ?? [];
    return 'table' in change && change.table !== undefined ? [change.table as ObjectName] : [];
  });
  return tables.every((table) => {
    const model = plan.model(table);
    if (model === undefined || model.block.attributes.some(({ name }) => name.text === 'ignore')) return true;
    return model.lines
      .uniqueFields()
      .some((names) => names.every((name) => model.lines.field(name)?.type.endsWith('?') === false));
  });
}
