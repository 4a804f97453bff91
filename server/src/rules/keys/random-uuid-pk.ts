import type { Dialect } from '../../model/dialect.ts';
import type { Expression } from '../../model/expression.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Key } from '../../model/table.ts';
import type { Fix, Severity } from '../finding.ts';
import { defineRule } from '../rule.ts';
import { isHighVolumeTable } from '../shared/high-volume-table.ts';
import { isLookupTable } from '../shared/lookup-table.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';

/** A primary key takes random UUIDs, which scatter new rows over the whole index. */
export const randomUuidPk = defineRule({
  id: 'random-uuid-pk',
  family: 'keys',
  severity: 'info',
  summary: 'A primary key takes random UUIDs, which scatter new rows over the whole index.',
  dialects: ['postgresql', 'mysql', 'sqlserver'],
  fix: 'unsafe',
  visits: 'key',
  *check({ table, key, kind }, ctx) {
    if (kind !== 'primary' || !isOrdinaryTable(table) || isLookupTable(table)) return;
    const column = ctx.column(table, key.columns[0]!);
    if (column?.default === undefined || !isRandomUuid(column.default.expression, ctx.dialect)) return;
    const severity = severityOf(key, isHighVolumeTable(table), ctx.dialect);
    const isClustered = ctx.dialect === 'mysql' || (ctx.dialect === 'sqlserver' && key.clustered !== false);
    yield { at: column.nameOrigin, state: { table, column, isClustered }, columns: [column.name], severity };
  },
  message({ table, column, isClustered }) {
    const name = `${displayName(table)}.${column.name}`;
    return isClustered
      ? `${name} takes random UUIDs and orders the rows of the table: every INSERT lands on another page, which splits pages and fills the cache badly. Generate UUIDs in time order.`
      : `${name} takes random UUIDs: inserts touch pages all over the primary key index, which costs cache and log volume once the index outgrows memory. Generate UUIDs in time order.`;
  },
  fixes({ table, column }, ctx): readonly Fix[] {
    const maker = inTimeOrder[ctx.dialect];
    if (maker === undefined || column.type.family !== 'uuid') return [];
    const ordered = { text: `${maker}()`, expression: { kind: 'call', name: maker, args: [] } } as const;
    const set = { default: ordered };
    const title = `Take ${maker}() for ${displayName(table)}.${column.name}${ctx.dialect === 'postgresql' ? ' (PostgreSQL 18)' : ''}`;
    return [
      { title, safe: false, changes: [{ kind: 'alter-column', table, column: column.name, set, origin: nowhere }] },
    ];
  },
});

/** Only a clustered key moves whole rows about; elsewhere it is an index that grows in no order. */
function severityOf(key: Key, isHighVolume: boolean, dialect: Dialect): Severity {
  if (dialect === 'sqlserver') return key.clustered === false ? 'hint' : 'warning';
  if (dialect === 'mysql') return isHighVolume ? 'warning' : 'info';
  return isHighVolume ? 'info' : 'hint';
}

function isRandomUuid(expression: Expression, dialect: Dialect): boolean {
  if (expression.kind === 'cast') return isRandomUuid(expression.operand, dialect);
  if (expression.kind !== 'call') return false;
  const name = expression.name.toLowerCase().split('.').at(-1)!;
  if (dialect !== 'mysql') return random[dialect]?.includes(name) ?? false;
  // UUID() begins with the fast part of the clock; UUID_TO_BIN(UUID(), 1) puts the slow part first.
  const [inner, swap] = expression.args;
  if (name !== 'uuid_to_bin' || inner?.kind !== 'call' || inner.name.toLowerCase() !== 'uuid') return false;
  return swap === undefined || (swap.kind === 'literal' && ['0', 'false'].includes(swap.value.toLowerCase()));
}

const random: Readonly<Partial<Record<Dialect, readonly string[]>>> = {
  postgresql: ['gen_random_uuid', 'uuid_generate_v4', 'uuidv4'],
  sqlserver: ['newid'],
};

const inTimeOrder: Readonly<Partial<Record<Dialect, string>>> = {
  postgresql: 'uuidv7',
  sqlserver: 'newsequentialid',
};
