import { rememberedByText } from '../../model/remembered.ts';

/**
 * The words of an identifier in lower case: `customer_id`, `customerId` and `CUSTOMER_ID_` all give customer, id.
 * Digits stay with the word they follow.
 */
export const nameWords: (name: string) => readonly string[] = rememberedByText((name) => {
  if (/^[a-z\d_]*$/.test(name)) return name.split('_').filter((word) => word !== '');
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
});

/** The singular of an English noun as far as table names need it: categories, boxes and orders lose their ending. */
export function singular(word: string): string {
  return word.endsWith('s') ? withoutEnding(word) : word;
}

const withoutEnding = rememberedByText((word) => {
  if (/(?:movies|cookies|series)$/.test(word)) return word === 'series' ? word : word.slice(0, -1);
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|[^ao]us|x|zz|[^a]ch|tch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
});

/** The plural of an English noun in the spellings that table names use. */
export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return `${word}s`;
}
