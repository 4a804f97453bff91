/** Which sections a question deserves, and which of them tells what a pattern has to say. */
import type { Case } from './case.ts';
import type { Knowledge, Pattern, SectionKnowledge } from './knowledge.ts';
import { isDescribed, isInScope } from './scope.ts';
import { asksWhySlow } from './slow.ts';
import { type Change, isGrown } from './understanding/follow-up.ts';

/** The plan of what was written: a section that had nothing to say about this case is not in it. */
export function narrowed(plan: Plan, written: ReadonlySet<string>): Plan {
  return { ...plan, has: (section) => written.has(section) };
}

export interface Plan {
  /** In the order of the answer. */
  readonly sections: readonly SectionKnowledge[];
  has(section: string): boolean;
  /** The one section that tells the pattern's choices and default. */
  ownerOf(pattern: Pattern): string;
  /** Of a subject only what the words of the question are about. */
  readonly isBrief: boolean;
}

/** The recommendation alone: the answer to one question of several. */
export function briefPlan({ sections }: Knowledge): Plan {
  const id = 'recommendation';
  return {
    sections: sections.filter((section) => section.id === id),
    has: (section) => section === id,
    ownerOf: () => id,
    isBrief: true,
  };
}

export function planOf(c: Case): Plan {
  const sections = c.knowledge.sections.filter(
    (section) =>
      (c.change !== undefined || isInScope(section.id, c.question, c.topic.kinds)) && isCalledFor(section, c),
  );
  const ids = new Set(sections.map(({ id }) => id));
  return {
    sections,
    isBrief: c.question.command !== undefined,
    has: (section) => ids.has(section),
    ownerOf: ({ id }) => (owners[id] ?? []).find((section) => ids.has(section)) ?? 'recommendation',
  };
}

/** A pattern that is about one section is told there, when the answer has it; all others in the recommendation. */
const owners: Readonly<Record<string, readonly string[]>> = {
  tenancy: ['tenancy'],
  'row-level-security': ['tenancy', 'security'],
  caching: ['caching'],
  'project-provisioning': ['provisioning'],
  'json-and-columns': ['json'],
  'migration-strategies': ['migration'],
  'schema-change': ['migration'],
  indexing: ['indexes'],
  'performance-review': ['queries'],
  'connection-pooling': ['configuration'],
  monitoring: ['monitoring'],
  'backup-recovery': ['recovery'],
  'transactions-sagas': ['transactions'],
  'partitioning-sharding': ['scaling'],
  replication: ['scaling'],
  polyglot: ['stores'],
  'document-modelling': ['stores'],
  'security-compliance': ['security'],
  retention: ['compliance', 'security'],
  audit: ['compliance', 'security'],
  'cost-model': ['cost'],
  'orm-access': ['application'],
};

function isCalledFor(section: SectionKnowledge, c: Case): boolean {
  if (c.change !== undefined) return isOfChange(section.id, c, c.change);
  const { kinds, expertise } = c.topic;
  const { command } = c.question;
  if (isExplanation(c)) return section.id === 'explanation';
  const isDrawing = command === undefined && kinds[0] === 'erd' && c.question.text.split(/\s+/).length <= 8;
  if (command === 'erd' || isDrawing) return section.id === 'diagram';
  if (command === 'adr' && c.question.text.trim() !== '' && c.named.length > 0) return section.id === 'adr';
  if (section.expertise.length > 0 && !section.expertise.includes(expertise.id)) return false;
  if (kinds.length === 0 && c.lead === undefined) return section.id === 'recommendation';
  const fits = conditions[section.id]?.(c);
  if (fits !== undefined) return fits;
  if (section.kinds.some((kind) => kinds.includes(kind))) return true;
  if (isOfPattern(section.id, c)) return true;
  if (!c.full) return false;
  const usual = [expertise, c.topic.second].some((each) => each?.sections.includes(section.id) === true);
  if (usual && section.fullKinds.some((kind) => kinds.includes(kind))) return true;
  return section.requirements.some((id) => isStated(id, c));
}

/** What stays is not said again. */
function isOfChange(section: string, c: Case, change: Change): boolean {
  const { language, technology, isSimpler } = change;
  const hasTables = c.topic.patterns.some(({ schema }) => schema !== undefined);
  const isOtherSql = technology !== undefined && c.dialect !== c.previous?.dialect;
  if (section === 'schema') return hasTables && (language !== undefined || isSimpler || isOtherSql);
  // The same tables in another language say all of it themselves.
  // With its numbers the phases of a move are others; a ladder of scale is no answer to it.
  if (isMove(c) && isGrown(change)) return section === 'migration';
  const isOnlyForm = language !== undefined && technology === undefined && !isSimpler && !isGrown(change);
  return section === 'changes' && !(hasTables && isOnlyForm);
}

/** A pattern of the question that has a section of its own brings it along. */
function isOfPattern(section: string, c: Case): boolean {
  const near = c.full ? c.topic.patterns.slice(0, 4) : c.topic.patterns.slice(0, 2);
  return near.some(({ id }) => owners[id]?.[0] === section);
}

