/** The matching of words that prompts/README.md describes, in its plainest form. */

/** How many of the words occur in the text; a word that occurs twice counts once. */
export function wordsIn(text: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => pattern(word).test(text));
}

function pattern(word: string): RegExp {
  const source = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+');
  const open = source.endsWith('\\*');
  return new RegExp(`(?<![\\p{L}\\p{N}])${open ? source.slice(0, -2) : `${source}(?![\\p{L}\\p{N}])`}`, 'iu');
}
