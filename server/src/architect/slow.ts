/** Why something is slow that a pattern knows: its causes are the answer, and its design is not. */
import type { Case } from './case.ts';

export const slowPart = 'When slow';

export function asksWhySlow({ topic, lead }: Pick<Case, 'topic' | 'lead'>): boolean {
  const [first = ''] = topic.kinds;
  return lead?.parts[slowPart] !== undefined && (first === 'performance' || first === 'review');
}
