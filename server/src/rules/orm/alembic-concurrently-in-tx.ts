import { displayName } from '../../model/names.ts';
import type { Index, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';

/** A revision creates an index CONCURRENTLY inside its transaction, which PostgreSQL refuses. */
export const alembicConcurrentlyInTx = defineRule({
  id: 'alembic-concurrently-in-tx',
  family: 'orm',
  severity: 'warning',
  summary: 'A revision creates an index CONCURRENTLY inside its transaction, which PostgreSQL refuses.',
  dialects: ['postgresql'],
  fix: 'none',
  visits: 'table',
  *check(table, ctx) {
    for (const described of [table, ctx.other('migrations')?.table(table)]) {
      for (const index of described?.indexes ?? []) {
        if (!isRefused(index)) continue;
        yield { at: index.origin, state: { table, index }, columns: columnsOf(index) };
      }
    }
  },
  message: ({ table, index }) =>
    `CREATE INDEX CONCURRENTLY on ${displayName(table)} (${columnsOf(index).join(', ')}) stands in the revision's transaction, where PostgreSQL refuses it. Put it into "with op.get_context().autocommit_block():".`,
});

function isRefused({ concurrently, orm }: Index): boolean {
  return concurrently && orm?.inTransaction === true;
}

function columnsOf({ parts }: Pick<Table['indexes'][number], 'parts'>): readonly string[] {
  return parts.map(({ column, expression }) => column ?? expression?.text ?? '');
}
