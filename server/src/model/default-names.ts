import type { Dialect } from './dialect.ts';
import { columnsIn } from './expression.ts';
import type { Check, ForeignKey, Index, Key, Table } from './table.ts';

/** Longest identifier of PostgreSQL in bytes (NAMEDATALEN − 1). */
export const postgresNameLimit = 63;

/**
 * The names that a database gives to constraints and indexes without one. Source for PostgreSQL: ChooseConstraintName,
 * ChooseIndexName and makeObjectName in its sources; a number added on collision is not modelled. MySQL names an
 * index after its first column. SQL Server's names are random and SQLite's internal: undefined.
 */
export function keyName(dialect: Dialect, table: Table, key: Key, kind: 'primary' | 'unique'): string | undefined {
  if (key.name !== undefined) return key.name;
  if (dialect === 'mysql') return kind === 'primary' ? 'PRIMARY' : key.columns[0];
  if (dialect !== 'postgresql') return undefined;
  return kind === 'primary'
    ? postgresName(table.name, undefined, 'pkey')
    : postgresName(table.name, key.columns.join('_'), 'key');
}

export function foreignKeyName(dialect: Dialect, table: Table, foreignKey: ForeignKey): string | undefined {
  if (foreignKey.name !== undefined) return foreignKey.name;
  if (dialect === 'mysql') return `${table.name}_ibfk_${table.foreignKeys.indexOf(foreignKey) + 1}`;
  if (dialect !== 'postgresql') return undefined;
  return postgresName(table.name, foreignKey.columns.join('_'), 'fkey');
}

export function checkName(dialect: Dialect, table: Table, check: Check): string | undefined {
  if (check.name !== undefined) return check.name;
  if (dialect !== 'postgresql') return undefined;
  const columns = columnsIn(check.expression.expression);
  return postgresName(table.name, columns?.length === 1 ? columns[0] : undefined, 'check');
}

export function indexName(dialect: Dialect, table: Pick<Table, 'name'>, index: Index): string | undefined {
  if (index.name !== undefined) return index.name;
  if (dialect === 'mysql') return index.parts[0]?.column;
  if (dialect !== 'postgresql') return undefined;
  const columns = index.parts.map((part) => {
    if (part.column !== undefined) return part.column;
    const expression = part.expression?.expression;
    return expression?.kind === 'call' ? expression.name.split('.').pop()! : 'expr';
  });
  return postgresName(table.name, [...columns, ...index.include].join('_'), 'idx');
}

/** The table with the names that PostgreSQL gave: they stay when the table or a column is renamed. */
export function withGivenNames<Given extends Table>(table: Given, dialect: Dialect): Given {
  if (dialect !== 'postgresql') return table;
  const { primaryKey } = table;
  return {
    ...table,
    ...(primaryKey !== undefined && {
      primaryKey: named(primaryKey, (key) => keyName(dialect, table, key, 'primary')),
    }),
    uniques: table.uniques.map((each) => named(each, (key) => keyName(dialect, table, key, 'unique'))),
    foreignKeys: table.foreignKeys.map((each) => named(each, (fk) => foreignKeyName(dialect, table, fk))),
    checks: table.checks.map((each) => named(each, (check) => checkName(dialect, table, check))),
    indexes: table.indexes.map((each) => named(each, (index) => indexName(dialect, table, index))),
  };
}

/** The table without the names of keys and references that PostgreSQL would give by itself. */
export function withoutGivenNames(table: Table, dialect: Dialect): Table {
  if (dialect !== 'postgresql') return table;
  const unnamed = <Element extends { readonly name?: string }>(
    element: Element,
    nameOf: (element: Omit<Element, 'name'>) => string | undefined,
  ): Element => {
    const { name, ...rest } = element;
    return name !== undefined && name === nameOf(rest) ? (rest as Element) : element;
  };
  const { primaryKey } = table;
  return {
    ...table,
    ...(primaryKey !== undefined && {
      primaryKey: unnamed(primaryKey, (key) => keyName(dialect, table, key, 'primary')),
    }),
    uniques: table.uniques.map((each) => unnamed(each, (key) => keyName(dialect, table, key, 'unique'))),
    foreignKeys: table.foreignKeys.map((each) => unnamed(each, (fk) => foreignKeyName(dialect, table, fk))),
  };
}

function named<Element extends { readonly name?: string }>(
  element: Element,
  nameOf: (element: Element) => string | undefined,
): Element {
  const name = element.name ?? nameOf(element);
  return name === undefined || element.name !== undefined ? element : { ...element, name };
}

/** `first_second_label`, the longer of the first two cut until all fits in 63 bytes. */
export function postgresName(first: string, second: string | undefined, label: string): string {
  let one = first;
  let two = second ?? '';
  const fixed = byteLength(label) + 1 + (second === undefined ? 0 : 1);
  while (byteLength(one) + byteLength(two) + fixed > postgresNameLimit) {
    if (byteLength(one) > byteLength(two)) one = one.slice(0, -1);
    else two = two.slice(0, -1);
  }
  return second === undefined ? `${one}_${label}` : `${one}_${two}_${label}`;
}

/** Length of a text in UTF-8 bytes. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at)!;
    if (code >= 0x10000) at++;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