/** Where the kinds alone would call for a section too often, or not often enough. */
const conditions: Readonly<Record<string, (c: Case) => boolean | undefined>> = {
  // "As files grow" is no question about machines; a size or a partition is.
  scaling: (c) =>
    isMove(c)
      ? false
      : c.question.command === 'scale' ||
          c.topic.kinds[0] === 'scale' ||
          c.quantities.some(({ name }) => /size|growth/.test(name))
        ? true
        : isOfPattern('scaling', c),
  technology: (c) =>
    c.named.length >= 2 && !c.topic.kinds.includes('migrate')
      ? true
      : c.topic.kinds.some((kind) => kind === 'choose' || kind === 'cost' || kind === 'provision'),
  stores: (c) =>
    c.topic.kinds.some((kind) => kind === 'design' || kind === 'choose' || kind === 'scale') ? undefined : false,
  // The design's own statements, its limits and its failures are short, and half of its worth.
  queries: (c) => (hasDesign(c) && c.lead?.parts.Code !== undefined ? true : undefined),
  failures: (c) => (hasDesign(c) ? true : undefined),
  scale: (c) =>
    isMove(c) ? false : c.quantities.length > 0 ? true : asksWhySlow(c) ? false : hasDesign(c) ? true : undefined,
  // What goes where, the design says of its own columns.
  json: (c) =>
    c.question.command === undefined &&
    c.topic.kinds[0] === 'design' &&
    c.lead?.schema !== undefined &&
    c.lead.id !== 'json-and-columns'
      ? false
      : undefined,
  // Another design is no answer to why this one is slow.
  alternatives: (c) => (asksWhySlow(c) ? false : undefined),
  security: (c) =>
    isOfAnotherSubject(c) || saysItself(c)
      ? false
      : c.topic.kinds.some((kind) => kind === 'security' || kind === 'tenancy') ||
        // Roles, secrets and limits are told with the databases that are made.
        (c.topic.kinds.includes('provision') && c.lead?.id !== 'project-provisioning') ||
        isStated('compliance', c) ||
        isStated('tenant-isolation', c),
  schema: (c) => {
    if (c.lead?.schema === undefined && c.topic.kinds[0] === 'choose') return false;
    // The feed of the copies is told with the stores; the tables of the record are those that are there.
    if (c.lead?.id === 'polyglot') return false;
    return c.lead?.schema !== undefined && c.topic.kinds.includes('security') ? true : undefined;
  },
  caching: (c) => (c.topic.kinds.includes('cache') || isOfPattern('caching', c) ? true : undefined),
  // A restore is named in the arithmetic; objectives are a subject only where somebody has them.
  recovery: (c) =>
    isOfPattern('recovery', c) || c.quantities.some(({ name }) => /^(?:recovery|availability)/.test(name)),
  // What is there already is configured; a pool is a subject of its own.
  configuration: (c) =>
    c.database === undefined || isOfPattern('configuration', c) || c.topic.kinds.includes('provision')
      ? undefined
      : false,
  application: (c) =>
    c.database?.files.some(({ language }) => language === 'python') === true && !isOfPattern('application', c)
      ? false
      : undefined,
};

/** A design of accounts is about nothing else; one under a rulebook says what its own tables need. */
function saysItself({ question, lead }: Case): boolean {
  return (
    question.command !== 'security' && (lead?.id === 'authentication-sessions' || lead?.parts.Compliance !== undefined)
  );
}

/** "/security Are UUIDs safer as keys?" is about keys. */
function isOfAnotherSubject({ question, lead }: Case): boolean {
  return question.command === 'security' && !isDescribed(question) && lead?.kinds.includes('security') === false;
}

/** The size of what moves is in the phases of the move. */
function isMove({ lead, question }: Case): boolean {
  return lead?.id === 'migration-strategies' && question.command !== 'scale';
}

function hasDesign({ topic, lead }: Case): boolean {
  return (
    lead !== undefined &&
    topic.kinds.some(
      (kind) =>
        kind === 'design' ||
        kind === 'choose' ||
        kind === 'tenancy' ||
        (kind === 'security' && lead.schema !== undefined),
    )
  );
}

/** "What is a covering index?" wants to be explained and nothing else. */
export function isExplanation({ question, topic, full }: Case): boolean {
  if (question.command !== undefined) return question.command === 'explain';
  return (
    topic.kinds.includes('explain') &&
    !topic.kinds.includes('review') &&
    !full &&
    question.text.split(/\s+/).length <= 14
  );
}

/** By a word or a number of the question; what only follows from the pattern is not stated. */
function isStated(requirement: string, { needs, question, knowledge }: Case): boolean {
  const need = needs.find(({ id }) => id === requirement);
  if (need === undefined) return false;
  const isKnown = knowledge.requirements.some(({ id }) => id === requirement);
  return isKnown && question.text !== '' && /^"|\d/.test(need.because);
}
