/** A move from one engine to another, however it is written: `MySQL to PostgreSQL`, `mysql 8 -> pg`. */
import type { Technology } from '../knowledge.ts';
import { technologiesIn } from './requirements.ts';

/** What stands before the engine that is moved to. */
const towards = /(?:\b(?:in|on)?to|[-=]>|→)\s*/gi;

/** The engine that a text moves to: the last one that such a word stands before. */
export function targetIn(text: string, named: readonly Technology[]): Technology | undefined {
  const read = text.slice(0, 20_000).toLowerCase();
  const ends = [...read.matchAll(towards)].map((match) => match.index + match[0].length);
  const found = ends.flatMap(
    (at) =>
      named.find(({ id, name, aliases }) =>
        [id, name.toLowerCase(), ...aliases].some((word) => read.startsWith(word, at)),
      ) ?? [],
  );
  return found.at(-1);
}

const moving =
  /\b(?:mov(?:e|es|ed|ing)|chang(?:e|ing)|go(?:ing)?|switch(?:ing)?|port(?:ing)?|transfer\w*|get(?:ting)?)\b/i;

/** "How do I get my data from MySQL to Postgres?"; a comparison of the two is none. */
export function isMoveBetween(text: string, technologies: readonly Technology[]): boolean {
  const read = text.slice(0, 20_000);
  if (!moving.test(read)) return false;
  const named = technologiesIn(read, technologies);
  return named.length >= 2 && targetIn(read, named) !== undefined;
}
