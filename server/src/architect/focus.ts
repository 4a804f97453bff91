/** A short question wants the part of a text that is about its words, not all that is known of the subject. */
import type { Question } from './consultation.ts';
import { singular } from './relevant-tables.ts';
import { isDescribed } from './scope.ts';

/** Words that every question about databases has, or that say nothing. */
const usual: ReadonlySet<string> = new Set(
  'the and for are how can our you not any all its has was but who why use one two about which what when where does should would could need with without than that this these those them they have from into your ours their there best good bad better more most many much very table column data database query row value store stored storing using used make made want like only also just will each every other between migrate migration design model schema change review index security cost scale cache explain downtime'.split(
    ' ',
  ),
);

/** The words that a short question turns on; empty where it is long, or says nothing of its own. */
export function wordsOfFocus(question: Question): ReadonlySet<string> {
  if (isDescribed(question)) return new Set();
  const words = (question.text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).map(singular);
  return new Set(words.filter((word) => !usual.has(word)));
}

/** The paragraphs, and of the tables the rows, that have most of the words; all of the text where none has any. */
export function focused(markdown: string, words: ReadonlySet<string>): string {
  if (words.size === 0) return markdown;
  const blocks = markdown.split(/\n\s*\n/).map((block) => ({ block, count: countIn(block, words) }));
  const best = Math.max(...blocks.map(({ count }) => count));
  if (best === 0) return markdown;
  return blocks
    .filter(({ count }) => count > 0 && count >= best / 2)
    .map(({ block }) => (block.startsWith('|') ? rowsWith(block, words) : block))
    .join('\n\n');
}

/** Whether the text has any of the words. */
export function mentions(text: string, words: ReadonlySet<string>): boolean {
  return countIn(text, words) > 0;
}

/** Where the first cells have the words: a table of cases. Otherwise its rows belong together. */
function rowsWith(block: string, words: ReadonlySet<string>): string {
  const [head = '', rule = '', ...rows] = block.split('\n');
  const counted = rows.map((row) => ({ row, count: countIn(row.split('|')[1] ?? '', words) }));
  const best = Math.max(...counted.map(({ count }) => count));
  const kept = counted.filter(({ count }) => count === best).map(({ row }) => row);
  return best === 0 || rows.length < 6 ? block : [head, rule, ...kept].join('\n');
}

function countIn(text: string, words: ReadonlySet<string>): number {
  const own = new Set((text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).map(stem));
  return [...words].filter((word) => own.has(stem(word))).length;
}

/** `UUIDv7` is a UUID, and who renames does a rename. */
function stem(word: string): string {
  return singular(word).replace(/v\d$/, '').slice(0, 6);
}
