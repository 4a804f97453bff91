/**
 * Foreign keys as pairs of relation fields. Their names are those that Prisma's introspection gives: the other model's,
 * with the columns where two models have several relations.
 */
import { foreignKeyName } from '../../model/default-names.ts';
import { foldCase } from '../../model/dialect.ts';
import { keyOf } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Column, ForeignKey, ReferentialAction, Table } from '../../model/table.ts';
import { defaultName, mapOption } from './names.ts';
import { has, type PrismaProvider } from './provider.ts';

/** A relation field that has no column. */
export interface RelationField {
  readonly name: string;
  /** With `?` or `[]`. */
  readonly type: string;
  /** `@relation(…)`, or nothing. */
  readonly attribute: string | undefined;
}

export interface Referential {
  readonly provider: PrismaProvider;
  readonly foreignKey: ForeignKey;
  /** Any column of the foreign key takes NULL. */
  readonly optional: boolean;
}

/** The arguments `onDelete` and `onUpdate` where they are not what Prisma does by itself. */
export function printActions({ provider, foreignKey, optional }: Referential): readonly string[] {
  const { onDelete, onUpdate } = foreignKey;
  const usualDelete = optional ? 'set null' : provider === 'sqlserver' ? 'no action' : 'restrict';
  const options: string[] = [];
  if (onDelete !== usualDelete) options.push(`onDelete: ${actionNames[onDelete]}`);
  if (onUpdate !== 'cascade') options.push(`onUpdate: ${actionNames[onUpdate]}`);
  return options;
}

export const actionNames: Readonly<Record<ReferentialAction, string>> = {
  cascade: 'Cascade',
  restrict: 'Restrict',
  'no action': 'NoAction',
  'set null': 'SetNull',
  'set default': 'SetDefault',
};

/** `map: "…"` where the foreign key's name is not the one that Prisma gives. */
export function printForeignKeyName(
  provider: PrismaProvider,
  schema: Pick<Schema, 'dialect'>,
  table: Table,
  foreignKey: ForeignKey,
): readonly string[] {
  if (!has(provider, 'foreignKeyNames')) return [];
  const name = foreignKeyName(schema.dialect, table, foreignKey);
  return mapOption(provider, name, defaultName(provider, table.name, foreignKey.columns, 'fkey'));
}

/**
 * Whether the columns are exactly those of a key or unique index: in any order what `references` asks for, in order
 * what makes a relation one-to-one.
 */
export function isExactlyUnique(
  table: Table,
  columns: readonly string[],
  schema: Pick<Schema, 'dialect'>,
  order: 'any order' | 'in order' = 'any order',
): boolean {
  const normal = (names: readonly (string | undefined)[]): string => {
    const folded = names.map((name) => foldCase(schema.dialect, name ?? ''));
    return (order === 'in order' ? folded : folded.sort()).join('\n');
  };
  const wanted = normal(columns);
  const keys = [table.primaryKey, ...table.uniques].flatMap((key) => (key === undefined ? [] : [key.columns]));
  const indexes = table.indexes.filter((index) => index.unique && index.where === undefined);
  return (
    keys.some((names) => normal(names) === wanted) ||
    indexes.some((index) => normal(index.parts.map((part) => part.column)) === wanted)
  );
}

export function columnsNamed(
  table: Table,
  names: readonly string[],
  schema: Pick<Schema, 'dialect'>,
): readonly Column[] {
  return names.flatMap((name) => {
    const wanted = foldCase(schema.dialect, name);
    return table.columns.filter((column) => foldCase(schema.dialect, column.name) === wanted);
  });
}

/** The columns a foreign key points at: those that are written, or the target's primary key. */
export function referencedColumns(foreignKey: ForeignKey, target: Table): readonly string[] {
  const { columns } = foreignKey.references;
  return columns.length > 0 ? columns : (target.primaryKey?.columns ?? []);
}

/**
 * A table that holds nothing but a many-to-many relation, as Prisma makes it: `_AToB` with the columns A and B, rows
 * unique over both, an index on B, foreign keys that cascade. The two tables, A's first.
 */
export function implicitJoin(table: Table, schema: Schema): readonly [Table, Table] | undefined {
  if (!table.name.startsWith('_') || table.columns.length !== 2 || table.foreignKeys.length !== 2) return undefined;
  if (table.columns[0]!.name !== 'A' || table.columns[1]!.name !== 'B' || table.checks.length > 0) return undefined;
  const ofColumn = (name: string): Table | undefined => {
    const key = table.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0] === name);
    if (key === undefined || key.onDelete !== 'cascade' || key.onUpdate !== 'cascade') return undefined;
    const target = schema.tables.get(keyOf(schema.dialect, key.references.table));
    const [column, ...more] = target?.primaryKey?.columns ?? [];
    const isKey = more.length === 0 && target !== undefined && referencedColumns(key, target).join() === column;
    return isKey ? target : undefined;
  };
  const one = ofColumn('A');
  const other = ofColumn('B');
  if (one === undefined || other === undefined || one.name > other.name) return undefined;
  const isPair = (columns: readonly (string | undefined)[]): boolean => columns.join() === 'A,B';
  const uniques = [table.primaryKey, ...table.uniques].filter((key) => key !== undefined && isPair(key.columns));
  const pairs = table.indexes.filter((index) => index.unique && isPair(index.parts.map((part) => part.column)));
  const hasIndex = table.indexes.some(
    (index) => !index.unique && index.parts.map((part) => part.column).join() === 'B',
  );
  return uniques.length + pairs.length === 1 && hasIndex ? [one, other] : undefined;
}
