/** What one block adds to the schema. */
import { aTable } from '../../model/factories.ts';
import { keyOf } from '../../model/names.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Gap, Table } from '../../model/table.ts';
import type { Block, Field } from '../../syntax/prisma/block.ts';
import type { LoweredPiece } from '../program.ts';
import { attributeNamed } from './attributes.ts';
import type { BlockSummary, FieldSummary } from './block-summary.ts';
import { columnOf, hasEnums } from './lower-column.ts';
import { keysAndIndexesOf } from './lower-index.ts';
import { type LoweringContext, meaningOf, objectNameOf } from './lowering-context.ts';
import { foreignKeyOf, joinTableOf } from './relations.ts';

export function lowerBlock(context: LoweringContext, block: Block, summary: BlockSummary): LoweredPiece {
  if (block.name === undefined) return nothing;
  switch (block.kind) {
    case 'model':
      return lowerModel(context, block, summary);
    case 'view':
      return lowerView(context, block, summary);
    case 'enum':
      return lowerEnum(context, block, summary);
    default:
      return nothing;
  }
}

const nothing: LoweredPiece = { changes: [], gaps: [], extensions: [] };

function lowerModel(context: LoweringContext, block: Block, summary: BlockSummary): LoweredPiece {
  const gaps: Gap[] = [];
  const joins: Table[] = [];
  const columns: Table['columns'][number][] = [];
  const foreignKeys: Table['foreignKeys'][number][] = [];
  eachField(block, summary, (field, fieldSummary) => {
    const meaning = meaningOf(context, fieldSummary.type ?? '');
    if (meaning.kind === 'model') {
      const foreignKey = foreignKeyOf(context, summary, field, fieldSummary, meaning.block);
      if (foreignKey !== undefined) foreignKeys.push(foreignKey);
      const join = joinTableOf(context, summary, field, fieldSummary, meaning.block);
      if (join !== undefined) joins.push(join);
      return;
    }
    const column = columnOf(context, summary.mapped, field, fieldSummary);
    if (column !== undefined) columns.push(column);
    else if (meaning.kind === 'unknown' && field.type !== undefined) {
      const reason = `No model, enum or type is called "${field.type.name.text}".`;
      gaps.push({ reason, origin: context.at(field.type.name) });
    }
  });
  const keys = keysAndIndexesOf(context, block, summary);
  const keyColumns = new Set(keys.primaryKey?.columns);
  const name = objectNameOf(context, summary);
  const table = aTable(name, keyOf(context.dialect, name), {
    ...keys,
    columns: columns.map((column) => (keyColumns.has(column.name) ? { ...column, nullable: false } : column)),
    foreignKeys,
    gaps,
    orm: {
      language: 'prisma',
      model: summary.name,
      ignored: attributeNamed(block.attributes, 'ignore') !== undefined,
      relationMode: context.enforcesRelations ? 'foreignKeys' : 'prisma',
    },
    origin: context.at(block),
    nameOrigin: context.at(block.name!),
  });
  const changes = [withRowId(context, table), ...joins].map(
    (each): SchemaChange => ({
      kind: 'create-table',
      table: each,
      ifNotExists: false,
      like: [],
      origin: each.origin,
    }),
  );
  return { changes, gaps, extensions: [] };
}

function eachField(block: Block, summary: BlockSummary, visit: (field: Field, summary: FieldSummary) => void): void {
  for (const [at, field] of block.fields.entries()) visit(field, summary.fields[at]!);
}

/** SQLite: a key of one INTEGER column counts by itself, and Prisma says so to it. */
function withRowId({ dialect }: LoweringContext, table: Table): Table {
  if (dialect !== 'sqlite' || table.primaryKey?.columns.length !== 1) return table;
  const [name] = table.primaryKey.columns;
  return {
    ...table,
    columns: table.columns.map((column) =>
      column.name === name && column.type.text === 'INTEGER' ? { ...column, autoIncrement: true } : column,
    ),
  };
}

/** Prisma does not make views; somebody else has. */
function lowerView(context: LoweringContext, block: Block, summary: BlockSummary): LoweredPiece {
  const name = objectNameOf(context, summary);
  const origin = context.at(block);
  const columns: string[] = [];
  eachField(block, summary, (_, field) => {
    const { kind } = meaningOf(context, field.type ?? '');
    if (kind === 'scalar' || kind === 'enum') columns.push(field.mapped);
  });
  const view = {
    ...name,
    key: keyOf(context.dialect, name),
    materialized: false,
    columns,
    indexes: [],
    query: '',
    origin,
    nameOrigin: context.at(block.name!),
  };
  return { changes: [{ kind: 'create-view', view, orReplace: false, origin }], gaps: [], extensions: [] };
}

function lowerEnum(context: LoweringContext, block: Block, summary: BlockSummary): LoweredPiece {
  if (!hasEnums(context.provider)) return nothing;
  const name = objectNameOf(context, summary);
  const origin = context.at(block);
  const type = {
    ...name,
    key: keyOf(context.dialect, name),
    values: summary.fields.map(({ mapped }) => mapped),
    origin,
    nameOrigin: context.at(block.name!),
  };
  return { changes: [{ kind: 'create-enum', type, origin }], gaps: [], extensions: [] };
}
