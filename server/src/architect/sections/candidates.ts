/** Who is compared with whom, and how a reason is said. */
import { peopleOf } from '../arithmetic.ts';
import { type Case, isOfProjects } from '../case.ts';
import type { Technology } from '../knowledge.ts';
import { continued } from '../markdown.ts';
import type { Need } from '../understanding/requirements.ts';
import { isOut, type Weighed } from '../weighing.ts';

/** The pick, those that were named, and the next of the ranking: five at the most. */
export function candidatesOf(c: Case): readonly Weighed[] {
  const { pick, named, ranking, needs } = c;
  const wanted = new Set<Technology>([pick, ...named.filter(({ models }) => models[0] !== 'search')]);
  // "This or that?" is a question about those two.
  const most = named.length >= 2 ? 0 : 4;
  for (const each of ranking.filter((weighed) => !isOut(weighed))) {
    if (wanted.size >= most) break;
    const isTwin = twins.has(each.technology.id) && [...wanted].some(({ id }) => twins.has(id));
    if (comparable(each.technology, needs) && !isTooSmall(each.technology, c) && !isTwin) wanted.add(each.technology);
  }
  return ranking.filter(({ technology }) => wanted.has(technology)).slice(0, 5);
}

/** What speaks for and against the one speaks for and against the other. */
const twins: ReadonlySet<string> = new Set(['mysql', 'mariadb']);

/** A file in one process is no candidate for thousands of people at once. */
function isTooSmall({ fitness }: Technology, c: Case): boolean {
  return fitness.embedded === 3 && !isOfProjects(c.topic) && (peopleOf(c)?.high ?? 0) >= 1000;
}

/** A first store of records: caches and search engines stand beside one. */
function comparable({ models, fitness }: Technology, needs: readonly Need[]): boolean {
  const isRecord = needs.some(({ because }) => because.startsWith('usual'));
  if (!isRecord) return true;
  if (['search', 'analytical', 'graph'].includes(models[0]!) || (fitness.transactions ?? 0) <= 0) return false;
  return (
    !models.includes('time-series') || needs.some(({ id, because }) => id === 'time-series' && because.startsWith('"'))
  );
}

/** With its source where somebody said it. */
export function reason({ title, because }: Need): string {
  return /^(?:always|usual)/.test(because) ? continued(title) : `${continued(title)} (${because})`;
}
