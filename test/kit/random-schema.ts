/** Valid schemas in no language, for properties that must hold of every schema. */
import fc from 'fast-check';

export const sketchedTypes = [
  'integer',
  'bigint',
  'text',
  'varchar',
  'decimal',
  'float',
  'boolean',
  'timestamp',
  'timestamptz',
  'date',
  'json',
  'uuid',
  'binary',
  'enum',
] as const;

export type SketchedType = (typeof sketchedTypes)[number];

export interface SketchedColumn {
  readonly name: string;
  readonly type: SketchedType;
  readonly nullable: boolean;
  readonly unique: boolean;
  readonly hasDefault: boolean;
}

export interface SketchedForeignKey {
  readonly column: string;
  /** Position of the target among the tables; its key is the single column `id`. */
  readonly target: number;
  readonly nullable: boolean;
  readonly onDelete: 'no action' | 'cascade' | 'set null';
}

export interface SketchedTable {
  readonly name: string;
  /** What the single key column `id` is; `none` for a table without key and without `id`. */
  readonly key: 'integer' | 'bigint' | 'uuid' | 'none';
  /** Beside `id` and the columns of the foreign keys; at least one. */
  readonly columns: readonly SketchedColumn[];
  readonly foreignKeys: readonly SketchedForeignKey[];
  readonly indexes: readonly { readonly columns: readonly string[]; readonly unique: boolean }[];
  readonly checked: string | undefined;
  readonly comment: string | undefined;
}

export interface SketchedSchema {
  readonly tables: readonly SketchedTable[];
  readonly enumValues: readonly string[];
}

const tableNames = [
  'customer',
  'orders',
  'order_line',
  'product',
  'Category',
  'app_user',
  'user_role',
  'audit_log',
  'invoice_2024',
  'invoice_2025',
  'invoice_2026',
  'translations',
  'tag',
  'product_tag',
  'setting',
];

const columnNames = [
  'name',
  'email',
  'price',
  'total',
  'quantity',
  'status',
  'is_active',
  'is_deleted',
  'deleted_at',
  'created_at',
  'updatedAt',
  'tags',
  'payload',
  'phone1',
  'phone2',
  'phone3',
  'country_code',
  'country_name',
  'entity_type',
  'entity_id',
  'parent_uuid',
  'attribute',
  'value',
  'slug',
  'checksum',
];

const words = ['open', 'closed', 'on hold', "it's", 'Größe', 'x'];

const column: fc.Arbitrary<SketchedColumn> = fc.record({
  name: fc.constantFrom(...columnNames),
  type: fc.constantFrom(...sketchedTypes),
  nullable: fc.boolean(),
  unique: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
  hasDefault: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
});

interface DrawnTable {
  readonly name: string;
  readonly key: SketchedTable['key'];
  readonly columns: readonly SketchedColumn[];
  readonly references: readonly { readonly to: number; readonly nullable: boolean; readonly onDelete: number }[];
  readonly indexes: readonly { readonly at: readonly number[]; readonly unique: boolean }[];
  readonly checked: number | undefined;
  readonly comment: string | undefined;
}

const drawnTable: fc.Arbitrary<DrawnTable> = fc.record({
  name: fc.constantFrom(...tableNames),
  key: fc.constantFrom('integer', 'bigint', 'bigint', 'uuid', 'none'),
  columns: fc.uniqueArray(column, { minLength: 1, maxLength: 7, selector: ({ name }) => name.toLowerCase() }),
  references: fc.array(
    fc.record({
      to: fc.nat({ max: 100 }),
      nullable: fc.boolean(),
      onDelete: fc.nat({ max: 2 }),
    }),
    { maxLength: 3 },
  ),
  indexes: fc.array(
    fc.record({ at: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 3 }), unique: fc.boolean() }),
    { maxLength: 3 },
  ),
  checked: fc.option(fc.nat({ max: 20 }), { nil: undefined }),
  comment: fc.option(fc.constantFrom(...words), { nil: undefined, freq: 4 }),
});

/** Schemas whose foreign keys find their targets, themselves and each other; names are unique without regard to case. */
export const randomSchema: fc.Arbitrary<SketchedSchema> = fc
  .record({
    drawn: fc.uniqueArray(drawnTable, { minLength: 1, maxLength: 5, selector: ({ name }) => name.toLowerCase() }),
    enumValues: fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }),
  })
  .map(({ drawn, enumValues }) => ({ enumValues, tables: drawn.map((table) => connected(table, drawn)) }));

function connected(table: DrawnTable, all: readonly DrawnTable[]): SketchedTable {
  const targets = all.flatMap(({ key }, position) => (key === 'none' ? [] : [position]));
  const foreignKeys = table.references.flatMap(({ to, nullable, onDelete }, position): SketchedForeignKey[] => {
    const target = targets[to % Math.max(1, targets.length)];
    if (target === undefined) return [];
    const action = (['no action', 'cascade', nullable ? 'set null' : 'no action'] as const)[onDelete] ?? 'no action';
    return [{ column: `${all[target]!.name.toLowerCase()}_id${position}`, target, nullable, onDelete: action }];
  });
  const indexable = [
    ...table.columns.filter(({ type }) => !['text', 'json', 'binary'].includes(type)).map(({ name }) => name),
    ...foreignKeys.map((foreignKey) => foreignKey.column),
  ];
  const indexes = table.indexes.map(({ at, unique }) => ({
    unique,
    columns: [...new Set(at.flatMap((number) => indexable[number % Math.max(1, indexable.length)] ?? []))],
  }));
  const numbers = table.columns.filter(({ type }) => type === 'integer' || type === 'decimal');
  return {
    name: table.name,
    key: table.key,
    columns: table.columns,
    foreignKeys,
    indexes: indexes.filter(({ columns }) => columns.length > 0),
    checked: numbers[(table.checked ?? 0) % Math.max(1, numbers.length)]?.name,
    comment: table.comment,
  };
}
