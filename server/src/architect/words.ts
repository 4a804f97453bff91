/** Words of the front matter in a text, as `prompts/README.md` defines the match. */
import type { WeightedWords } from './knowledge.ts';

/** Which of the words occur in the text, each once, in their own order. */
export function wordsIn(text: string, words: readonly string[]): readonly string[] {
  const folded = fold(text);
  return words.filter((word) => occurs(folded, word));
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

let last = { text: '', folded: '' };

/** In lower case, each run of white space as one space. Questions are asked for many lists of words in a row. */
function fold(text: string): string {
  if (text !== last.text) last = { text, folded: text.toLowerCase().replaceAll(/\s+/g, ' ') };
  return last.folded;
}

/** Two thousand words are looked for in a question: a search for each is far cheaper than a pattern for each. */
function occurs(folded: string, word: string): boolean {
  const isOpen = word.endsWith('*');
  const wanted = foldWord(isOpen ? word.slice(0, -1) : word);
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (!isLetterOrDigit(folded[at - 1]) && (isOpen || !isLetterOrDigit(folded[end]))) return true;
  }
  return false;
}

function foldWord(word: string): string {
  return /[A-Z\s]/.test(word) ? word.toLowerCase().replaceAll(/\s+/g, ' ') : word;
}

/** Writing without spaces between words has no ends of words to look for. */
const letterOrDigit = /(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{N}]/u;

function isLetterOrDigit(sign: string | undefined): boolean {
  return sign !== undefined && letterOrDigit.test(sign);
}
