import { anIndex, objectName } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Table } from '../../model/table.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { indexName } from './index-name.ts';
import { indexOwner } from './referencing-table.ts';

/** The fix that gives the columns of a foreign key an index of their own, on the table that owns such indexes. */
export function foreignKeyIndexFix(table: Table, columns: readonly string[], ctx: RuleContext): Fix {
  const owner = indexOwner(table, ctx);
  const index = anIndex(columns, { name: indexName(owner, columns, ctx.dialect) });
  const on = objectName(owner.name, owner.schema);
  return {
    title: `Add an index on ${displayName(owner)} (${columns.join(', ')})`,
    safe: true,
    changes: [{ kind: 'create-index', table: on, index, ifNotExists: false, origin: nowhere }],
  };
}
