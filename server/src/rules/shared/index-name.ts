import { byteLength, indexName as givenName, keyName, postgresName } from '../../model/default-names.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Table } from '../../model/table.ts';

/**
 * A free name for a new index of the table, in the manner of the table's other indexes: `orders_customer_id_idx`, the
 * way PostgreSQL names one itself, where there is nothing to follow.
 */
export function indexName(table: Table, columns: readonly string[], dialect: Dialect): string {
  const taken = new Set(takenNames(table, dialect).map((name) => name.toLowerCase()));
  const manner = manners.find((each) => follows(table, each));
  const name =
    manner === undefined
      ? postgresName(table.name, columns.join('_'), 'idx')
      : cut(manner(table.name, columns), limits[dialect]);
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${cut(name, limits[dialect] - 2)}${count}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}

type Manner = (table: string, columns: readonly string[]) => string;

/** Ways of naming indexes that people and tools have. */
const manners: readonly Manner[] = [
  (table, columns) => `idx_${table}_${columns.join('_')}`,
  (table, columns) => `ix_${table}_${columns.join('_')}`,
  (table, columns) => `IX_${table}_${columns.join('_')}`,
  (table, columns) => `${table}_${columns.join('_')}_index`,
  (table, columns) => `index_${table}_on_${columns.join('_and_')}`,
];

/** One of the table's indexes is named in this manner after its columns. */
function follows(table: Table, manner: Manner): boolean {
  return table.indexes.some((index) => {
    const columns = index.parts.flatMap((part) => part.column ?? []);
    return columns.length === index.parts.length && index.name === manner(table.name, columns);
  });
}

function takenNames(table: Table, dialect: Dialect): readonly string[] {
  const given = [
    ...table.indexes.map((index) => givenName(dialect, table, index)),
    ...table.uniques.map((key) => keyName(dialect, table, key, 'unique')),
    ...table.exclusions.map((exclusion) => exclusion.name),
    table.primaryKey && keyName(dialect, table, table.primaryKey, 'primary'),
  ];
  return given.flatMap((name) => name ?? []);
}

/** Longest identifier of each database; SQLite has no limit, a long name is of no use there either. */
const limits: Readonly<Record<Dialect, number>> = {
  postgresql: 63,
  mysql: 64,
  sqlite: 128,
  sqlserver: 128,
  mongodb: 127,
};

/** At most so many bytes, never half a character. */
function cut(name: string, limit: number): string {
  let text = name;
  while (byteLength(text) > limit) text = [...text].slice(0, -1).join('');
  return text;
}
