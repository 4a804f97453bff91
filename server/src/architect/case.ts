/** A question as understood, with everything that the sections of the answer are written from. */
import { type Dialect, productNames, type SqlDialect } from '../model/dialect.ts';
import { factsOf } from './advisors.ts';
import type { DescribedDatabase, Fact, Question, Requirement, WorkspaceFacts } from './consultation.ts';
import type { Knowledge, Pattern, Technology } from './knowledge.ts';
import { type TableInQuestion, tablesInQuestion } from './relevant-tables.ts';
import { sqlDialectOf, sqlSpokenBy } from './schema/to-dialect.ts';
import { type Change, changedQuantities, conversationOf, together } from './understanding/follow-up.ts';
import { languageOf, type SchemaLanguage } from './understanding/language.ts';
import {
  contradictionsIn,
  dialectOf,
  type Need,
  needsOf,
  quantitiesOf,
  requirementsOfWorkspace,
  type SourcedQuantity,
  statementsOf,
  technologiesIn,
} from './understanding/requirements.ts';
import { type Spoken, spokenIn } from './understanding/spoken.ts';
import { type Topic, topicOf } from './understanding/topic.ts';
import { isOut, type Weighed, weigh } from './weighing.ts';

export interface Case {
  /** Of a question that changes an earlier one, that one. */
  readonly question: Question;
  /** What the question changes of the earlier one, and the case before that. */
  readonly change: Change | undefined;
  readonly previous: Case | undefined;
  /** What of the text was taken for material, and not for the question. */
  readonly pasted: Spoken['pasted'];
  /** The smallest design was asked for. */
  readonly isSimple: boolean;
  readonly workspace: WorkspaceFacts;
  readonly knowledge: Knowledge;
  readonly topic: Topic;
  /** The pattern that fits best. */
  readonly lead: Pattern | undefined;
  readonly quantities: readonly SourcedQuantity[];
  readonly statements: readonly Requirement[];
  readonly workspaceRequirements: readonly Requirement[];
  readonly contradictions: readonly string[];
  readonly needs: readonly Need[];
  /** Named in the question. */
  readonly named: readonly Technology[];
  /** All technologies, best first. */
  readonly ranking: readonly Weighed[];
  /** The first store. */
  readonly pick: Technology;
  /** The database in question: the one with most of the tables named, else that of the file in front, else the largest. */
  readonly database: DescribedDatabase | undefined;
  readonly dialect: SqlDialect;
  readonly language: SchemaLanguage;
  readonly tables: readonly TableInQuestion[];
  readonly facts: readonly Fact[];
  /** A large question: all sections that bear on it, not only those of a small answer. */
  readonly full: boolean;
}

export function caseOf(asked: Question, workspace: WorkspaceFacts, knowledge: Knowledge): Case {
  const { text, pasted } = spokenIn(asked.text);
  const { question, change, earlier } = conversationOf({ ...asked, text }, knowledge);
  const topic = topicOf(question, workspace, knowledge);
  if (change === undefined) {
    const understood = caseUnder(topic.goesOn ? earlier : undefined, question, topic, workspace, knowledge);
    return pasted === undefined ? understood : { ...understood, pasted, ...namedIn(asked, workspace) };
  }
  const previous = caseUnder(earlier, question, topic, workspace, knowledge);
  const changed = caseUnder(together(earlier, change), question, topic, workspace, knowledge);
  return { ...changed, change, previous };
}

/** The tables that the pasted text names, too. */
function namedIn(asked: Question, workspace: WorkspaceFacts): Pick<Case, 'tables' | 'facts'> {
  return { tables: tablesInQuestion(asked, workspace), facts: factsOf(asked, workspace) };
}

