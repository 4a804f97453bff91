/** The smallest part of a design that works: its core tables, without what only size or many customers ask for. */
import { aKey } from '../../model/factories.ts';
import { keyOf } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { ForeignKey, IndexPart, Table } from '../../model/table.ts';
import { singular, wordsOfName } from '../relevant-tables.ts';

export interface Simplified {
  readonly schema: Schema;
  /** Names of the tables that are left out. */
  readonly without: readonly string[];
}

/** What the question names is the core, then what has most relations; what that cannot be without stays with it. */
export function simplify(schema: Schema, question: string): Simplified {
  const whole = [...schema.tables.values()].filter(({ partitionOf }) => partitionOf === undefined);
  const kept = new Set<string>();
  const words = new Set((question.toLowerCase().match(/\p{L}+/gu) ?? []).map(singular));
  for (const table of whole)
    if (wordsOfName(table.name).some((word) => words.has(singular(word)))) keep(table, schema, kept);
  const byRelations = [...whole].sort((one, other) => relations(other, schema) - relations(one, schema));
  for (const table of byRelations) {
    if (kept.size >= Math.max(2, Math.ceil(whole.length / 2))) break;
    keep(table, schema, kept);
  }
  for (const table of whole) if (joins(table, schema, kept)) kept.add(table.key);
  const tables = new Map(
    whole.filter(({ key }) => kept.has(key)).map((table) => [table.key, plainer(table, schema, kept)] as const),
  );
  return { schema: { ...schema, tables }, without: whole.filter(({ key }) => !kept.has(key)).map(({ name }) => name) };
}

/** A table that says no more than which rows of others belong together: without it those would stand apart. */
function joins({ primaryKey, foreignKeys }: Table, schema: Schema, kept: ReadonlySet<string>): boolean {
  const leading = foreignKeys.filter((foreignKey) => kept.has(targetOf(foreignKey, schema)));
  const names = new Set(leading.flatMap(({ columns }) => columns));
  return leading.length > 1 && primaryKey?.columns.every((name) => names.has(name)) === true;
}

function relations({ key, foreignKeys }: Table, schema: Schema): number {
  const from = [...schema.tables.values()].flatMap((other) => other.foreignKeys);
  return foreignKeys.length + from.filter((foreignKey) => targetOf(foreignKey, schema) === key).length;
}

function targetOf({ references }: ForeignKey, { dialect }: Schema): string {
  return keyOf(dialect, references.table);
}

function isOptional({ columns }: Table, foreignKey: ForeignKey): boolean {
  return columns.some(({ name, nullable }) => nullable && foreignKey.columns.includes(name));
}

function keep(table: Table, schema: Schema, kept: Set<string>): void {
  if (kept.has(table.key)) return;
  kept.add(table.key);
  for (const foreignKey of table.foreignKeys) {
    const target = schema.tables.get(targetOf(foreignKey, schema));
    if (target !== undefined && !isOptional(table, foreignKey)) keep(target, schema, kept);
  }
}

/** Indexes stay where they serve a foreign key or keep rows apart. */
function plainer(table: Table, schema: Schema, kept: ReadonlySet<string>): Table {
  const { partitionBy, ...rest } = withoutReferences(table, schema, kept);
  const counter = table.columns.find(({ autoIncrement }) => autoIncrement);
  const isReferred = [...schema.tables.values()].some(
    (other) =>
      kept.has(other.key) &&
      other.foreignKeys.some((each) => each.columns.length > 1 && targetOf(each, schema) === table.key),
  );
  const ownKey = partitionBy !== undefined && counter !== undefined && !isReferred;
  return {
    ...rest,
    ...(ownKey && { primaryKey: aKey([counter.name]) }),
    indexes: rest.indexes.filter(
      ({ unique, parts }) =>
        unique || rest.foreignKeys.some(({ columns }) => columns.every((name, at) => parts[at]?.column === name)),
    ),
    policies: [],
    rowSecurity: false,
  };
}

/** Without the optional columns that refer to tables that are left out, and what is said of those columns. */
function withoutReferences(table: Table, schema: Schema, kept: ReadonlySet<string>): Table {
  const gone = table.foreignKeys.filter((foreignKey) => !kept.has(targetOf(foreignKey, schema)));
  const names = new Set(
    table.columns
      .filter(({ name, nullable }) => nullable && gone.some(({ columns }) => columns.includes(name)))
      .map(({ name }) => name),
  );
  if (names.size === 0) return table;
  const says = (text: string): boolean => (text.match(/\w+/g) ?? []).some((word) => names.has(word));
  const isOf = ({ column, expression }: IndexPart): boolean =>
    column === undefined ? says(expression?.text ?? '') : names.has(column);
  return {
    ...table,
    columns: table.columns.filter(({ name }) => !names.has(name)),
    foreignKeys: table.foreignKeys.filter((foreignKey) => !foreignKey.columns.some((name) => names.has(name))),
    uniques: table.uniques.filter(({ columns }) => !columns.some((name) => names.has(name))),
    checks: table.checks.filter(({ expression }) => !says(expression.text)),
    exclusions: table.exclusions.filter(({ elements }) => !elements.some(({ part }) => isOf(part))),
    indexes: table.indexes.filter(({ parts, where }) => !parts.some(isOf) && !says(where?.text ?? '')),
  };
}
