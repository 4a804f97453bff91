/** What a question is about: its kinds, the patterns that fit, the expertise that answers. */
import type { Question, WorkspaceFacts } from '../consultation.ts';
import type { ExpertiseKnowledge, KindOfQuestion, Knowledge, Pattern, Signal } from '../knowledge.ts';
import { readQuestion } from '../read-question.ts';
import { aiModels } from '../relevant-tables.ts';
import { isDescribed } from '../scope.ts';
import { slowPart } from '../slow.ts';
import { scoreIn, shown, wordsIn } from '../words.ts';
import { isCourtesy } from './follow-up.ts';
import { isMoveBetween } from './move.ts';
import { technologiesIn } from './requirements.ts';
import { spelledRight } from './spelling.ts';

export interface Topic {
  /** Ids, the one of the command first, then by the number of words that occur. */
  readonly kinds: readonly string[];
  /** Best first; only those that come near the first. */
  readonly patterns: readonly Pattern[];
  readonly expertise: ExpertiseKnowledge;
  /** One that comes within a third of the first. */
  readonly second: ExpertiseKnowledge | undefined;
  readonly confidence: number;
  readonly because: readonly string[];
  /** The question says nothing by itself and goes on from the one before it. */
  readonly goesOn: boolean;
}

/** What was said before, in another language: "show me the Prisma schema". */
const asksForForm =
  /^\s*(?:please\s+)?(?:show|print|give|write|and in|in)\b.{0,40}\b(?:prisma|sqlalchemy|sql|python|models?)\b/i;

/** "Now make it multi-tenant": what was designed before, and this. */
const addition =
  /^\s*(?:please\s+)?(?:and\s+|now\s+|then\s+)*(?:make (?:it|this|that)|add|extend (?:it|this)|include|also)\b/i;
const mostOfAddition = 8;

/** A question that says nothing by itself ("and with MySQL?") goes on from the one before it. */
/** "Which index then?" goes on from what was slow. */
const techniques: ReadonlySet<string> = new Set(['performance-review', 'indexing']);

export function topicOf(question: Question, workspace: WorkspaceFacts, knowledge: Knowledge): Topic {
  const own = understood(question, workspace, knowledge);
  const last = question.history.at(-1);
  const before = last === undefined ? undefined : readQuestion(last.question).text;
  if (before === undefined || isCourtesy.test(question.text)) return own;
  const isForm = asksForForm.test(question.text);
  const isAddition = addition.test(question.text) && question.text.trim().split(/\s+/).length <= mostOfAddition;
  if (own.patterns.length > 0 && isAddition) return added(own, readTopic(before, question, workspace, knowledge));
  if (own.patterns.length > 0 && !isForm) {
    const earlier = techniques.has(own.patterns[0]!.id) ? readTopic(before, question, workspace, knowledge) : undefined;
    return earlier?.patterns[0]?.parts[slowPart] !== undefined && earlier.kinds.some((kind) => kind === 'performance')
      ? { ...earlier, kinds: ['performance'], goesOn: true }
      : own;
  }
  const whole = readTopic(`${question.text}\n${before}`, question, workspace, knowledge);
  const kinds = isForm ? ['design', ...whole.kinds] : [...own.kinds, ...whole.kinds];
  const patterns = isForm ? whole.patterns.filter((pattern) => !own.patterns.includes(pattern)) : whole.patterns;
  return { ...whole, kinds: [...new Set(kinds)], patterns, goesOn: true };
}

function added(own: Topic, base: Topic): Topic {
  return {
    ...base,
    kinds: [...new Set([...base.kinds, ...own.kinds])],
    patterns: [...new Set([...base.patterns.slice(0, 2), ...own.patterns])],
    goesOn: true,
  };
}

/**
 * The name of a table is no word: `LiteLLM_SpendLogs` says nothing of LiteLLM, nor of spending. Nor is the name of a file
 * that the chat writes into the question: `#file:sessions.sql`.
 */
