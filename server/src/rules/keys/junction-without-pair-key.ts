import { aKey } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Fix } from '../finding.ts';
import { defineRule } from '../rule.ts';
import { hasPairKey, junctionOf } from '../shared/junction.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';

/** A table that links two others lets the same pair be stored twice. */
export const junctionWithoutPairKey = defineRule({
  id: 'junction-without-pair-key',
  family: 'keys',
  severity: 'warning',
  summary: 'A table that links two others lets the same pair be stored twice.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0) return;
    const junction = junctionOf(table);
    if (junction === undefined || hasPairKey(table, junction, ctx)) return;
    yield { at: table.nameOrigin, state: { table, junction }, columns: junction.columns };
  },
  message({ table, junction: { columns, targets } }) {
    const linked = targets[0] === targets[1] ? `rows of ${targets[0]}` : `${targets[0]} with ${targets[1]}`;
    return `${displayName(table)} links ${linked}, but nothing keeps the same pair from being stored twice, and joins would then count it twice. Make (${columns.join(', ')}) ${table.primaryKey === undefined ? 'the primary key' : 'unique'}.`;
  },
  fixes({ table, junction: { columns } }): readonly Fix[] {
    const key = aKey(columns);
    const name = displayName(table);
    const pair = `(${columns.join(', ')})`;
    return table.primaryKey === undefined
      ? [
          {
            title: `Make ${pair} the primary key of ${name}`,
            safe: false,
            changes: [{ kind: 'add-primary-key', table, key, origin: nowhere }],
          },
        ]
      : [
          {
            title: `Make ${pair} of ${name} unique`,
            safe: false,
            changes: [{ kind: 'add-unique', table, key, origin: nowhere }],
          },
        ];
  },
});
