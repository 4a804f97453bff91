/** Steps of one history run one after another in one database, and so speak one dialect. */
import type { Dialect } from '../model/dialect.ts';
import type { Evidence } from './dialect-evidence.ts';
import { historyFolder } from './histories.ts';

/**
 * By file, the dialect that most speaks for among all steps of its history. Steps whose own name says one, or that are
 * written for a system which is not read, have no part in it.
 */
export function historyDialects(
  files: Iterable<{ readonly file: string; readonly evidence: Evidence }>,
): (file: string, evidence: Evidence) => Dialect | undefined {
  const sums = new Map<string, Map<Dialect, number>>();
  for (const { file, evidence } of files) {
    const folder = evidence.weights === undefined ? undefined : historyFolder(file);
    if (folder === undefined) continue;
    let sum = sums.get(folder);
    if (sum === undefined) {
      sum = new Map();
      sums.set(folder, sum);
    }
    for (const [dialect, weight] of weightsOf(evidence)) sum.set(dialect, (sum.get(dialect) ?? 0) + weight);
  }
  const byFolder = new Map([...sums].map(([folder, sum]) => [folder, heaviest(sum)]));
  return (file, { weights }) => {
    const folder = weights === undefined ? undefined : historyFolder(file);
    return folder === undefined ? undefined : byFolder.get(folder);
  };
}

function weightsOf({ weights = {} }: Evidence): readonly (readonly [Dialect, number])[] {
  return Object.entries(weights) as [Dialect, number][];
}

/** Undefined where two weigh the same. */
function heaviest(sum: ReadonlyMap<Dialect, number>): Dialect | undefined {
  const [best, second] = [...sum].sort((one, other) => other[1] - one[1]);
  return best === undefined || best[1] === second?.[1] ? undefined : best[0];
}
