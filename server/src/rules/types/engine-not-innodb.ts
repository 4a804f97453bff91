import { objectName } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import { defineRule } from '../rule.ts';
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
  *check(table) {
    // Other engines (MEMORY, ARCHIVE, ColumnStore, RocksDB) are chosen for what they do; MyISAM is what used to be.
    if (!isWellReadTable(table) || !/^(my)?isam$/i.test(table.options.engine ?? '')) return;
    yield { at: table.nameOrigin, state: { table, name: displayName(table) } };
  },
  message: ({ table, name }) =>
    `${name} is a MyISAM table: ${table.foreignKeys.length > 0 ? 'its foreign keys are read and ignored, ' : ''}a write locks the whole table, a rollback undoes nothing, and a crash may damage it. Use InnoDB.`,
  fixes: ({ table, name }) => [
    {
      title: `Make ${name} an InnoDB table`,
      safe: false,
      changes: [
        {
          kind: 'set-table-options',
          table: objectName(table.name, table.schema),
          options: { engine: 'InnoDB' },
          origin: nowhere,
        },
      ],
    },
  ],
});
