import { rememberedByText } from '../../model/remembered.ts';
import type { Table } from '../../model/table.ts';
import type { RuleContext } from '../rule.ts';
import { nameWords, plural, singular } from './name-words.ts';

/**
 * The spellings under which a table for these words may be found: singular and plural, in snake case, camel case and
 * run together.
 */
export function tableSpellings(words: readonly string[]): readonly string[] {
  return spellingsOf(words.join(' '));
}

const spellingsOf = rememberedByText((text): readonly string[] => {
  const words = text === '' ? [] : text.split(' ');
  const last = words.at(-1);
  if (last === undefined) return [];
  const spellings = new Set<string>();
  for (const form of new Set([last, plural(last), singular(last), ...(irregular.get(last) ?? [])])) {
    const named = [...words.slice(0, -1), form];
    spellings.add(named.join('_'));
    spellings.add(named.join(''));
    spellings.add(named.map(capitalized).join(''));
    spellings.add(named.map((word, at) => (at === 0 ? word : capitalized(word))).join(''));
  }
  return [...spellings];
});

/** Tables in the schema of `near` whose name says these words in singular or plural. */
export function tablesCalled(words: readonly string[], near: Table, ctx: RuleContext): readonly Table[] {
  const found = new Map<string, Table>();
  for (const spelling of tableSpellings(words)) {
    for (const table of ctx.tablesNamed(spelling)) {
      if (table.schema === near.schema) found.set(table.key, table);
    }
  }
  return [...found.values()];
}

/**
 * The one table that these words name, seen from `near`: first by the words alone, then behind the prefix that `near`
 * itself carries (`shop_orders` may call `shop_customers` customer). Undefined when there is none or more than one.
 */
export function tableCalled(words: readonly string[], near: Table, ctx: RuleContext): Table | undefined {
  const plain = tablesCalled(words, near, ctx);
  if (plain.length > 0) return plain.length === 1 ? plain[0] : undefined;
  const own = nameWords(near.name);
  if (own.length < 2) return undefined;
  const prefixed = tablesCalled([own[0]!, ...words], near, ctx);
  return prefixed.length === 1 ? prefixed[0] : undefined;
}

/** The words in singular, as one text: the same for every spelling of a table's name. */
export function singularText(words: readonly string[]): string {
  return words.map((word) => irregular.get(word)?.find((form) => singulars.has(form)) ?? singular(word)).join(' ');
}

const irregular: ReadonlyMap<string, readonly string[]> = new Map([
  ['person', ['people']],
  ['people', ['person']],
  ['child', ['children']],
  ['children', ['child']],
]);

const singulars: ReadonlySet<string> = new Set(['person', 'child']);

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
