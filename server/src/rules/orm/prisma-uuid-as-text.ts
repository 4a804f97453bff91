import type { Dialect } from '../../model/dialect.ts';
import { aType } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { habitOf } from '../shared/habit.ts';
import { typeFix } from '../shared/type-change.ts';

/** A String field that Prisma fills with UUIDs has no @db type, so that each is stored as text. */
export const prismaUuidAsText = defineRule({
  id: 'prisma-uuid-as-text',
  family: 'orm',
  severity: 'info',
  summary: 'A String field that Prisma fills with UUIDs has no @db type, so that each is stored as text.',
  dialects: ['postgresql', 'sqlserver'],
  fix: 'unsafe',
  visits: 'table',
  only: { mapper: 'prisma' },
  *votes(table) {
    if (textColumns(table).length > 0) yield 'text';
    if (table.columns.some(({ type }) => type.family === 'uuid')) yield 'short';
  },
  verdict: (voters) => habitOf(voters, 'text', 'short'),
  *check(table, ctx) {
    const columns = textColumns(table);
    if (columns.length === 0) return;
    const speaker = ctx.verdict('first');
    if (speaker !== undefined && speaker !== table.key) return;
    const others = speaker === undefined ? 0 : Number(ctx.verdict('others'));
    for (const column of speaker === undefined ? columns : columns.slice(0, 1)) {
      yield {
        at: column.type.origin,
        state: { table, column, dialect: ctx.dialect, others },
        columns: [column.name],
        related: speaker === undefined ? [] : ctx.voters('text', 21).flatMap((other) => related(table, other)),
      };
    }
  },
  message({ table, column, dialect, others }) {
    const name = `${displayName(table)}.${column.name}`;
    const hold =
      others === 0 ? `${name} holds` : `${name} and columns of ${others} other ${others > 1 ? 'tables' : 'table'} hold`;
    return `${hold} the UUIDs of @default(uuid()) as text: 36 characters instead of 16 bytes, in every index and every reference. Write @db.${native[dialect]}, also on the fields that reference it.`;
  },
  fixes({ table, column, dialect, others }, ctx) {
    if (others > 0) return [];
    return typeFix(table, column, aType(typeNames[dialect] ?? 'uuid', 'uuid'), ctx);
  },
});

const native: Readonly<Partial<Record<Dialect, string>>> = { postgresql: 'Uuid', sqlserver: 'UniqueIdentifier' };
const typeNames: Readonly<Partial<Record<Dialect, string>>> = { sqlserver: 'uniqueidentifier' };

function textColumns(table: Table): readonly Column[] {
  return table.columns.filter(isFilledWithUuids);
}

/** `uuid(7)` is one too. */
function isFilledWithUuids({ orm, type }: Column): boolean {
  if (orm?.language !== 'prisma' || orm.scalar !== 'String' || orm.nativeTypeWritten || orm.list) return false;
  return orm.clientDefault === 'uuid' && type.family === 'text';
}

function related(table: Table, other: Table) {
  if (other === table) return [];
  return textColumns(other).map(({ name, type }) => ({
    message: `${displayName(other)}.${name} too`,
    origin: type.origin,
  }));
}
