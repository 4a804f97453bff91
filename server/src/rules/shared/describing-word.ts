import { nameWords } from './name-words.ts';

/**
 * Whether a column name says what a thing is called or where it is found: words that describe the thing itself, whatever
 * row refers to it. State, kind, amounts and times are left out, for they may as well belong to the referring row.
 */
export function describesAThing(words: readonly string[]): boolean {
  return words.length > 0 && words.length < 3 && words.every((word) => describing.has(word));
}

/** What is left of a column's name behind the words of the thing: `customer_email` behind customer gives email. */
export function wordsBehind(name: string, thing: readonly string[]): readonly string[] | undefined {
  const words = nameWords(name);
  if (thing.length === 0 || words.length <= thing.length) return undefined;
  return thing.every((word, at) => words[at] === word) ? words.slice(thing.length) : undefined;
}

/**
 * The thing that a key column stands for: `customer_id` gives customer; undefined for a name without such an ending.
 * A number is left out, for it often counts within another key only (`line_no`).
 */
export function thingOf(name: string): readonly string[] | undefined {
  const words = nameWords(name);
  return words.length > 1 && keyEndings.has(words.at(-1)!) ? words.slice(0, -1) : undefined;
}

const keyEndings: ReadonlySet<string> = new Set(['id', 'uuid', 'guid', 'code', 'key', 'sk', 'fk']);

const describing: ReadonlySet<string> = new Set(
  `name first last middle full short long email mail phone mobile fax address street city town zip zipcode postcode
  postal state country region title label login username author manufacturer brand isbn birth birthdate birthday
  surname firstname lastname fullname capital continent website homepage gender`.split(/\s+/),
);
