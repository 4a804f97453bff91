/** The model that statements leave behind, one fact a line, so that a test reads as what the statements say. */
import { expect } from 'vitest';
import { SqlDocument } from '../../../server/src/analysis/sql-document.ts';
import type { DataType } from '../../../server/src/model/data-type.ts';
import type { Dialect } from '../../../server/src/model/dialect.ts';
import { normalText } from '../../../server/src/model/expression.ts';
import { foldChanges } from '../../../server/src/model/fold.ts';
import { displayName } from '../../../server/src/model/names.ts';
import type { Schema } from '../../../server/src/model/schema.ts';
import type { Column, ForeignKey, Index, IndexPart, Key, Table } from '../../../server/src/model/table.ts';

export function schemaOf(dialect: Dialect, text: string): Schema {
  const document = new SqlDocument('schema.sql', text, dialect);
  return foldChanges(
    document.units.flatMap((unit) => unit.lowered.changes),
    dialect,
  );
}

export function modelFacts(dialect: Dialect, text: string): readonly string[] {
  const schema = schemaOf(dialect, text);
  return [
    ...[...schema.tables.values()].flatMap(tableFacts),
    ...[...schema.enums.values()].map((type) => `enum ${displayName(type)} (${type.values.join(', ')})`),
    ...[...schema.domains.values()].map(
      (domain) => `domain ${displayName(domain)} ${typeText(domain.base)}${domain.nullable ? '' : ' not null'}`,
    ),
    ...[...schema.views.values()].map(
      (view) =>
        `${view.materialized ? 'materialized ' : ''}view ${displayName(view)}${view.columns.length > 0 ? ` (${view.columns.join(', ')})` : ''}`,
    ),
    ...schema.gaps.map((gap) => `gap: ${gap.reason}`),
  ];
}

function tableFacts(table: Table): string[] {
  const name = displayName(table);
  const facts: string[] = [];
  const kind = [table.persistence !== 'permanent' && table.persistence, table.kind !== 'table' && table.kind, 'table'];
  const options = Object.entries(table.options).map(([option, value]) => `${option}=${String(value)}`);
  facts.push([...kind.filter((word) => word !== false), name, ...options].join(' '));
  if (table.comment !== undefined) facts.push(`${name} comment ${table.comment}`);
  if (table.partitionBy !== undefined)
    facts.push(`${name} partition by ${table.partitionBy.strategy} (${table.partitionBy.columns.join(', ')})`);
  if (table.partitionOf !== undefined) facts.push(`${name} partition of ${displayName(table.partitionOf)}`);
  for (const parent of table.inherits) facts.push(`${name} inherits ${displayName(parent)}`);
  for (const column of table.columns) facts.push(`${name}.${columnText(column)}`);
  if (table.primaryKey !== undefined) facts.push(`${name} primary key ${keyText(table.primaryKey)}`);
  for (const key of table.uniques) facts.push(`${name} unique ${keyText(key)}`);
  for (const fk of table.foreignKeys) facts.push(`${name} foreign key ${foreignKeyText(fk)}`);
  for (const check of table.checks) {
    facts.push(
      `${name} check ${named(check.name)}${normalText(check.expression.expression)}${check.validated ? '' : ' not valid'}`,
    );
  }
  for (const exclusion of table.exclusions) {
    const elements = exclusion.elements.map(({ part, operator }) => `${partText(part)} with ${operator}`);
    facts.push(`${name} exclude ${named(exclusion.name)}${exclusion.method} (${elements.join(', ')})`);
  }
  for (const index of table.indexes) facts.push(`${name} ${indexText(index)}`);
  for (const policy of table.policies) facts.push(`${name} policy ${policy.name} for ${policy.command}`);
  if (table.rowSecurity) facts.push(`${name} row security`);
  for (const trigger of table.triggers) facts.push(`${name} trigger ${trigger}`);
  for (const rows of table.seed) facts.push(`${name} seed (${rows.columns.join(', ')}) ${rows.rows.length}`);
  for (const gap of table.gaps) facts.push(`${name} gap: ${gap.reason}`);
  return facts;
}

