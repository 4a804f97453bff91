import { objectName } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { habitOf } from '../shared/habit.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A MySQL table uses the MyISAM engine, which has no transactions, no foreign keys and no crash recovery. */
export const engineNotInnodb = defineRule({
  id: 'engine-not-innodb',
  family: 'types',
  severity: 'warning',
  summary: 'A MySQL table uses the MyISAM engine, which has no transactions, no foreign keys and no crash recovery.',
  dialects: ['mysql'],
  fix: 'unsafe',
  visits: 'table',
  *votes(table) {
    if (!isWellReadTable(table)) return;
    if (isMyIsam(table)) yield 'myisam';
    if (/^innodb$/i.test(table.options.engine ?? '')) yield 'innodb';
  },
  // A database of before InnoDB made one choice, not one in every table.
  verdict: (voters) => habitOf(voters, 'myisam', 'innodb'),
  *check(table, ctx) {
    if (!isWellReadTable(table) || !isMyIsam(table)) return;
    const speaker = ctx.verdict('first');
    if (speaker !== undefined && speaker !== table.key) return;
    const ofAll = speaker !== undefined;
    const others = ofAll ? ctx.voters('myisam', 21).filter((other) => other !== table) : [];
    yield {
      at: table.nameOrigin,
      state: { table, ofAll, others: ofAll ? Number(ctx.verdict('others')) : 0 },
      related: others.map((other) => ({ message: `${displayName(other)} too`, origin: other.nameOrigin })),
    };
  },
  message({ table, others }) {
    const name = displayName(table);
    return others > 0
      ? `${name} and ${others} other tables are MyISAM: foreign keys are read and ignored, a write locks the whole table, a rollback undoes nothing, and a crash may damage it. Use InnoDB.`
      : `${name} is a MyISAM table: ${table.foreignKeys.length > 0 ? 'its foreign keys are read and ignored, ' : ''}a write locks the whole table, a rollback undoes nothing, and a crash may damage it. Use InnoDB.`;
  },
  fixes({ table, ofAll, others }, ctx) {
    const tables = ofAll ? ctx.voters('myisam', Number.POSITIVE_INFINITY) : [table];
    return [
      {
        title:
          others > 0
            ? `Make ${displayName(table)} and ${others} other tables InnoDB`
            : `Make ${displayName(table)} an InnoDB table`,
        safe: false,
        changes: tables.map(({ name, schema }) => ({
          kind: 'set-table-options',
          table: objectName(name, schema),
          options: { engine: 'InnoDB' },
          origin: nowhere,
        })),
      },
    ];
  },
});

/** Other engines (MEMORY, ARCHIVE, ColumnStore, RocksDB) are chosen for what they do; MyISAM is what used to be. */
function isMyIsam(table: Table): boolean {
  return /^(my)?isam$/i.test(table.options.engine ?? '');
}
