/**
 * The same text with memory of its own. From 13 characters on, engines keep a piece of a text as a view of the whole,
 * which stays alive with it; what is joined is new.
 */
export function ownText(text: string): string {
  return text.length < 13 ? text : [text.slice(0, 1), text.slice(1)].join('');
}
