/** Indexes: what findings propose, and those of the design with what each serves. */

import type { ReportedFinding } from '../../analysis/analyzer.ts';
import { accessPaths } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Index, Table } from '../../model/table.ts';
import type { Case } from '../case.ts';
import { code, codes, count, list, table, tablesIn } from '../markdown.ts';
import { singular } from '../relevant-tables.ts';
import { factsInQuestion, isOfIndexes, isOfSize, tablesMeant } from './in-question.ts';
import { shownSchema } from './schema.ts';
import { choices, paragraphs, patternOf, type SectionWriter, toldIn } from './section-writer.ts';

const mostIndexes = 14;

export const indexesSection: SectionWriter = (c, plan) => {
  const asked = c.topic.kinds.includes('indexes');
  const proposals = proposed(c);
  const adapted = shownSchema(c, plan);
  const indexes =
    adapted === undefined
      ? []
      : [...adapted.schema.tables.values()]
          .filter(({ partitionOf }) => partitionOf === undefined)
          .flatMap((of) => of.indexes.map((index) => ({ of, index })));
  const references = indexes.filter(({ of, index }) => servesReferenceAlone(of, index));
  // One is said as shortly by its name.
  const plain = references.length > 1 ? references : [];
  const rows = indexes.filter((each) => !plain.includes(each)).map(({ of, index }) => indexRow(of, index));
  const pattern = patternOf(c, 'indexing');
  const isTold = asked || toldIn('indexes', c, plan).length > 0;
  return paragraphs(
    asked ? present(c) : undefined,
    proposals,
    rows.length === 0 ? undefined : list(rows.slice(0, mostIndexes)),
    plain.length === 0
      ? undefined
      : `${rows.length === 0 ? 'Each index' : `Each of the other ${count(plain.length)}`} serves one foreign key: its joins, and deletes of what it refers to.`,
    isTold && rows.length === 0 && proposedIn(c).length === 0 ? tablesIn(choices(pattern) ?? '')[0] : undefined,
    isTold ? pattern.parts.Default : undefined,
  );
};

/** The keys and indexes of the tables that were named. */
function present(c: Case): string | undefined {
  const rows = tablesMeant(c)
    .slice(0, 3)
    .flatMap((of) =>
      accessPaths(of).map((path) => [
        code(displayName(of)),
        codes(path.parts.map(({ column, expression }) => column ?? expression?.text ?? '')),
        path.unique ? 'unique' : '',
        path.where === undefined ? '' : `only where ${path.where.text}`,
      ]),
    );
  return rows.length === 0
    ? undefined
    : `Keys and indexes that are there:\n\n${table(['Table', 'Columns in order', '', ''], rows)}`;
}

const mostProposals = 10;

/** Findings of the indexing rules as proposals, those on the most connected tables first. */
function proposed(c: Case): string | undefined {
  const found = proposedIn(c);
  if (found.length === 0) return undefined;
  // Each of them stands above with its place already.
  if (new Set(found.map(({ rule }) => rule)).size === found.length) return undefined;
  const shown = found.slice(0, mostProposals);
  const fixed = shown.filter((finding) => c.workspace.hasFix(finding)).length;
  const mended =
    fixed === 0
      ? 'None has a quick fix: they are mended by hand.'
      : fixed === shown.length
        ? 'Each has a quick fix in the editor.'
        : `${fixed} of them have a quick fix in the editor.`;
  const left = found.length - shown.length;
  return paragraphs(
    table(
      ['Table', 'Columns', 'Finding', 'Place'],
      shown.map(({ rule, table: name, columns, file, span }) => [
        name === undefined ? '' : code(name),
        columns.length === 0 ? 'all' : codes(columns),
        rule,
        code(c.workspace.placeOf(file, span)),
      ]),
    ),
    left > 0 ? `${mended} ${count(left)} more: \`db-architect check\`.` : mended,
  );
}

/** Of the tables in question; of all where the question is about no table. */
export function proposedIn(c: Case): readonly ReportedFinding[] {
  if (c.database === undefined || !reviewsIndexes(c) || isOfSize(c)) return [];
  const facts = new Set(factsInQuestion(c).map(({ source, place }) => keyOf(source, place?.file, place?.span.start)));
  const degree = degrees(c.database.schema);
  const rank = ({ table: name }: ReportedFinding): number => degree.get(name ?? '') ?? 0;
  return c.database.findings
    .filter(({ rule, file, span }) => isOfIndexes(rule) && facts.has(keyOf(rule, file, span.start)))
    .sort(
      (one, other) =>
        Number(other.severity === 'warning') - Number(one.severity === 'warning') || rank(other) - rank(one),
    );
}

function keyOf(rule: string, file: string | undefined, at: number | undefined): string {
  return `${rule} ${file} ${at}`;
}

function reviewsIndexes({ topic }: Case): boolean {
  return topic.kinds.some((kind) => kind === 'indexes' || kind === 'performance' || kind === 'review');
}

/** How many foreign keys begin or end at a table: what is connected most is read and deleted from most. */
function degrees({ tables }: Schema): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const add = (name: string): void => void found.set(name, (found.get(name) ?? 0) + 1);
  for (const each of tables.values()) {
    for (const { references } of each.foreignKeys) {
      add(displayName(each));
      add(displayName(references.table));
    }
  }
  return found;
}

/** Nothing but the columns of a reference: what it is for goes without saying. */
function servesReferenceAlone({ foreignKeys }: Table, { parts, unique, where, method }: Index): boolean {
  return (
    !unique &&
    where === undefined &&
    method === 'btree' &&
    foreignKeys.some(
      ({ columns }) => columns.length === parts.length && parts.every(({ column }) => columns.includes(column ?? '')),
    )
  );
}

/** The columns stand in the schema above; what each is for does not. */
function indexRow(of: Table, index: Index): string {
  return `${code(index.name ?? `${of.name} (${index.parts.map(({ column }) => column ?? '…').join(', ')})`)}: ${serves(of, index)}`;
}

function serves(of: Table, index: Index): string {
  const names = index.parts.flatMap(({ column }) => column ?? []);
  const target = of.foreignKeys.find(({ columns }) =>
    columns.every((name, at) => names[at] === name || names.includes(name)),
  );
  const last = index.parts.at(-1)!;
  const isList = names.length > 1 && /(?:_at|_on|_date|At|^id)$/.test(last.column ?? '');
  const only = index.where === undefined ? '' : `, only where ${index.where.text}`;
  const keys = index.parts.map(({ column, expression }) => column ?? expression?.text ?? '');
  if (index.unique) return `one row per ${keys.join(', ')}${only}`;
  if (index.parts.some(({ expression }) => /\bto_tsvector\b/i.test(expression?.text ?? '')))
    return `full-text search${only}`;
  if (index.method !== 'btree') return `${index.method} search${only}`;
  const one =
    target === undefined ? '' : target.columns.at(-1)!.replace(/_?id$/i, '') || singular(target.references.table.name);
  if (target !== undefined && isList) return `rows of one ${one}, page by page${only}`;
  if (target !== undefined) return `rows of one ${one}, and deletes there${only}`;
  return `${isList ? 'a list' : 'look-ups'} by ${names[0] ?? 'the expression'}${only}`;
}
