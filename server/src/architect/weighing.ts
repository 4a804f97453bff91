/** Requirements times fitness: which technologies come first in this case, and what each gains and loses. */
import type { Technology } from './knowledge.ts';
import type { Need } from './understanding/requirements.ts';

export interface Weighed {
  readonly technology: Technology;
  readonly sum: number;
  /** Needs of importance 3 that it does not meet: it is out, whatever the sum. */
  readonly ruledOutBy: readonly Need[];
}

/** All that may be chosen, best first; those that are ruled out, legacy or gone come last. */
export function weigh(
  technologies: readonly Technology[],
  needs: readonly Need[],
  present?: string,
): readonly Weighed[] {
  return technologies
    .map((technology) => ({
      technology,
      sum:
        needs.reduce((sum, need) => sum + contribution(technology, need), 0) +
        (technology.id === present ? presence : 0),
      ruledOutBy: needs.filter((need) => need.importance === 3 && (technology.fitness[need.id] ?? 0) <= 0),
    }))
    .sort((one, other) => Number(isOut(one)) - Number(isOut(other)) || other.sum - one.sum);
}

/** What it is worth that the workspace runs on it already: no migration, nothing new to learn. */
export const presence = 6;

export function isOut({ technology, ruledOutBy }: Weighed): boolean {
  return technology.state !== 'active' || ruledOutBy.length > 0;
}

export function contribution({ fitness }: Technology, { id, importance }: Need): number {
  return importance * (fitness[id] ?? 0);
}

/** The needs on which the first is ahead of the second, most decisive first. */
export function advantages(first: Technology, second: Technology, needs: readonly Need[]): readonly Need[] {
  return needs
    .map((need) => ({ need, ahead: contribution(first, need) - contribution(second, need) }))
    .filter(({ ahead }) => ahead > 0)
    .sort((one, other) => other.ahead - one.ahead)
    .map(({ need }) => need);
}
