/** Slips of the pen: words that nobody knows, read as the known word that is a letter or two away. */
import { mostSimilar } from '../../text/similar-name.ts';
import type { Knowledge } from '../knowledge.ts';

/** A question has few words; a pasted file is no question. */
const mostWords = 80;

/** The text itself where nothing in it looks like a slip. */
export function spelledRight(text: string, knowledge: Knowledge): string {
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  if (words.length === 0 || words.length > mostWords) return text;
  const known = singleWords(knowledge);
  const all = new Set(known);
  return text.replaceAll(/\p{L}{4,}/gu, (word) => {
    const lower = word.toLowerCase();
    if (all.has(lower)) return word;
    // Of a short word a letter is missing, "indx"; with another letter it is another word: a sort is no port.
    const near = lower.length < 6 ? known.filter(({ length }) => length > lower.length) : known;
    return mostSimilar(lower, near, lower.length < 9 ? 1 : 2) ?? word;
  });
}

function singleWords({ kinds, patterns, requirements }: Knowledge): readonly string[] {
  const words = [
    ...kinds.flatMap((kind) => kind.words),
    ...requirements.flatMap((requirement) => requirement.words),
    ...patterns.flatMap((pattern) => pattern.words.flatMap(({ any }) => any)),
  ];
  return [...new Set(words.flatMap((word) => word.toLowerCase().match(/\p{L}{4,}/gu) ?? []))];
}
