import { rememberedByText } from '../../model/remembered.ts';
import type { Table } from '../../model/table.ts';
import type { RuleContext } from '../rule.ts';
import { nameWords } from './name-words.ts';
import { tableCalled } from './table-name-match.ts';

/** What a column named like a reference may name: the words before `_id`, and what is left of them behind a role. */
export const stemsOf: (name: string) => readonly (readonly string[])[] = rememberedByText((name) => {
  const words = nameWords(name);
  if (words.length < 2 || !endings.has(words.at(-1)!)) return [];
  const stem = words.slice(0, -1);
  const stems = [stem];
  for (let from = 0; from < stem.length - 1 && roles.has(stem[from]!); from += 1) stems.push(stem.slice(from + 1));
  return stems;
});

/** The one table that a column of `near` names, by itself or behind the role that it plays there. */
export function namedTable(column: string, near: Table, ctx: RuleContext): Table | undefined {
  for (const words of stemsOf(column)) {
    const found = tableCalled(words, near, ctx);
    if (found !== undefined) return found;
  }
  return undefined;
}

const endings: ReadonlySet<string> = new Set(['guid', 'id', 'uuid']);

/** Words that say which of several rows is meant. Any other word may name somebody else's customers or accounts. */
const roles: ReadonlySet<string> = new Set(
  `added approved approver assigned assignee author billing buyer by changed closed created creator current default
  destination editor first from home initial last locked main manager modified new next old opened origin owner parent
  previous primary receiver recipient related reported resolved reviewed reviewer root secondary sender shipping
  source target to updated uploaded uploader`.split(/\s+/),
);
