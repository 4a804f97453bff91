/** What bears on a question beyond its words. An advisor that knows more is one more line in the list. */
import { findingsAdvisor } from './advisors/findings.ts';
import { listAccessAdvisor } from './advisors/list-access.ts';
import { modelShapeAdvisor } from './advisors/model-shape.ts';
import type { Advisor, Fact, Question, WorkspaceFacts } from './consultation.ts';

export const advisors: readonly Advisor[] = [findingsAdvisor, modelShapeAdvisor, listAccessAdvisor];

/** The facts of all advisors, those of most weight first. */
export function factsOf(question: Question, workspace: WorkspaceFacts): readonly Fact[] {
  return advisors
    .flatMap((advisor) => [...advisor.facts(question, workspace)])
    .sort((one, other) => other.weight - one.weight);
}
