/** Relations between models: foreign keys, and the join tables that Prisma makes for many-to-many ones. */
import { aColumn, aForeignKey, aKey, anIndex, aTable, columnPart } from '../../model/factories.ts';
import { keyOf } from '../../model/names.ts';
import type { ForeignKey, ReferentialAction, Table } from '../../model/table.ts';
import type { Attribute, Field } from '../../syntax/prisma/block.ts';
import { argumentValue, attributeNamed, stringOf, textOf } from './attributes.ts';
import { type BlockSummary, type FieldSummary, fieldNamed } from './block-summary.ts';
import { constraintName, nameWithin } from './constraint-names.ts';
import { referencingType } from './lower-column.ts';
import { type LoweringContext, objectNameOf } from './lowering-context.ts';

/** The field on the other side of a relation. */
export function oppositeOf(model: BlockSummary, field: FieldSummary, target: BlockSummary): FieldSummary | undefined {
  return target.fields.find(
    (other) =>
      other.type === model.name &&
      other.relation.name === field.relation.name &&
      !(target.name === model.name && other.name === field.name),
  );
}

const actions: Readonly<Record<string, ReferentialAction>> = {
  Cascade: 'cascade',
  Restrict: 'restrict',
  NoAction: 'no action',
  SetNull: 'set null',
  SetDefault: 'set default',
};

/** The foreign key of a relation field; undefined when the other side has it, or when it is not written fully. */
export function foreignKeyOf(
  context: LoweringContext,
  model: BlockSummary,
  field: Field,
  summary: FieldSummary,
  target: BlockSummary,
): ForeignKey | undefined {
  const attribute = attributeNamed(field.attributes, 'relation');
  // A list of MongoDB: the field holds all the keys at once.
  if (summary.isList) return undefined;
  const columns = mappedNames(model, summary.relation.fields);
  const references = mappedNames(target, summary.relation.references);
  if (attribute === undefined || columns === undefined || references === undefined || field.type === undefined) {
    return undefined;
  }
  const onDelete = argumentValue(attribute.arguments, 'onDelete');
  const onUpdate = argumentValue(attribute.arguments, 'onUpdate');
  return aForeignKey(columns, objectNameOf(context, target), references, {
    name: foreignKeyName(context, model, attribute, columns),
    onDelete: actions[textOf(onDelete) ?? ''] ?? defaultOnDelete(context, model, summary),
    onUpdate: actions[textOf(onUpdate) ?? ''] ?? 'cascade',
    ...(!context.enforcesRelations && { enforced: false as const }),
    orm: {
      language: 'prisma',
      field: summary.name,
      onDeleteWritten: onDelete !== undefined,
      onUpdateWritten: onUpdate !== undefined,
      toMany: oppositeOf(model, summary, target)?.isList !== false,
    },
    origin: context.at(attribute),
    targetOrigin: context.at(field.type.name),
  });
}

/** Undefined when one of the fields is not there, or none is named. */
function mappedNames(block: BlockSummary, fields: readonly string[]): readonly string[] | undefined {
  const names = fields.map((name) => fieldNamed(block, name)?.mapped);
  return names.length === 0 || names.includes(undefined) ? undefined : (names as readonly string[]);
}

function foreignKeyName(
  { provider }: LoweringContext,
  model: BlockSummary,
  attribute: Attribute,
  columns: readonly string[],
): string {
  const given = stringOf(argumentValue(attribute.arguments, 'map'));
  return given ?? constraintName(provider, model.mapped, columns, 'fkey');
}

/** A relation is required when one of its columns is; SQL Server knows no RESTRICT. */
function defaultOnDelete(
  { provider }: LoweringContext,
  model: BlockSummary,
  { isOptional, relation }: FieldSummary,
): ReferentialAction {
  const isRequired = !isOptional || relation.fields.some((name) => fieldNamed(model, name)?.isOptional === false);
  if (!isRequired) return 'set null';
  return provider === 'sqlserver' ? 'no action' : 'restrict';
}

/**
 * The join table of a many-to-many relation, when the field is one side of it and stands for both: the side of the
 * model whose name comes first, and of two fields of one model the first.
 */
export function joinTableOf(
  context: LoweringContext,
  model: BlockSummary,
  field: Field,
  summary: FieldSummary,
  target: BlockSummary,
): Table | undefined {
  if (context.provider === 'mongodb') return undefined;
  const opposite = oppositeOf(model, summary, target);
  if (!summary.isList || opposite?.isList !== true || field.type === undefined) return undefined;
  const isSelf = target.name === model.name;
  if (isSelf ? summary.name > opposite.name : model.name > target.name) return undefined;
  const ends = [joinEnd(context, model), joinEnd(context, target)];
  const [a, b] = ends;
  if (a === undefined || b === undefined) return undefined;

  const relation = summary.relation.name ?? `${model.name}To${target.name}`;
  const { provider } = context;
  const name = { ...objectNameOf(context, model), name: nameWithin(provider, `_${relation}`) };
  const origin = context.at(field);
  const nameOrigin = context.at(field.name);
  const targetOrigin = context.at(field.type.name);
  const places = { origin, nameOrigin };
  const pair = ['A', 'B'];
  // Since Prisma 6 the pair is the primary key on PostgreSQL.
  const hasPrimaryKey = provider === 'postgresql';
  const unique = nameWithin(provider, name.name, '_AB_unique');
  const uniqueIsKey = provider === 'mysql' || provider === 'sqlserver';
  const clustered = provider === 'sqlserver' ? { clustered: false } : {};
  return aTable(name, keyOf(context.dialect, name), {
    columns: [a, b].map(({ type }, at) =>
      aColumn(pair[at]!, { ...type, origin: targetOrigin }, { nullable: false, ...places }),
    ),
    primaryKey: hasPrimaryKey ? aKey(pair, { name: nameWithin(provider, name.name, '_AB_pkey'), origin }) : undefined,
    uniques: uniqueIsKey ? [aKey(pair, { name: unique, ...clustered, origin })] : [],
    indexes: [
      ...(hasPrimaryKey || uniqueIsKey ? [] : [anIndex(pair, { name: unique, unique: true, ...places })]),
      anIndex([columnPart('B')], {
        name: nameWithin(provider, name.name, '_B_index'),
        ...clustered,
        ...places,
      }),
    ],
    foreignKeys: [a, b].map(({ block, column }, at) =>
      aForeignKey([pair[at]!], objectNameOf(context, block), [column], {
        name: nameWithin(provider, name.name, `_${pair[at]}_fkey`),
        onDelete: joinAction(context, isSelf),
        onUpdate: joinAction(context, isSelf),
        ...(!context.enforcesRelations && { enforced: false as const }),
        origin,
        targetOrigin,
      }),
    ),
    orm: {
      language: 'prisma',
      model: relation,
      ignored: false,
      implicitJoin: [model.name, target.name],
      relationMode: context.enforcesRelations ? 'foreignKeys' : 'prisma',
    },
    ...places,
  });
}

/** SQL Server refuses two cascades between the same tables. */
function joinAction({ provider }: LoweringContext, isSelf: boolean): ReferentialAction {
  return provider === 'sqlserver' && isSelf ? 'no action' : 'cascade';
}

/** What a column of a join table points at: the model's key, which must be one field. */
function joinEnd(context: LoweringContext, block: BlockSummary) {
  const id = block.key.length === 1 ? fieldNamed(block, block.key[0]!) : undefined;
  const type = id && referencingType(context, id);
  return id === undefined || type === undefined ? undefined : { block, column: id.mapped, type };
}
