/** Which sections a question deserves, and which of them tells what a pattern has to say. */
import type { Case } from './case.ts';
import type { Pattern, SectionKnowledge } from './knowledge.ts';

export interface Plan {
  /** In the order of the answer. */
  readonly sections: readonly SectionKnowledge[];
  has(section: string): boolean;
  /** The one section that tells the pattern's choices and default. */
  ownerOf(pattern: Pattern): string;
}

export function planOf(c: Case): Plan {
  const sections = c.knowledge.sections.filter((section) => isCalledFor(section, c));
  const ids = new Set(sections.map(({ id }) => id));
  return {
    sections,
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
  const { kinds, expertise } = c.topic;
  if (section.id === 'explanation' && kinds.includes('explain')) return true;
  if (isExplanation(c)) return section.id === 'explanation';
  if (kinds[0] === 'erd' && c.question.command === 'erd') return section.id === 'diagram';
  if (section.expertise.length > 0 && !section.expertise.includes(expertise.id)) return false;
  if (c.question.command !== undefined && section.kinds.includes(kinds[0]!)) return true;
  if (section.kinds.some((kind) => kinds.includes(kind))) return true;
  if (kinds.length === 0) return section.id === 'recommendation';
  if (!c.full) return false;
  const usual =
    c.topic.expertise.sections.includes(section.id) || c.topic.second?.sections.includes(section.id) === true;
  if (usual && section.fullKinds.some((kind) => kinds.includes(kind))) return true;
  return section.requirements.some((id) => isStated(id, c));
}

/** "What is a covering index?" wants to be explained and nothing else. */
export function isExplanation({ question, topic, full }: Case): boolean {
  if (question.command !== undefined) return question.command === 'explain';
  return topic.kinds.includes('explain') && !full && question.text.split(/\s+/).length <= 14;
}

/** By a word or a number of the question; what only follows from the pattern is not stated. */
function isStated(requirement: string, { needs, question, knowledge }: Case): boolean {
  const need = needs.find(({ id }) => id === requirement);
  if (need === undefined) return false;
  const isKnown = knowledge.requirements.some(({ id }) => id === requirement);
  return isKnown && question.text !== '' && /^"|\d/.test(need.because);
}
