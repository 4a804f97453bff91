/**
 * Lists that grow: rows of one owner, newest first, are what most screens ask for. Says which index would serve such a
 * list; whether it is asked for, only the queries know.
 */
import { accessPaths } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import type { Advisor } from '../consultation.ts';
import { tablesInQuestion } from '../relevant-tables.ts';

export const listAccessAdvisor: Advisor = {
  id: 'list-access',
  *facts(question, workspace) {
    const named = new Set(tablesInQuestion(question, workspace).map(({ table }) => table));
    for (const { schema } of workspace.databases) {
      for (const table of schema.tables.values()) {
        const list = listOf(table);
        if (list === undefined) continue;
        const name = displayName(table);
        const span = workspace.spanOf(table.nameOrigin);
        const columns = `${list.owner}, ${list.time}`;
        yield {
          source: 'list-access',
          text: `If ${name} is listed for one ${list.owner}, newest first, an index on (${columns}) serves it page by page, and the foreign key as well.`,
          place: span === undefined ? undefined : { file: table.nameOrigin.file, span },
          weight: named.has(table) ? 4 : 1.5,
          tables: [name],
        };
      }
    }
  },
};

/** The owner and the time of a table that is likely to be listed, where no index has both in this order. */
function listOf(table: Table): { readonly owner: string; readonly time: string } | undefined {
  if (table.partitionOf !== undefined || table.kind !== 'table') return undefined;
  const time = table.columns.find(
    ({ name, type }) => isTime(type.family) && /^(?:created|uploaded|added|inserted|occurred|posted|sent)/i.test(name),
  );
  const owner = table.foreignKeys.find(
    ({ columns }) =>
      columns.length === 1 &&
      /^(?:user|owner|author|account|customer|patient|tenant|company|organization|conversation|project)/i.test(
        columns[0]!,
      ),
  );
  const column = owner?.columns[0];
  if (time === undefined || column === undefined) return undefined;
  const isServed = accessPaths(table).some(
    ({ parts }) => parts[0]?.column === column && parts[1]?.column === time.name,
  );
  return isServed ? undefined : { owner: column, time: time.name };
}

function isTime(family: string): boolean {
  return family === 'timestamp' || family === 'timestamptz' || family === 'date';
}
