import { postgresName } from '../../model/default-names.ts';
import type { Dialect } from '../../model/dialect.ts';
import { aKey } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Table } from '../../model/table.ts';
import type { Fix } from '../finding.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isBookkeepingTable } from '../shared/bookkeeping-table.ts';
import { type CandidateKey, candidateKey } from '../shared/candidate-key.ts';
import { languageOf } from '../shared/description-language.ts';
import { habitOf, speakerOf, spokenFor } from '../shared/habit.ts';
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
  *votes(table) {
    if (unclaimedKey(table) !== undefined) yield 'unclaimed';
  },
  // Who writes UNIQUE for PRIMARY KEY again and again has a habit: one decision for all these tables.
  verdict: (voters) => habitOf(voters, 'unclaimed', ''),
  *check(table, ctx) {
    const key = unclaimedKey(table);
    const speaker = key === undefined ? undefined : speakerOf(table, ctx);
    if (key === undefined || speaker === undefined) return;
    yield {
      at: table.nameOrigin,
      state: { table, key, others: speaker.others },
      columns: key.columns,
      related: [
        { message: 'This could be the primary key.', origin: key.origin },
        ...spokenFor('unclaimed', table, speaker, ctx).map((other) => ({
          message: `${displayName(other)} too`,
          origin: other.nameOrigin,
        })),
      ],
      // InnoDB clusters by this key already, and SQLite never treats a primary key differently.
      ...((ctx.dialect === 'mysql' || ctx.dialect === 'sqlite') && { severity: 'hint' as const }),
    };
  },
  message({ table, key, others }) {
    const columns = nameList(key.columns);
    const instead = primary[languageOf(table)];
    const why = 'replication and many tools look only at the primary key';
    if (others > 0) {
      return `${displayName(table)} and ${others} other tables have no primary key although each has columns that are unique and NOT NULL (here ${columns}): ${why}. Declare them ${instead}.`;
    }
    const many = key.columns.length > 1;
    return `${displayName(table)} has no primary key although ${columns} ${many ? 'are' : 'is'} unique and NOT NULL: ${why}. Declare ${many ? 'them' : 'it'} ${instead}.`;
  },
  fixes({ table, key, others }, ctx): readonly Fix[] {
    if (others === 0) {
      const changes = claim(table, key, ctx);
      const title = `Make ${nameList(key.columns)} the primary key of ${displayName(table)}`;
      return changes === undefined ? [] : [{ title, safe: false, changes }];
    }
    const tables = ctx.voters('unclaimed', Number.POSITIVE_INFINITY);
    const changes = tables.flatMap((each) => {
      const claimed = claim(each, unclaimedKey(each)!, ctx);
      return claimed === undefined ? [] : [claimed];
    });
    if (changes.length === 0) return [];
    return [
      {
        title: `Make the unique keys of ${changes.length} tables their primary keys`,
        safe: false,
        changes: changes.flat(),
      },
    ];
  },
});

/** The key that could be the primary key of a table without one. */
function unclaimedKey(table: Table): CandidateKey | undefined {
  if (!isOrdinaryTable(table) || table.primaryKey !== undefined || table.gaps.length > 0) return undefined;
  if (isBookkeepingTable(table) || table.indexes.some((index) => index.method === 'columnstore')) return undefined;
  return candidateKey(table);
}

function claim(table: Table, key: CandidateKey, ctx: RuleContext): readonly SchemaChange[] | undefined {
  // A foreign key that points here holds on to the unique key, which then cannot be dropped.
  if (ctx.referencing(table).length > 0) return undefined;
  const name = nameOf(key, table, ctx.dialect);
  if (name === undefined) return undefined;
  const drop: SchemaChange =
    key.kind === 'index'
      ? { kind: 'drop-index', name: { schema: table.schema, name }, table, concurrently: false, origin: nowhere }
      : { kind: 'drop-constraint', table, name, cascade: false, origin: nowhere };
  return [drop, { kind: 'add-primary-key', table, key: aKey(key.columns), origin: nowhere }];
}

const primary: Readonly<Record<ReturnType<typeof languageOf>, string>> = {
  sql: 'PRIMARY KEY instead of UNIQUE',
  prisma: 'the id (@id, @@id) instead of unique',
  sqlalchemy: 'the primary key instead of unique',
};

function nameOf(key: CandidateKey, table: Table, dialect: Dialect): string | undefined {
  if (key.name !== undefined || dialect !== 'postgresql' || key.kind === 'index') return key.name;
  return postgresName(table.name, key.columns.join('_'), 'key');
}
