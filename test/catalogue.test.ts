/** The catalogue as a whole: its order, its names, and the words in which its rules speak. */
import { expect, test } from 'vitest';
import type { ReportedFinding } from '../server/src/analysis/analyzer.ts';
import { catalogue } from '../server/src/rules/catalogue.ts';
import { families } from '../server/src/rules/rule.ts';
import { allFindings, analyze } from './kit/analyze.ts';
import { asFiles, pageOf } from './kit/rule-page.ts';

/** What the product promises to find; a rule may be added, none of these may go. */
const promised = `
  no-primary-key pk-too-small random-uuid-pk varchar-uuid missing-foreign-key fk-type-mismatch fk-target-missing
  fk-target-not-unique duplicate-foreign-key fk-set-null-not-null nullable-unique junction-without-pair-key
  unique-not-null-no-pk fk-without-index fk-index-partial-cover duplicate-index redundant-prefix-index redundant-unique
  index-equals-pk boolean-index needless-predicate btree-on-container too-many-indexes index-too-many-columns
  soft-delete-unique-conflict repeating-column-group multi-valued-text array-of-foreign-ids eav-table
  polymorphic-association transitive-dependency partial-key-dependency stored-derived-column table-per-value
  duplicate-table-shape wide-table boolean-state-explosion free-text-enum three-state-boolean
  inconsistent-type-same-name prefer-timestamptz money-type float-for-money char-type serial-type json-not-jsonb
  boolean-as-text stringly-typed jsonb-btree json-needs-equality json-null-ambiguity jsonb-no-shape-check
  inconsistent-case reserved-word identifier-too-long
  auto-increment-type charset-not-utf8mb4 engine-not-innodb inline-references-ignored int-display-width
  zero-date-default sqlite-loose-type
  drift-column drift-enum-value drift-foreign-key drift-index drift-nullability drift-table drift-type
  drift-undeclared-column drift-undeclared-table
  prisma-relationmode-index prisma-decimal-default prisma-uuid-as-text prisma-mysql-string-191 prisma-array-default
  prisma-required-ignored prisma-m2m-implicit prisma-default-referential-action sa-naming-convention
  sa-python-default-only sa-mutable-default sa-datetime-naive sa-json-not-variant sa-json-mutation-untracked
  sa-redundant-index-flags sa-mapped-optional-mismatch sa-cascade-vs-ondelete sa-enum-native-drift
  one-to-one-not-unique fk-orm-cascade-mismatch alembic-concurrently-in-tx alembic-nullable-add`
  .trim()
  .split(/\s+/);

type Named = { readonly id: string; readonly family: string };

/** What is wrong with a list of rules, in words. */
function problemsOfList(rules: readonly Named[]): readonly string[] {
  const order = Object.keys(families);
  const place = ({ id, family }: Named) => `${String(order.indexOf(family)).padStart(2, '0')} ${id}`;
  const problems = rules.filter(({ id }) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)).map(({ id }) => `name ${id}`);
  for (const [position, rule] of rules.entries()) {
    const before = rules[position - 1];
    if (!order.includes(rule.family)) problems.push(`family ${rule.family}`);
    if (before === undefined) continue;
    if (before.id === rule.id) problems.push(`twice ${rule.id}`);
    else if (place(before) > place(rule)) problems.push(`order ${rule.id}`);
  }
  return problems;
}

test('rules are in order, each once, with kebab-case names', () => {
  expect(problemsOfList(catalogue)).toEqual([]);
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
});

test('another order or name is noticed', () => {
  const at = (id: string, family = 'keys') => ({ id, family });
  expect(problemsOfList([at('b'), at('a')])).toEqual(['order a']);
  expect(problemsOfList([at('a', 'naming'), at('b', 'keys')])).toEqual(['order b']);
  expect(problemsOfList([at('a'), at('a')])).toEqual(['twice a']);
  expect(problemsOfList([at('no--key'), at('noKey')])).toEqual(['name no--key', 'name noKey']);
  expect(problemsOfList([at('a', 'speed')])).toEqual(['family speed']);
});

test('every promised rule is there', () => {
  const ids = new Set(catalogue.map(({ id }) => id));
  expect(promised.filter((id) => !ids.has(id))).toEqual([]);
});

test('summaries are one sentence', () => {
  const wrong = catalogue.filter(({ summary }) => !/^[A-Z][^\n]*\.$/.test(summary) || /[.!?] [A-Z]/.test(summary));
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('a rule that visits groups names them, and only such a rule does', () => {
  const wrong = catalogue.filter((rule) => (rule.visits === 'group') !== (rule.groupKeys !== undefined));
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

const findings = catalogue.flatMap((rule) =>
  pageOf(rule).flagged.flatMap((flagged) =>
    allFindings(analyze(asFiles(flagged), { rules: [rule] })).filter((finding) => finding.rule === rule.id),
  ),
);

/** What is wrong with the words of a finding. */
function problemsOfMessage({ message, table, columns }: Pick<ReportedFinding, 'message' | 'table' | 'columns'>) {
  const problems: string[] = [];
  const sentences = message.split(/(?<=[.?!])\s+(?=\p{Lu})/u);
  if (message.trim() !== message || /\s{2}|\n/.test(message)) problems.push('stray blanks');
  if (!/[^.][.?]$/.test(message)) problems.push('no end');
  if (sentences.length > 3) problems.push(`${sentences.length} sentences`);
  if (message.length > 400) problems.push(`${message.length} characters`);
  if (/undefined|\[object|\bNaN\b|\$\{| \(\)|!/.test(message)) problems.push('a placeholder or a shout');
  if (table === undefined) problems.push('no table');
  else if (!message.includes(table.split('.').at(-1)!)) problems.push(`does not name ${table}`);
  // A longer list would say less than the name of what has it.
  const isNamed = columns.length > 4 || columns.some((column) => message.includes(column));
  if (columns.length > 0 && !isNamed) problems.push(`names none of ${columns.join()}`);
  return problems;
}

test('messages are short, plain and name what they speak of', () => {
  const wrong = findings.map((finding) => ({ message: finding.message, problems: problemsOfMessage(finding) }));
  expect(wrong.filter(({ problems }) => problems.length > 0)).toEqual([]);
});

test('unfit messages are noticed', () => {
  const of = (message: string) => problemsOfMessage({ message, table: 'shop.orders', columns: ['total'] });
  expect(of('The total of orders is money.')).toEqual([]);
  expect(of('The total of orders is money')).toEqual(['no end']);
  expect(of('The total of orders is undefined.')).toEqual(['a placeholder or a shout']);
  expect(of('The total  of orders is money.')).toEqual(['stray blanks']);
  expect(of('A column is money.')).toEqual(['does not name shop.orders', 'names none of total']);
  expect(of('One. Two. Three. The total of orders.')).toEqual(['4 sentences']);
});

test('findings about one column, key or index say which columns', () => {
  const visits = new Map(catalogue.map((rule) => [rule.id, rule.visits]));
  const ofColumns = new Set(['column', 'foreignKey', 'key', 'index', 'exclusion']);
  const wrong = findings.filter(({ rule, columns }) => ofColumns.has(visits.get(rule)!) && columns.length === 0);
  expect(wrong.map(({ rule }) => rule)).toEqual([]);
});
