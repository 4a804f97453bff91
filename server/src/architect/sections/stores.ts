/** Several stores: which one holds what, what of the workspace would be copied, and how the copies are fed. */
import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import type { Case } from '../case.ts';
import type { Pattern } from '../knowledge.ts';
import { codes, continued, fenced, list, tablesIn } from '../markdown.ts';
import { adaptSchema } from '../schema/adapt-schema.ts';
import { printAdapted } from '../schema/print-adapted.ts';
import { sizeInWords } from '../schema/schema-size.ts';
import { sideNeeds } from '../understanding/requirements.ts';
import { blocks, paragraphs, patternOf, type SectionWriter } from './section-writer.ts';

/** One row for each store in question, from the pattern of several stores; a verdict on each that was named. */
export const storesSection: SectionWriter = (c) => {
  const several = c.lead?.id === 'polyglot' && (c.named.length >= 2 || c.topic.kinds.includes('design'));
  if (!several) return besideThePick(c);
  const pattern = patternOf(c, 'polyglot');
  return paragraphs(
    storeRows(pattern, c),
    storesHere(c),
    pattern.parts.Default,
    '**What each has to earn its place with**',
    list(
      c.named
        .filter((each) => each !== c.pick)
        .map(
          (each) =>
            `**${each.name}** – for: ${continued(each.strengths[0]!)} Leave it out when: ${continued(each.avoidWhen.at(-1)!)}`,
        ),
    ),
    documents(c),
    outbox(c),
  );
};

/** The stores that were named; all of the pattern where none was. What the workspace has belongs to its database. */
function storeRows(pattern: Pattern, { named, pick, database }: Case): string {
  const rows = (tablesIn(pattern.parts.Choices ?? '')[0] ?? '').split('\n');
  const wanted = [pick, ...named].map(({ name }) => name);
  const kept = rows.filter(
    (row, at) => at < 2 || named.length < 2 || wanted.some((name) => storeIn(row).includes(name)),
  );
  if (database === undefined) return kept.join('\n');
  return kept
    .map((row) => {
      if (storeIn(row) !== pick.name) return row;
      const [, store, , ...rest] = row.split('|');
      return ['', store, ` the ${sizeInWords(database.schema)} of this workspace `, ...rest].join('|');
    })
    .join('\n');
}

function storeIn(row: string): string {
  return row.split('|')[1]?.trim() ?? '';
}

/** Columns that would be searched, and documents that PostgreSQL holds already. */
function storesHere({ database, named }: Case): string | undefined {
  if (database === undefined) return undefined;
  const tables = [...database.schema.tables.values()].filter(({ partitionOf }) => partitionOf === undefined);
  const columns = (fits: (column: Column, table: Table) => boolean): readonly string[] =>
    tables.flatMap((table) =>
      table.columns.filter((column) => fits(column, table)).map(({ name }) => `${displayName(table)}.${name}`),
    );
  const isNamed = (model: string): boolean => named.some(({ models }) => models[0] === model);
  const lines = [
    ...(isNamed('search') ? [searchHere(columns)] : []),
    ...(isNamed('document') ? [documentsHere(columns)] : []),
  ];
  return lines.length === 0 ? undefined : `**In this workspace**\n\n${list(lines)}`;
}

type Find = (fits: (column: Column, table: Table) => boolean) => readonly string[];

const isLongText = /^(?:description|body|content|text|summary|abstract|bio|notes?|comments?|review)$/i;

function searchHere(columns: Find): string {
  const indexed = columns(({ name, type }, table) => type.family === 'tsvector' || isSearched(name, table));
  if (indexed.length > 0)
    return `Searched in PostgreSQL already: ${codes(indexed, 4)}. A search engine has to beat that in a number first.`;
  const texts = columns(
    ({ name, type }) => (type.family === 'text' || type.family === 'char') && isLongText.test(name),
  );
  return texts.length === 0
    ? 'No column is named as text that is searched: say what a search engine would find here, before it is run.'
    : `Text that a search would be about: ${codes(texts, 6)}. Nothing serves it today; full text in PostgreSQL comes first.`;
}

/** By a trigram index, or one on its words. */
function isSearched(column: string, { indexes }: Table): boolean {
  return indexes.some(({ parts }) =>
    parts.some(
      (part) =>
        (part.column === column && part.opclass?.endsWith('trgm_ops') === true) ||
        (part.expression?.text.includes('tsvector') === true && part.expression.text.includes(column)),
    ),
  );
}

function documentsHere(columns: Find): string {
  const found = columns(({ type }) => type.family === 'jsonb' || type.family === 'json');
  return found.length === 0
    ? 'No column is JSON: nothing here has a shape that tables do not hold, so MongoDB has no work yet.'
    : `Shapes that vary are JSON columns already (${codes(found, 4)}): MongoDB has no work until one of them is asked for what they cannot do.`;
}

/** Whether the store that was picked serves what a second one would be added for. */
function besideThePick(c: Case): string | undefined {
  const added = c.needs.filter(({ id, because }) => sideNeeds.has(id) && because.startsWith('"'));
  if (added.length === 0) return undefined;
  const served = added.filter(({ id }) => (c.pick.fitness[id] ?? 0) >= 1);
  const other = added.filter((need) => !served.includes(need));
  const asked = served.filter(({ id }) => id !== 'read-scaling');
  return paragraphs(
    asked.length === 0
      ? undefined
      : `${c.pick.name} does ${asked.map(({ title }) => continued(title)).join(' and ')} as well: no second store until a measurement says otherwise.`,
    other.length === 0
      ? undefined
      : list(
          other.map(
            ({ id, title }) =>
              `${title}: ${sideStore(id, c)} as a copy that may be lost, once a measurement asks for it.`,
          ),
        ),
  );
}

function sideStore(need: string, { ranking }: Case): string {
  return ranking.find(({ technology }) => technology.state === 'active' && technology.fitness[need] === 3)!.technology
    .name;
}

/** The table that feeds the copies, as the workspace writes tables, and how a copy takes a message. */
function outbox(c: Case): string | undefined {
  const schema = c.knowledge.schemaOf('transactions-sagas');
  const tables = [...(schema?.tables ?? [])].filter(([, { name }]) => name === 'outbox_message');
  if (schema === undefined || tables.length === 0) return undefined;
  const adapted = adaptSchema({ ...schema, tables: new Map(tables) }, c.database?.schema);
  if (adapted.schema.tables.size === 0)
    return `**The feed of the copies** is there: ${codes(adapted.existing.map(({ present }) => displayName(present)))}.`;
  const { language, code, unsaid } = printAdapted(adapted, c.language, c.database);
  return paragraphs(
    '**The feed of the copies**',
    fenced(language, code),
    unsaid.length === 0 ? undefined : fenced('sql', unsaid.join('\n')),
    blocks(patternOf(c, 'polyglot'), 'python'),
  );
}

function documents(c: Case): string | undefined {
  if (!c.named.some(({ models }) => models[0] === 'document')) return undefined;
  const pattern = patternOf(c, 'document-modelling');
  return paragraphs(`**Documents.** ${pattern.default}`, blocks(pattern, 'javascript'));
}
