import { leastOf } from './least-of.ts';

/** So many tables that do the same are a habit. */
const fewest = 5;

/**
 * The answers of a rule whose finding is a choice of the whole database where many tables share it: the key of the
 * `first` table, which speaks for all, and the number of the `others`. None while each table speaks for itself.
 */
export function habitOf(
  voters: ReadonlyMap<string, ReadonlySet<string>>,
  label: string,
  better: string,
  least = fewest,
): Readonly<Record<string, string>> {
  const same = voters.get(label) ?? new Set();
  const otherwise = voters.get(better)?.size ?? 0;
  if (same.size < least || otherwise * 2 >= same.size) return {};
  return { first: leastOf(same), others: `${same.size - 1}` };
}
