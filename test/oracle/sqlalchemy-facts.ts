/** Tables as lists of facts, without places and without what only Python says. */
import { type Dialect, defaultSchema } from '../../server/src/model/dialect.ts';
import type { WrittenExpression } from '../../server/src/model/expression.ts';
import { displayName } from '../../server/src/model/names.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { Column, ForeignKey, Index, IndexPart, Key, Table } from '../../server/src/model/table.ts';
import { describeExpression, describeType, type Facts } from './catalog-table.ts';

export function factsOf(table: Table, dialect: Dialect): Facts {
  const key = table.primaryKey;
  return [
    `persistence ${table.persistence}`,
    `comment ${table.comment ?? ''}`,
    `options ${JSON.stringify(Object.entries(table.options).sort())}`,
    ...table.columns.map((column) => columnFact(column, dialect)),
    ...(key === undefined ? [] : [`primary key ${keyFact(key)}`]),
    ...table.uniques.map((unique) => `unique ${keyFact(unique)}`),
    ...table.foreignKeys.map((each) => foreignKeyFact(each, dialect)),
    ...table.checks.map((check) => `check ${check.name ?? ''} ${describeExpression(check.expression)}`),
    ...table.indexes.map(indexFact),
    ...table.exclusions.map(
      ({ name, method, elements, where }) =>
        `exclusion ${name ?? ''} ${method} ${elements.map(({ part, operator }) => `${partFact(part)} ${operator}`).join(', ')} ${expression(where)}`,
    ),
  ];
}

export function enumFacts(schema: Schema): Facts {
  return [...schema.enums.values()].map((type) => `${displayName(type)} ${type.values.join('|')}`);
}

function expression(written: WrittenExpression | undefined): string {
  return written === undefined ? '' : describeExpression(written);
}

function columnFact(column: Column, dialect: Dialect): string {
  const { type } = column;
  return [
    `column ${column.name}`,
    // SQL Server works the type of a computed column out.
    dialect === 'sqlserver' && column.generated !== undefined
      ? ''
      : type.schema === undefined || type.schema === defaultSchema(dialect)
        ? describeType(type)
        : `${type.schema}.${describeType(type)}`,
    type.values === undefined ? '' : type.values.join('|'),
    type.unsigned === true ? 'unsigned' : '',
    type.serial === true ? 'serial' : '',
    column.nullable ? '' : 'not null',
    column.autoIncrement ? 'counts' : '',
    column.identity ?? '',
    column.default === undefined ? '' : `default ${expression(column.default)}`,
    column.generated === undefined
      ? ''
      : `generated ${expression(column.generated.expression)} ${column.generated.stored ? 'stored' : 'virtual'}`,
    column.collation ?? '',
    column.charset ?? '',
    column.comment ?? '',
  ]
    .filter(Boolean)
    .join(' ');
}

function keyFact(key: Key): string {
  return `${key.name ?? ''} (${key.columns.join(', ')})${key.deferrable ? ' deferrable' : ''}${key.include.join(',')}`;
}

function foreignKeyFact(key: ForeignKey, dialect: Dialect): string {
  // In SQLite a foreign key stays in the schema of its table, whose name it cannot write.
  const { table } = key.references;
  const target = `${dialect === 'sqlite' ? table.name : displayName(table)}(${key.references.columns.join(', ')})`;
  const { onDelete, onUpdate, match, deferrable } = key;
  return `foreign key ${key.name ?? ''} (${key.columns.join(', ')}) to ${target} ${onDelete} ${onUpdate} ${match} ${deferrable}`;
}

function indexFact(index: Index): string {
  const parts = index.parts.map(partFact).join(', ');
  const { unique, method, include, nullsNotDistinct } = index;
  return `index ${index.name ?? ''} ${unique} ${method} (${parts}) ${include.join(',')} ${nullsNotDistinct} ${expression(index.where)}`;
}

function partFact(part: IndexPart): string {
  return [
    part.column ?? expression(part.expression),
    part.order,
    part.nulls,
    part.opclass ?? '',
    part.collation ?? '',
    part.length ?? '',
  ]
    .filter((fact) => fact !== '')
    .join(' ');
}
