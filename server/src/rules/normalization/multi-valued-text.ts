import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { nameWords, singular } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { seedValues } from '../shared/seed-values.ts';
import { tableCalled } from '../shared/table-name-match.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** A text column holds a list of values, so the database can neither check, join nor index a single one of them. */
export const multiValuedText = defineRule({
  id: 'multi-valued-text',
  family: 'normalization',
  severity: 'warning',
  summary:
    'A text column holds a list of values, so the database can neither check, join nor index a single one of them.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'column',
  only: { types: ['text', 'char'] },
  *check({ table, column }, ctx) {
    if (!isOrdinaryTable(table) || isLoadedCopy(table) || recordsThePast(table) || column.generated !== undefined)
      return;
    if ((column.type.family !== 'text' && column.type.family !== 'char') || column.type.dimensions > 0) return;
    const evidence = evidenceOf(table, column, ctx);
    if (evidence === undefined) return;
    const target = listedTable(table, column, ctx);
    yield {
      at: column.nameOrigin,
      severity: evidence === 'its name' ? 'info' : 'warning',
      state: {
        column: `${displayName(table)}.${column.name}`,
        evidence,
        table: displayName(table),
        target: target === undefined ? undefined : displayName(target),
      },
      columns: [column.name],
    };
  },
  message: ({ column, evidence, table, target }) =>
    `${column} holds a list in one text, as ${evidence} shows: single values cannot be checked, joined or found by an index. ${
      target === undefined
        ? `Keep one row for each value in a table that references ${table}.`
        : `Keep one row for each pair in a table that references ${table} and ${target}.`
    }`,
});

type Evidence = 'its comment' | 'its check' | 'the inserted data' | 'its name';

function evidenceOf(table: Table, column: Column, ctx: RuleContext): Evidence | undefined {
  if (column.comment !== undefined && separatedList.test(column.comment)) return 'its comment';
  if (table.checks.some((check) => looksForTerms(check.expression.text, column))) return 'its check';
  if (isListOfTerms(seedValues(table, column, ctx.dialect))) return 'the inserted data';
  return nameWords(column.name).at(-1) === 'ids' && listedTable(table, column, ctx) !== undefined
    ? 'its name'
    : undefined;
}

/** `features LIKE '%trailers%' OR features LIKE '%scenes%'` looks for single terms. */
function looksForTerms(check: string, column: Column): boolean {
  const tests = check.matchAll(/([\p{L}\p{N}_$]+)["`\]]?\s+like\s+n?'%[^%']+%'/giu);
  return [...tests].filter(([, name]) => name!.toLowerCase() === column.name.toLowerCase()).length > 1;
}

const separatedList =
  /\b(?:comma|semicolon|pipe)s?[- ]?(?:separated|delimited)|(?:separated|delimited|split|divided) (?:by|with) (?:an? )?(?:comma|semicolon|pipe)|逗号(?:分隔|隔开|分割)/i;

/** The table whose keys `author_ids` or `author_id_list` holds. */
function listedTable(table: Table, column: Column, ctx: RuleContext): Table | undefined {
  const words = nameWords(column.name).filter((word, at, all) => at < all.length - 1 || !endings.has(word));
  const noun = words.at(-1) === 'id' ? words.slice(0, -1) : words;
  return noun.length === 0 ? undefined : tableCalled([...noun.slice(0, -1), singular(noun.at(-1)!)], table, ctx);
}

const endings: ReadonlySet<string> = new Set(['ids', 'list', 'csv']);

/**
 * At least three lists that make up half of the values, that draw on a small vocabulary, and in which the same term
 * stands at different places. The last keeps `Seattle, WA` and `Doe, Jane` out; lists of numbers must also differ in
 * length, for `1,5` may be a decimal and `255,0,0` a colour.
 */
function isListOfTerms(values: readonly string[]): boolean {
  const filled = values.filter((value) => value.trim() !== '');
  const lists = filled.map(termsOf).filter((terms) => terms.length > 1);
  if (lists.length < 3 || lists.length * 2 < filled.length) return false;
  const places = new Map<string, Set<number>>();
  for (const terms of lists) {
    for (const [place, term] of terms.entries()) places.set(term, (places.get(term) ?? new Set()).add(place));
  }
  const count = lists.reduce((sum, terms) => sum + terms.length, 0);
  if (places.size * 2 > count || ![...places.values()].some((each) => each.size > 1)) return false;
  const numeric = [...places.keys()].every((term) => /^\d+$/.test(term));
  return !numeric || new Set(lists.map((terms) => terms.length)).size > 1;
}

/** The terms between commas, semicolons or bars; none when a piece reads like prose or a formatted number. */
function termsOf(value: string): readonly string[] {
  const separator = [';', '|', ','].find((each) => value.includes(each));
  if (separator === undefined) return [];
  const terms = value.split(separator).map((term) => term.trim());
  const term = /^(?!0\d)[\p{L}\p{N}][\p{L}\p{N}_.@:/-]*(?: [\p{L}\p{N}_-]+){0,3}$/u;
  return terms.every((each) => each.length <= 40 && term.test(each)) ? terms : [];
}
