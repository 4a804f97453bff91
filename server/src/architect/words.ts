/** Words of the front matter in a text, as `prompts/README.md` defines the match. */
import type { WeightedWords } from './knowledge.ts';

const patterns = new Map<string, RegExp>();

/** Which of the words occur in the text, each once, in their own order. */
export function wordsIn(text: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => patternOf(word).test(text));
}

export interface Scored {
  readonly score: number;
  /** What scored. */
  readonly words: readonly string[];
}

export function scoreIn(text: string, groups: readonly WeightedWords[]): Scored {
  const words: string[] = [];
  let score = 0;
  for (const { weight, any } of groups) {
    const found = wordsIn(text, any);
    words.push(...found);
    score += weight * found.length;
  }
  return { score, words };
}

/** A word without the mark of an open end, for people. */
export function shown(word: string): string {
  return word.replace(/\*$/, '');
}

function patternOf(word: string): RegExp {
  const known = patterns.get(word);
  if (known !== undefined) return known;
  const source = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+');
  const open = source.endsWith('\\*');
  const made = new RegExp(`(?<![\\p{L}\\p{N}])${open ? source.slice(0, -2) : `${source}(?![\\p{L}\\p{N}])`}`, 'iu');
  patterns.set(word, made);
  return made;
}
