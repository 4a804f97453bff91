/** The matching of words that prompts/README.md describes, in its plainest form. */

/** How many of the words occur in the text; a word that occurs twice counts once. */
export function wordsIn(text: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => pattern(word).test(text));
}

function pattern(word: string): RegExp {
  const source = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+');
  const open = source.endsWith('\\*');
  const letter = '(?![\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}])[\\p{L}\\p{N}]';
  return new RegExp(`(?<!${letter})${open ? source.slice(0, -2) : `${source}(?!${letter})`}`, 'iu');
}
