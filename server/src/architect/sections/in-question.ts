/** Which tables and which facts of the workspace a question is about. */
import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import { catalogue } from '../../rules/catalogue.ts';
import type { Family } from '../../rules/rule.ts';
import { find } from '../arithmetic.ts';
import type { Case } from '../case.ts';
import type { Fact } from '../consultation.ts';
import type { Pattern } from '../knowledge.ts';
import { anchors } from '../schema/match-tables.ts';
import { isDescribed } from '../scope.ts';
import { adaptedFor } from './schema.ts';

const families = new Map(catalogue.map((rule) => [rule.id, rule.family]));

/** The families of rules that answer a kind of question; a review wants all. */
const familiesOfKind: Readonly<Record<string, readonly Family[]>> = {
  indexes: ['indexing'],
  normalize: ['normalization', 'keys'],
  jsonb: ['json'],
  performance: ['indexing', 'json'],
  tenancy: ['keys', 'indexing'],
  security: ['keys'],
};

/** Rules outside of the indexing family whose findings cost time at run time. */
const slowing: ReadonlySet<string> = new Set([
  'duplicate-foreign-key',
  'inconsistent-type-same-name',
  'json-needs-equality',
  'json-not-jsonb',
  'jsonb-btree',
  'multi-valued-text',
  'prisma-relationmode-index',
  'random-uuid-pk',
  'sa-json-not-variant',
  'sa-redundant-index-flags',
]);

/** About rows that cannot be written, not about time. */
const notSlowing = 'soft-delete-unique-conflict';

/** The facts that bear on the question: of the tables in question where there are any, of the families asked for. */
export function factsInQuestion(c: Case): readonly Fact[] {
  if (subjectIsAbsent(c)) return [];
  const names = new Set(tablesInQuestionOf(c).map(displayName));
  if (names.size === 0 && !asksForReview(c)) return [];
  const ofKind = c.facts.filter(
    (fact) => (names.size === 0 || fact.tables.some((name) => names.has(name))) && isOfKind(fact, c),
  );
  const found = isGeneralReview(c) ? ofKind.filter((fact, _, all) => isFinding(fact) || isRare(fact, all)) : ofKind;
  const first = familiesOfKind[c.lead?.kinds[0] ?? c.topic.kinds[0] ?? ''] ?? [];
  const leads = ({ source }: Fact): number => Number(first.some((family) => family === families.get(source)));
  return found.sort((one, other) => leads(other) - leads(one) || other.weight - one.weight);
}

function tablesInQuestionOf(c: Case): readonly Table[] {
  const certain = tablesMeant(c);
  if (asksForReview(c)) return certain.length > 0 || isGeneralReview(c) ? certain : tablesAskedAbout(c);
  // What a design builds upon is in question; the rest of the schema is not.
  return [...certain, ...(adaptedFor(c)?.existing ?? []).map(({ present }) => present)];
}

/** "/review Is the user table any good?": the few words behind a command mean the table that they name. */
export function tablesMeant({ tables, question }: Case): readonly Table[] {
  const certain = tables.filter((each) => each.certain);
  const isShort = question.command !== undefined && !isDescribed(question);
  const meant = certain.length === 0 && isShort ? tables.filter(({ near }) => !near) : certain;
  return meant.map(({ table: each }) => each);
}

/** The tables that the question names, speaks of, or is about by its subject. */
export function tablesAskedAbout(c: Case): readonly Table[] {
  const own = c.tables.filter(({ database }) => database === c.database).map((each) => each.table);
  const ofSubject = (adaptedFor(c)?.existing ?? [])
    .filter(({ wanted }) => !anchors.has(wanted.name))
    .map(({ present }) => present);
  return [...new Set([...own, ...ofSubject])];
}

function isOfKind({ source }: Fact, c: Case): boolean {
  const { kinds } = c.topic;
  if (source === 'model-shape' || source === 'list-access') {
    return kinds.some((kind) => ['jsonb', 'review', 'performance', 'indexes'].includes(kind));
  }
  if (isAboutSpeed(c)) return isSlowing(source);
  if (kinds.includes('review')) return true;
  const wanted = kinds.flatMap((kind) => familiesOfKind[kind] ?? []);
  const family = families.get(source);
  return wanted.length === 0 || family === undefined || wanted.includes(family);
}

/** What holds for half of a large schema is no news in a review of all of it. */
function isRare({ source }: Fact, all: readonly Fact[]): boolean {
  return all.filter((each) => each.source === source).length <= 5;
}

function isSlowing(rule: string): boolean {
  return slowing.has(rule) || (families.get(rule) === 'indexing' && rule !== notSlowing);
}

/** Why it is slow, or a review of just that. */
export function isAboutSpeed({ lead }: Case): boolean {
  return lead?.id === 'performance-review';
}

/** Of the whole schema: no subject of its own that tables could be about. */
function isGeneralReview({ topic, lead }: Case): boolean {
  return (
    topic.kinds[0] === 'review' || lead === undefined || topic.patterns.every(({ schema }) => schema === undefined)
  );
}

/** How many findings of other kinds there are, for those who want all. */
export function otherFindings(c: Case): number {
  if (c.database === undefined || !asksForReview(c)) return 0;
  return c.database.findings.length - factsInQuestion(c).filter(isFinding).length;
}

/** The subject whose tables the question takes for granted and the workspace does not have. */
export function subjectIsAbsent(c: Case): Pattern | undefined {
  if (c.database === undefined || !asksAboutTables(c) || c.tables.length > 0) return undefined;
  const adapted = adaptedFor(c);
  const isHere = adapted?.existing.some(({ wanted }) => !anchors.has(wanted.name)) === true;
  if (adapted === undefined || isHere) return undefined;
  return c.topic.patterns.find(({ schema, id }) => schema !== undefined && id !== 'json-and-columns');
}

const reviewKinds: ReadonlySet<string> = new Set([
  'review',
  'performance',
  'indexes',
  'normalize',
  'jsonb',
  'security',
  'scale',
]);

const tableKinds: ReadonlySet<string> = new Set(['review', 'performance', 'indexes', 'normalize', 'jsonb']);

/** A review whose answer is in the tables. */
export function asksAboutTables({ topic }: Case): boolean {
  return topic.kinds.slice(0, 2).some((kind) => tableKinds.has(kind));
}

const makingKinds: ReadonlySet<string> = new Set(['design', 'choose', 'provision', 'tenancy', 'migrate']);

/** About what is there, as opposed to what is to be made. */
export function asksForReview({ topic }: Case): boolean {
  const [first = '', second = ''] = topic.kinds;
  return reviewKinds.has(first) || (reviewKinds.has(second) && !makingKinds.has(first));
}

export function isOfIndexes(rule: string): boolean {
  return families.get(rule) === 'indexing';
}

/** What makes a large database slow is in no file: the order of work comes before the findings. */
export function isOfSize(c: Case): boolean {
  return c.tables.length === 0 && find(c, 'data size') !== undefined;
}

/** A rule says so, as opposed to an advisor that knows what is usual. */
export function isFinding({ source }: Fact): boolean {
  return families.has(source);
}
