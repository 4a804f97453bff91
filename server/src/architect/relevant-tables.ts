/** Which tables of the workspace a question is about. */
import { displayName } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { Table } from '../model/table.ts';
import type { DescribedDatabase, Question, WorkspaceFacts } from './consultation.ts';

export interface TableInQuestion {
  readonly database: DescribedDatabase;
  readonly table: Table;
  /** Named as it is written, or its file is attached; else a word of the question is the table's name in another form. */
  readonly certain: boolean;
  /** Only the last word of its name occurs: `LiteLLM_ProxyModelTable` for "the models". */
  readonly near: boolean;
}

/** Words that every question has; a table that is called so has to be written in backticks or with an underscore. */
const everyday: ReadonlySet<string> = new Set(
  'a an the and or of to in on for with data database table tables column columns query queries index key keys user_id value values design model models question answer which what how should we our my it is are be do i work use app system review reviews performance cost costs security cache caching scale migration migrations change changes'.split(
    ' ',
  ),
);

export function tablesInQuestion(question: Question, { databases }: WorkspaceFacts): readonly TableInQuestion[] {
  const text = question.text.slice(0, 20_000);
  const { words, isEveryday } = spokenWords(text);
  const written = new Set([...text.matchAll(/[`"]([\w.]{1,80})[`"]/g)].map((match) => match[1]!.toLowerCase()));
  const files = new Set(question.references.flatMap(({ file }) => file ?? []));
  const attached = question.references.map(({ text: each }) => each.slice(0, 5_000)).join('\n');
  const found: TableInQuestion[] = [];
  for (const database of databases) {
    const core = coreNames(database.schema);
    for (const table of database.schema.tables.values()) {
      const name = table.name.toLowerCase();
      const isWritten = written.has(name) || (name.includes('_') && words.has(name));
      const isAttached = files.has(table.origin.file) && (attached === '' || attached.includes(table.name));
      const parts = core(table);
      const isSpoken = isWord(name, parts, words) && !isEveryday(name) && !isEveryday(singular(name));
      const head = singular(parts.at(-1) ?? '');
      const near = !isWritten && !isAttached && !isSpoken && head.length > 3 && !isEveryday(head) && words.has(head);
      if (isWritten || isAttached || isSpoken || near)
        found.push({ database, table, certain: isWritten || isAttached, near });
    }
  }
  return found.sort(
    (one, other) =>
      Number(other.certain) - Number(one.certain) ||
      Number(one.near) - Number(other.near) ||
      (displayName(one.table) < displayName(other.table) ? -1 : 1),
  );
}

/** In "model configuration" the models are the subject, in "model it" they are not. */
export const aiModels =
  /\b(?:ai|llm|language)[ -]models?\b|\bmodels?[ -](?=conf|sett|param|provider|deploy|catalog|pric|rout)|\b(?:ai|llm)[ -](?=conf|sett|param)/i;

interface SpokenWords {
  readonly words: ReadonlySet<string>;
  isEveryday(word: string): boolean;
}

function spokenWords(text: string): SpokenWords {
  const words = new Set((text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).flatMap((word) => [word, singular(word)]));
  const subject = aiModels.test(text) ? 'model' : undefined;
  if (subject !== undefined) words.add(subject);
  return { words, isEveryday: (word) => word !== subject && everyday.has(word) };
}

/** The tables of a schema whose names the text has as words. */
export function tablesSpoken(text: string, { tables }: Schema): readonly Table[] {
  const { words, isEveryday } = spokenWords(text.slice(0, 20_000));
  return [...tables.values()].filter(
    ({ name }) => !isEveryday(singular(name)) && isWord(name, wordsOfName(name), words),
  );
}

/** The whole name, or all its words beside small ones, occur: `user_sessions` for "the sessions of a user". */
function isWord(name: string, core: readonly string[], words: ReadonlySet<string>): boolean {
  if (words.has(name) || words.has(singular(name))) return true;
  const parts = core.filter((part) => part.length > 2);
  return parts.length > 0 && parts.every((part) => words.has(part) || words.has(singular(part)));
}

/**
 * The words of a table's name without those that most tables of the schema begin or end with: `proxy`, `model` for
 * `LiteLLM_ProxyModelTable`, `user` for `app_user`.
 */
export function coreNames(schema: Schema): (table: Table) => readonly string[] {
  const all = [...schema.tables.values()].map(({ name }) => wordsOfName(name));
  const before = sharedWords(all);
  const after = sharedWords(all.map((words) => [...words].reverse()));
  return ({ name }) => {
    const words = wordsOfName(name);
    let [first, last] = [0, words.length];
    // `UserTable`, `tbl_user`: words that say that it is a table say nothing.
    if (last > 1 && isTableWord.test(words[last - 1]!)) last--;
    while (first < last - 1 && words[first] === before[first]) first++;
    for (let at = 0; last > first + 1 && words[last - 1] === after[at]; at++) last--;
    return words.slice(first, last);
  };
}

const isTableWord = /^(?:table|tbl)$/;

/** The first words that most names have, in few tables none. */
function sharedWords(names: readonly (readonly string[])[]): readonly string[] {
  const shared: string[] = [];
  for (let at = 0; names.length >= 4 && at < 3; at++) {
    const counts = new Map<string, number>();
    for (const words of names) {
      const word = words[at];
      const follows = words.length > at + 1 && shared.every((each, before) => words[before] === each);
      if (word !== undefined && follows) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const common = [...counts].find(([, count]) => count > names.length * 0.6)?.[0];
    if (common === undefined) break;
    shared.push(common);
  }
  return shared;
}

/** `OrderItems` and `order_items` as `order`, `items`. */
export function wordsOfName(name: string): readonly string[] {
  return name
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
}

export function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:cach|nich)es$/.test(word)) return word.slice(0, -1);
  if (/(?:sses|xes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