function named(name: string | undefined): string {
  return name === undefined ? '' : `${name} `;
}

function typeText(type: DataType): string {
  const args = type.values !== undefined ? type.values.map((value) => `'${value}'`) : type.args;
  const schema = type.schema === undefined ? '' : `${type.schema}.`;
  return `${schema}${type.name}${args.length > 0 ? `(${args.join(',')})` : ''}${type.unsigned === true ? ' unsigned' : ''}${
    type.zerofill === true ? ' zerofill' : ''
  }${'[]'.repeat(type.dimensions)}`;
}

function columnText(column: Column): string {
  const { generated } = column;
  const words = [
    column.name,
    typeText(column.type),
    !column.nullable && 'not null',
    column.default !== undefined && `default ${normalText(column.default.expression)}`,
    column.autoIncrement && 'auto',
    column.identity !== undefined && `identity ${column.identity}`,
    generated !== undefined &&
      `${generated.stored ? 'stored' : 'virtual'} ${normalText(generated.expression.expression)}`,
    column.charset !== undefined && `charset ${column.charset}`,
    column.collation !== undefined && `collate ${column.collation}`,
    column.comment !== undefined && `comment ${column.comment}`,
  ];
  return words.filter((word) => word !== false && word !== '').join(' ');
}

function keyText(key: Key): string {
  const columns = key.columns.map(
    (column) => `${column}${key.lengths?.[column] !== undefined ? `(${key.lengths[column]})` : ''}`,
  );
  return `${named(key.name)}(${columns.join(', ')})${includeText(key.include)}${key.nullsNotDistinct ? ' nulls not distinct' : ''}${
    key.deferrable ? ' deferrable' : ''
  }${clusteredText(key.clustered)}`;
}

function clusteredText(clustered: boolean | undefined): string {
  return clustered === undefined ? '' : clustered ? ' clustered' : ' nonclustered';
}

function includeText(columns: readonly string[]): string {
  return columns.length > 0 ? ` include (${columns.join(', ')})` : '';
}

function foreignKeyText(fk: ForeignKey): string {
  const target = fk.references.columns.length > 0 ? ` (${fk.references.columns.join(', ')})` : '';
  const words = [
    `${named(fk.name)}(${fk.columns.join(', ')}) references ${displayName(fk.references.table)}${target}`,
    fk.onDelete !== 'no action' && `on delete ${fk.onDelete}`,
    fk.onUpdate !== 'no action' && `on update ${fk.onUpdate}`,
    fk.match !== 'simple' && `match ${fk.match}`,
    fk.deferrable && 'deferrable',
    !fk.validated && 'not valid',
  ];
  return words.filter((word) => word !== false).join(' ');
}

function indexText(index: Index): string {
  const words = [
    index.unique && 'unique',
    `index ${named(index.name)}${index.method === 'btree' ? '' : `${index.method} `}(${index.parts.map(partText).join(', ')})`,
    includeText(index.include).trim(),
    index.nullsNotDistinct && 'nulls not distinct',
    index.where !== undefined && `where ${normalText(index.where.expression)}`,
    !index.visible && 'invisible',
    index.only && 'only',
    index.concurrently && 'concurrently',
    clusteredText(index.clustered).trim(),
    index.comment !== undefined && `comment ${index.comment}`,
  ];
  return words.filter((word) => word !== false && word !== '').join(' ');
}

function partText(part: IndexPart): string {
  const standard = part.order === 'desc' ? 'first' : 'last';
  const words = [
    `${part.column ?? `(${normalText(part.expression!.expression)})`}${part.length !== undefined ? `(${part.length})` : ''}`,
    part.collation !== undefined && `collate ${part.collation}`,
    part.opclass,
    part.order === 'desc' && 'desc',
    part.nulls !== standard && `nulls ${part.nulls}`,
  ];
  return words.filter((word) => word !== false && word !== undefined).join(' ');
}

/** Compares the model of the statements with facts, one a line. */
export function expectModel(dialect: Dialect, text: string, facts: string): void {
  const expected = facts
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  expect(modelFacts(dialect, text)).toEqual(expected);
}
