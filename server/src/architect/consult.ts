/** The consultation: a question and a workspace in, an answer with its reasons out. Pure, and without a language model. */
import { type Case, caseOf } from './case.ts';
import type { Consultation, Question, Section, WorkspaceFacts } from './consultation.ts';
import type { Knowledge } from './knowledge.ts';
import { quoted } from './markdown.ts';
import { openQuestions } from './missing.ts';
import { briefPlan, narrowed, type Plan, planOf } from './plan.ts';
import { followupsOf } from './sections/closing.ts';
import { requirementsOf } from './sections/requirements.ts';
import { adaptedFor } from './sections/schema.ts';
import { sectionWriters } from './sections/section-writers.ts';
import { questionsIn } from './understanding/several.ts';

export function consult(question: Question, workspace: WorkspaceFacts, knowledge: Knowledge): Consultation {
  const c = caseOf(question, workspace, knowledge);
  const plan = planOf(c);
  const sections = each(c, workspace, knowledge) ?? sectionsOf(c, plan);
  const written = narrowed(plan, new Set(sections.map(({ id }) => id)));
  return {
    expertise: c.topic.expertise.id,
    confidence: c.topic.confidence,
    because: c.topic.because,
    requirements: requirementsOf(c),
    questions: plan.has('questions')
      ? openQuestions(c).map((open) => `${open.question} (assumed: ${open.assumed})`)
      : [],
    sections,
    followups: followupsOf(c, written),
    checked: [],
  };
}

/** One section for each question of several; undefined where they are about one thing. */
function each({ question, change }: Case, workspace: WorkspaceFacts, knowledge: Knowledge) {
  const parts = change === undefined && question.command === undefined ? questionsIn(question.text) : [];
  if (parts.length < 2) return undefined;
  const cases = parts.map((text) => caseOf({ ...question, text }, workspace, knowledge));
  const subjects = new Set(cases.map(({ lead, topic }) => lead?.id ?? topic.kinds[0]));
  if (subjects.size < cases.length || subjects.has(undefined)) return undefined;
  return cases.map((own, at): Section => {
    const markdown = sectionWriters.recommendation!(own, briefPlan(knowledge));
    return { id: `question-${at + 1}`, title: quoted(parts[at]!), markdown: markdown ?? '' };
  });
}

function sectionsOf(c: Case, plan: Plan): readonly Section[] {
  const written = new Set<string>();
  return plan.sections.flatMap(({ id, title }) => {
    // What comes next follows from what was said.
    const markdown = sectionWriters[id]?.(c, id === 'next' ? narrowed(plan, written) : plan);
    if (markdown === undefined) return [];
    written.add(id);
    return [{ id, title, markdown: ofPatterns.has(id) ? (adaptedFor(c)?.say(markdown) ?? markdown) : markdown }];
  });
}

/** Sections without a word of the workspace: what they say of a design's tables, they say by the names of its own. */
const ofPatterns: ReadonlySet<string> = new Set(['scale', 'alternatives', 'failures', 'adr']);