/** `holding` is what the conversation has changed of the question as it was first asked. */
function caseUnder(
  holding: Change | undefined,
  question: Question,
  topic: Topic,
  workspace: WorkspaceFacts,
  knowledge: Knowledge,
): Case {
  const lead = topic.patterns[0];
  const said = [question.text, ...question.history.map((turn) => turn.question)].join('\n');
  const given = quantitiesOf(question);
  const quantities =
    holding === undefined
      ? given
      : changedQuantities(given, holding, (quantity) => ({ ...quantity, source: 'question' }));
  const needs = needsOf(said, quantities, lead, knowledge);
  const named = technologiesIn(question.text, knowledge.technologies);
  const tables = tablesInQuestion(question, workspace);
  const database = databaseInQuestion(workspace, tables, question.active);
  const present = database === undefined ? undefined : technologyOf(database.schema.dialect);
  // The databases of projects are made anew: what the platform itself runs on does not count for them.
  const ranking = weigh(knowledge.technologies, needs, isOfProjects(topic) ? undefined : present);
  const isNamed = tables.some((each) => each.database === database && !each.near);
  return {
    question,
    change: undefined,
    previous: undefined,
    pasted: undefined,
    isSimple: holding?.isSimpler === true,
    workspace,
    knowledge,
    topic,
    lead,
    quantities,
    statements: statementsOf(question),
    workspaceRequirements: requirementsOfWorkspace(workspace),
    contradictions: contradictionsIn(said, quantities, named, database?.schema.dialect),
    needs,
    named,
    ranking,
    pick: pickOf(ranking, lead, present, topic, named),
    database,
    dialect: (holding?.technology && sqlSpokenBy(holding.technology.id)) ?? sqlDialectOf(database?.schema),
    language: holding?.language ?? languageOf(database, isNamed, workspace, question),
    tables,
    facts: factsOf(question, workspace),
    full: isFull(question, topic, statementsOf(question).length + quantities.length, named.length),
  };
}

/** The stores that are weighed are those of projects that a platform makes, not its own. */
export function isOfProjects({ kinds, patterns }: Topic): boolean {
  return kinds.includes('provision') || patterns[0]?.id === 'generated-backends';
}

export function technologyOf(dialect: Dialect): string {
  return Object.entries(dialectOf).find(([, each]) => each === dialect)![0];
}

export function productName(database: DescribedDatabase): string {
  return productNames[database.schema.dialect];
}

function databaseInQuestion(
  { databases }: WorkspaceFacts,
  tables: readonly TableInQuestion[],
  active: string | undefined,
): DescribedDatabase | undefined {
  const counted = databases
    .filter(({ schema }) => schema.tables.size > 0)
    .map((database) => ({
      database,
      named: tables.filter((each) => each.database === database).length,
      inFront: Number(database.files.some(({ file }) => file === active)),
    }))
    .sort(
      (one, other) =>
        other.named - one.named ||
        other.inFront - one.inFront ||
        other.database.schema.tables.size - one.database.schema.tables.size,
    );
  return counted[0]?.database;
}

/**
 * The first of the ranking. Where the pattern itself names a store that comes near it, that one: its schema and its
 * statements are made for it. What the workspace runs on stays unless the question is about leaving it.
 */
function pickOf(
  ranking: readonly Weighed[],
  lead: Pattern | undefined,
  present: string | undefined,
  { kinds }: Topic,
  named: readonly Technology[],
): Technology {
  // "This or that?" is answered with one of them, unless another one is far ahead.
  const ofNamed = named.length < 2 ? undefined : ranking.find((each) => named.includes(each.technology));
  const best = ranking[0]!;
  const first = ofNamed !== undefined && !isOut(ofNamed) && ofNamed.sum >= best.sum * 0.85 ? ofNamed : best;
  const asksForStore = kinds.includes('choose') || kinds.includes('provision') || kinds.includes('migrate');
  const stays = present !== undefined && !asksForStore;
  const preferred = stays ? present : lead?.technologies[0];
  const near = ranking.find(({ technology }) => technology.id === preferred);
  if (near === undefined || isOut(near)) return first.technology;
  return stays || near.sum >= first.sum * 0.85 ? near.technology : first.technology;
}

const largeKinds: ReadonlySet<string> = new Set([
  'design',
  'choose',
  'tenancy',
  'migrate',
  'scale',
  'provision',
  'security',
]);

function isFull(question: Question, { kinds }: Topic, given: number, named: number): boolean {
  if (question.command === 'explain' || question.command === 'erd') return false;
  const large = kinds.filter((kind) => largeKinds.has(kind)).length;
  const words = question.text.split(/\s+/).length;
  return (
    (given > 0 && large > 0) ||
    large >= 3 ||
    kinds.includes('provision') ||
    kinds.includes('migrate') ||
    (large >= 1 && (named >= 2 || words >= 40)) ||
    /\b(?:full|complete|architecture|from scratch)\b/i.test(question.text)
  );
}
