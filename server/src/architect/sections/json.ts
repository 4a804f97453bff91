/** What of a document stays one, told of the documents of the workspace where there are any. */
import { accessPaths } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import type { Case } from '../case.ts';
import { code, codes, table, tablesIn } from '../markdown.ts';
import { tablesAskedAbout } from './in-question.ts';
import { ofStack, paragraphs, patternOf, type SectionWriter } from './section-writer.ts';

export interface TableWithDocuments {
  readonly table: Table;
  readonly documents: readonly Column[];
}

/** Of the tables that the question is about; those with most documents first. */
export function documentsInQuestion(c: Case): readonly TableWithDocuments[] {
  return withDocuments(tablesAskedAbout(c)).sort((one, other) => other.documents.length - one.documents.length);
}

export function withDocuments(tables: readonly Table[]): TableWithDocuments[] {
  return tables
    .filter(({ partitionOf }) => partitionOf === undefined)
    .map((each) => ({ table: each, documents: each.columns.filter(isDocument) }))
    .filter(({ documents }) => documents.length > 0);
}

function isDocument({ type }: Column): boolean {
  return type.family === 'jsonb' || type.family === 'json';
}

/** Where the documents are, and what a filter on one of their keys costs as things stand. */
export function documentsVerdict(c: Case): string | undefined {
  const found = documentsInQuestion(c);
  if (found.length === 0) return undefined;
  const named = found.slice(0, 3).map(({ table: of, documents }) => {
    const span = c.workspace.spanOf(of.nameOrigin);
    const place = span === undefined ? '' : `, ${c.workspace.placeOf(of.nameOrigin.file, span)}`;
    return `${code(displayName(of))} (${codes(documents.map(({ name }) => name))}${place})`;
  });
  const served = found.flatMap(({ table: of, documents }) =>
    documents.filter((each) => indexOf(of, each) !== undefined),
  );
  const cost =
    served.length === 0
      ? 'No index serves a key of these documents: each filter on one reads the whole table.'
      : `Of these, ${codes(served.map(({ name }) => name))} ${served.length === 1 ? 'has' : 'have'} an index; a filter on a key of the others reads the whole table.`;
  const bare = found.flatMap(({ table: of }) =>
    lookedUp(of).map(({ name }) => (found.length === 1 ? name : `${of.name}.${name}`)),
  );
  const columns = bare.length === 0 ? '' : ` Nor has ${codes(bare, 4)} an index, if look-ups are by that.`;
  return `In question here: ${named.join(', ')}. ${cost}${columns}`;
}

/** Columns whose name says that rows are looked up by them, and that no index begins with. */
function lookedUp(of: Table): readonly Column[] {
  const first = new Set(accessPaths(of).map(({ parts }) => parts[0]?.column));
  return of.columns.filter(({ name }) => /(?:name|slug|code|status|provider)$/i.test(name) && !first.has(name));
}

function indexOf({ indexes }: Table, { name }: Column): Table['indexes'][number] | undefined {
  const word = new RegExp(`(?<![\\w])${name.replaceAll(/\W/g, '\\$&')}(?![\\w])`);
  return indexes.find(({ parts }) =>
    parts.some((part) => part.column === name || word.test(part.expression?.text ?? '')),
  );
}

export const jsonSection: SectionWriter = (c) => {
  const pattern = patternOf(c, 'json-and-columns');
  const owner = c.topic.patterns.find(({ id }) => id === 'model-providers' || id === 'conversations');
  const [signs, operators] = tablesIn(pattern.parts.Choices ?? '');
  return paragraphs(
    documentColumns(c),
    owner === undefined ? undefined : `**${owner.title}: which goes where**\n\n${owner.parts.Choices}`,
    signs,
    operators === undefined ? undefined : ofStack(operators, c),
    pattern.parts.Default,
  );
};

const mostColumns = 15;

/** The documents in question, each with what is known of it; all of the schema where the question names none. */
function documentColumns(c: Case): string | undefined {
  const asked = documentsInQuestion(c);
  const isGeneral =
    asked.length === 0 && c.topic.patterns.every(({ schema, id }) => schema === undefined || id === 'json-and-columns');
  const found = isGeneral ? withDocuments([...(c.database?.schema.tables.values() ?? [])]) : asked;
  const rows = found.flatMap(({ table: of, documents }) =>
    documents.map((column) => {
      const index = indexOf(of, column);
      const findings = c.facts.filter(
        ({ source, tables, text }) =>
          source !== 'model-shape' && tables.includes(displayName(of)) && text.includes(column.name),
      );
      return [
        code(`${displayName(of)}.${column.name}`),
        column.type.name,
        index === undefined ? 'none' : `${index.method} ${code(index.name ?? 'unnamed')}`,
        findings.length === 0 ? '–' : [...new Set(findings.map(({ source }) => source))].join(', '),
      ];
    }),
  );
  if (rows.length === 0) return undefined;
  const left = rows.length - mostColumns;
  return paragraphs(
    'Which keys queries filter by cannot be told from the schema; that decides.',
    table(['Column', 'Type', 'Index', 'Findings'], rows.slice(0, mostColumns)),
    left > 0
      ? `${left} more ${left === 1 ? 'column holds' : 'columns hold'} documents; name the table in question.`
      : undefined,
  );
}
