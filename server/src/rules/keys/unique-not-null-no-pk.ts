import { postgresName } from '../../model/default-names.ts';
import type { Dialect } from '../../model/dialect.ts';
import { aKey } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Table } from '../../model/table.ts';
import type { Fix } from '../finding.ts';
import { defineRule } from '../rule.ts';
import { isBookkeepingTable } from '../shared/bookkeeping-table.ts';
import { type CandidateKey, candidateKey } from '../shared/candidate-key.ts';
import { languageOf } from '../shared/description-language.ts';
import { nameList } from '../shared/name-list.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';

/** A table without primary key has a unique key over NOT NULL columns that could be the primary key. */
export const uniqueNotNullNoPk = defineRule({
  id: 'unique-not-null-no-pk',
  family: 'keys',
  severity: 'info',
  summary: 'A table without primary key has a unique key over NOT NULL columns that could be the primary key.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.primaryKey !== undefined || table.gaps.length > 0) return;
    if (isBookkeepingTable(table) || table.indexes.some((index) => index.method === 'columnstore')) return;
    const key = candidateKey(table);
    if (key === undefined) return;
    yield {
      at: table.nameOrigin,
      state: { table, key },
      columns: key.columns,
      related: [{ message: 'This could be the primary key.', origin: key.origin }],
      // InnoDB clusters by this key already, and SQLite never treats a primary key differently.
      ...((ctx.dialect === 'mysql' || ctx.dialect === 'sqlite') && { severity: 'hint' as const }),
    };
  },
  message: ({ table, key }) =>
    `${displayName(table)} has no primary key although ${nameList(key.columns)} ${key.columns.length > 1 ? 'are' : 'is'} unique and NOT NULL: replication and many tools look only at the primary key. Declare ${key.columns.length > 1 ? 'them' : 'it'} ${primary[languageOf(table)]}.`,
  fixes({ table, key }, ctx): readonly Fix[] {
    // A foreign key that points here holds on to the unique key, which then cannot be dropped.
    if (ctx.referencing(table).length > 0) return [];
    const name = nameOf(key, table, ctx.dialect);
    if (name === undefined) return [];
    const addKey = { kind: 'add-primary-key', table, key: aKey(key.columns), origin: nowhere } as const;
    const drop =
      key.kind === 'index'
        ? ({
            kind: 'drop-index',
            name: { schema: table.schema, name },
            table,
            concurrently: false,
            origin: nowhere,
          } as const)
        : ({ kind: 'drop-constraint', table, name, cascade: false, origin: nowhere } as const);
    const title = `Make ${nameList(key.columns)} the primary key of ${displayName(table)}`;
    return [{ title, safe: false, changes: [drop, addKey] }];
  },
});

const primary: Readonly<Record<ReturnType<typeof languageOf>, string>> = {
  sql: 'PRIMARY KEY instead of UNIQUE',
  prisma: 'the id (@id, @@id) instead of unique',
  sqlalchemy: 'the primary key instead of unique',
};

function nameOf(key: CandidateKey, table: Table, dialect: Dialect): string | undefined {
  if (key.name !== undefined || dialect !== 'postgresql' || key.kind === 'index') return key.name;
  return postgresName(table.name, key.columns.join('_'), 'key');
}
