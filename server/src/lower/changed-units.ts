import type { SourceUnit } from './program.ts';

export interface ChangedUnits {
  readonly gone: readonly SourceUnit[];
  readonly come: readonly SourceUnit[];
}

/**
 * The units between the first and the last difference of two lists. A unit that only moved among them has gone and come:
 * order may count.
 */
export function changedUnits(before: readonly SourceUnit[], after: readonly SourceUnit[]): ChangedUnits {
  const most = Math.min(before.length, after.length);
  let front = 0;
  while (front < most && before[front] === after[front]) front++;
  let back = 0;
  while (back < most - front && before[before.length - 1 - back] === after[after.length - 1 - back]) back++;
  return { gone: before.slice(front, before.length - back), come: after.slice(front, after.length - back) };
}