function withoutNames(asked: string, { databases }: WorkspaceFacts): string {
  const text = asked.replaceAll(/#[\w-]+(?::\S+)?/g, ' ');
  const written = new Set(text.slice(0, 20_000).match(/\b\w*(?:_\w|[a-z][A-Z])\w*\b/g) ?? []);
  if (written.size === 0) return text;
  const names = databases.flatMap(({ schema }) => [...schema.tables.values()].map(({ name }) => name));
  return names.filter((name) => written.has(name)).reduce((rest, name) => rest.replaceAll(name, 'this table'), text);
}

/** As it is written; where that says nothing, or not what is slow, with its slips of the pen mended. */
function understood(question: Question, workspace: WorkspaceFacts, knowledge: Knowledge): Topic {
  const said = withoutNames(question.text, workspace);
  const own = readTopic(said, question, workspace, knowledge);
  const isSlowness = own.patterns[0]?.id === 'performance-review';
  if (!isSlowness && (own.patterns.length > 0 || own.kinds.length > 0)) return own;
  const text = spelledRight(said, knowledge);
  const mended = text === said ? own : readTopic(text, question, workspace, knowledge);
  return isSlowness && mended.patterns[0]?.parts[slowPart] === undefined ? own : mended;
}

function readTopic(text: string, question: Question, workspace: WorkspaceFacts, knowledge: Knowledge): Topic {
  const cut = text.slice(0, 20_000).replaceAll(lastLogin, 'last seen');
  const found = kindsOf(cut, question, knowledge.kinds);
  const shape = question.command === undefined ? shapeOf(cut, found, knowledge) : undefined;
  const kinds = shape
    ? [...new Set([shape.kind, ...found])]
    : found.length === 0 && asksForStore(cut, knowledge)
      ? ['choose']
      : found;
  const near = patternsOf(cut, kinds, knowledge.patterns);
  const shaped = knowledge.patterns.filter(({ id }) => id === shape?.pattern);
  const spoken = [...new Set([...shaped, ...near])];
  const patterns =
    spoken.length > 0
      ? ofCommand(spoken, question, knowledge)
      : question.command === undefined
        ? patternOfKind(kinds[0], knowledge)
        : patternOfCommand(question, knowledge);
  // "Should we use UUIDs?" chooses no database.
  const isOther = patterns[0]?.kinds.includes('choose') === false && !namesStore(cut, knowledge);
  const meant = isOther && question.command !== 'choose' ? kinds.filter((kind) => kind !== 'choose') : kinds;
  // "Categories with subcategories" says what, and nothing of what is wanted of it.
  const usual = patterns[0]?.kinds[0];
  return {
    kinds: meant.length === 0 && usual !== undefined ? [usual] : meant,
    patterns,
    goesOn: false,
    ...expertiseOf(cut, question, workspace, knowledge),
  };
}

/** When somebody last came is activity; how they sign in is another subject. */
const lastLogin = /\b(?:last|latest|first|recent)[ _-]?log-?ins?(?:[ _](?:at|time|date))?\b/gi;

function namesStore(text: string, { technologies }: Knowledge): boolean {
  return (
    technologiesIn(text, technologies).length > 0 ||
    /\b(?:databases?|db|stores?|sql|nosql|datenbank\w*|bases? de (?:données|datos|dados)|banco de dados)\b|数据库|データベース|базу/iu.test(
      text,
    )
  );
}

interface Shape {
  readonly kind: string;
  readonly pattern: string;
}

/** What the stores of a question say together, whatever its other words: a move between two, or three side by side. */
function shapeOf(text: string, kinds: readonly string[], { technologies }: Knowledge): Shape | undefined {
  if (isMoveBetween(text, technologies)) return { kind: 'migrate', pattern: 'migration-strategies' };
  if (kinds.some((kind) => kind === 'choose' || kind === 'migrate')) return undefined;
  const models = new Set(technologiesIn(text, technologies).map((each) => each.models[0]));
  return models.size < 3 ? undefined : { kind: 'design', pattern: 'polyglot' };
}

/** "Is SQLite good enough?" is a question of choice without any of its words. */
function asksForStore(text: string, { technologies }: Knowledge): boolean {
  return (
    technologiesIn(text, technologies).length > 0 &&
    /\b(?:is|are|can|could|should|would|enough|use|using)\b/i.test(text)
  );
}

function kindsOf(whole: string, question: Question, all: readonly KindOfQuestion[]): readonly string[] {
  const text = whole.replace(aiModels, ' ');
  const counted = all
    .map(({ id, command, words }) => ({
      id,
      asked: command !== undefined && command === question.command,
      count: wordsIn(text, words).length,
    }))
    .filter(({ asked, count }) => asked || count > 0);
  // "Model" and "structure" stand in questions of every kind: design leads only where nothing more special does.
  return counted
    .sort(
      (one, other) =>
        Number(other.asked) - Number(one.asked) ||
        other.count - one.count ||
        Number(one.id === 'design') - Number(other.id === 'design'),
    )
    .map(({ id }) => id);
}

/** A word that is of one pattern alone names a subject, however much is said of another one. */
const oneSubject = 5;

function patternsOf(text: string, kinds: readonly string[], all: readonly Pattern[]): readonly Pattern[] {
  const scored = all
    .map((pattern) => {
      const { score } = scoreIn(text, pattern.words);
      const fits = pattern.kinds.filter((kind) => kinds.includes(kind)).length;
      return { pattern, score: score > 0 ? score + fits / 2 : 0 };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  const best = scored[0]?.score ?? 0;
  const near = scored.filter(({ score }) => score >= Math.max(2.5, Math.min(best / 3, oneSubject))).slice(0, 5);
  return (kinds.includes('performance') ? slowFirst(near) : near).map(({ pattern }) => pattern);
}

/** Commands that are about one thing, whatever words come with them: the pattern of that thing. */
const ofOneThing: Readonly<Record<string, string>> = {
  cache: 'caching',
  tenancy: 'tenancy',
  jsonb: 'json-and-columns',
  normalize: 'normalization',
  indexes: 'indexing',
  security: 'security-compliance',
  cost: 'cost-model',
};

/** Commands that have a subject of their own only where nothing is said behind them. */
const withoutWords: Readonly<Record<string, string>> = {
  migrate: 'schema-change',
  scale: 'partitioning-sharding',
};

/** What a question asks for that has the word of a kind and of no pattern: "unsere Abfragen sind langsam". */
function patternOfKind(kind: string | undefined, { patterns }: Knowledge): readonly Pattern[] {
  const wanted = kind === 'performance' ? 'performance-review' : ofOneThing[kind ?? ''];
  return patterns.filter(({ id }) => id === wanted);
}

/** A command without words, or with words that no pattern knows (`/cache product pages`), asks for the pattern about it. */
function patternOfCommand({ command, text }: Question, { patterns }: Knowledge): readonly Pattern[] {
  if (command === undefined) return [];
  const wanted = ofOneThing[command] ?? (text.trim() === '' ? withoutWords[command] : undefined);
  return patterns.filter(({ id }) => id === wanted);
}

/**
 * Behind a command for one thing, a pattern that has nothing to do with it gives way to those that have: `/security`
 * with API keys is no design of model providers. A change inside one database is no move to another one.
 */
function ofCommand(patterns: readonly Pattern[], question: Question, { technologies }: Knowledge): readonly Pattern[] {
  const { command, text } = question;
  const fitting =
    command === undefined || ofOneThing[command] === undefined
      ? []
      : patterns.filter(({ kinds }) => kinds.includes(command));
  const rest = isDescribed(question) || fitting.length === 0 ? patterns.filter((each) => !fitting.includes(each)) : [];
  const isInside = patterns.some(({ id }) => id === 'schema-change') && technologiesIn(text, technologies).length === 0;
  return [...fitting, ...rest].filter(({ id }) => !isInside || id !== 'migration-strategies');
}

interface ScoredPattern {
  readonly pattern: Pattern;
  readonly score: number;
}

/** What is slow is looked for in its own design first, then measured; means such as caches and partitions come after. */
function slowFirst(scored: readonly ScoredPattern[]): readonly ScoredPattern[] {
  const best = scored[0]?.score ?? 0;
  const rank = ({ pattern, score }: ScoredPattern): number =>
    score < best - 4 ? 3 : means.has(pattern.id) ? 2 : pattern.id === 'performance-review' ? 1 : 0;
  return [...scored].sort((one, other) => rank(one) - rank(other));
}

const means: ReadonlySet<string> = new Set([
  'partitioning-sharding',
  'replication',
  'caching',
  'connection-pooling',
  'indexing',
  'orm-access',
  'monitoring',
]);

function expertiseOf(
  text: string,
  question: Question,
  workspace: WorkspaceFacts,
  { expertise }: Knowledge,
): Pick<Topic, 'expertise' | 'second' | 'confidence' | 'because'> {
  const entities = entitiesOf(question, workspace);
  const scored = expertise
    .map((each) => ({ each, ...score(each, text, entities) }))
    .sort((one, other) => other.total - one.total || other.attached - one.attached);
  const [first, second] = scored;
  const near = second !== undefined && second.total > 0 && second.total >= (first!.total * 2) / 3 ? second : undefined;
  const sum = first!.total + (second?.total ?? 0);
  return {
    expertise: first!.each,
    second: near?.each,
    confidence: sum === 0 ? 0 : Math.round((first!.total / sum) * Math.min(1, 0.5 + first!.total / 16) * 100) / 100,
    because: first!.because,
  };
}

interface Entities {
  readonly table: readonly string[];
  readonly package: readonly string[];
  readonly file: readonly string[];
  /** What the question points at or the editor shows: it breaks a tie, and nothing else. */
  readonly attached: readonly string[];
}

function entitiesOf({ references, active }: Question, { databases, stack }: WorkspaceFacts): Entities {
  const files = databases.flatMap((database) => database.files.map(({ file }) => file));
  return {
    table: databases.flatMap(({ schema }) => [...schema.tables.values()].slice(0, 500).map(({ name }) => name)),
    package: stack.map(({ dependency }) => dependency),
    file: [...files, ...stack.map(({ file }) => file)],
    attached: [...references.flatMap(({ file }) => file ?? []), ...(active === undefined ? [] : [active])],
  };
}

/** The question decides; the workspace leans: what it says counts as two words of the question at the most. */
const mostFromWorkspace = 4;

function score({ floor, signals }: ExpertiseKnowledge, text: string, entities: Entities) {
  const asked = scoreIn(
    text,
    signals.filter((signal) => signal.in === 'question'),
  );
  const because = asked.words.map((word) => `"${shown(word)}" in the question`);
  let leaning = 0;
  for (const signal of signals) {
    if (signal.in === 'question') continue;
    for (const found of entitiesMatching(signal, entities)) {
      leaning += signal.weight / 2;
      because.push(found);
    }
  }
  const files = signals.filter((signal) => signal.in === 'file').flatMap(({ any }) => any);
  return {
    attached: files.filter((word) => entities.attached.some(matcherOf('file', word))).length,
    total: floor + asked.score + Math.min(mostFromWorkspace, leaning),
    because: [...new Set(because)].slice(0, 8),
  };
}

function* entitiesMatching(signal: Signal, entities: Entities): Iterable<string> {
  if (signal.in === 'question') return;
  for (const word of signal.any) {
    const accepts = matcherOf(signal.in, word);
    const found = entities[signal.in].find(accepts);
    if (found === undefined) continue;
    if (signal.in === 'table') yield `the table ${found.slice(0, 60)}`;
    else if (signal.in === 'package') yield `${found} in the manifests`;
    else yield `the file ${lastName(found)}`;
  }
}

function matcherOf(kind: 'table' | 'package' | 'file', word: string): (name: string) => boolean {
  const source = word.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', kind === 'file' ? '[^/]*' : '.*');
  const pattern = new RegExp(kind === 'file' ? `(?:^|/)${source}$` : `^${source}$`, 'i');
  return (name) => pattern.test(name);
}

function lastName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
