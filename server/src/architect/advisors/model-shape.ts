/** What the shape of the tables says where no rule speaks: documents in columns, wide tables, nothing to sort lists by. */
import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import type { Advisor, Fact, WorkspaceFacts } from '../consultation.ts';
import { tablesInQuestion } from '../relevant-tables.ts';

const wide = 40;

export const modelShapeAdvisor: Advisor = {
  id: 'model-shape',
  *facts(question, workspace) {
    const named = new Set(tablesInQuestion(question, workspace).map(({ table }) => table));
    for (const { schema } of workspace.databases) {
      // There every row is a document.
      if (schema.dialect === 'mongodb') continue;
      for (const table of schema.tables.values()) {
        if (table.partitionOf !== undefined) continue;
        for (const text of shapeOf(table)) yield fact(table, text, named.has(table) ? 3 : 1, workspace);
      }
    }
  },
};

function* shapeOf(table: Table): Iterable<string> {
  const documents = table.columns.filter(({ type }) => type.family === 'jsonb' || type.family === 'json');
  if (documents.length > 0) {
    const names = documents.map(({ name }) => name).join(', ');
    yield `${displayName(table)} has ${documents.length === 1 ? 'a document' : 'documents'} in ${names}: a list that selects it reads and sends all of it, and above about 2 kB a value is stored apart. Lists name their columns and leave it out.`;
  }
  if (table.columns.length >= wide) {
    yield `${displayName(table)} has ${table.columns.length} columns: lists that read whole rows read all of them.`;
  }
}

function fact(table: Table, text: string, weight: number, { spanOf }: WorkspaceFacts): Fact {
  const span = spanOf(table.nameOrigin);
  return {
    source: 'model-shape',
    text,
    place: span === undefined ? undefined : { file: table.nameOrigin.file, span },
    weight,
    tables: [displayName(table)],
  };
}
