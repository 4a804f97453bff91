/** Every fix that a rule's page shows the need of goes through the harness, and the rule says of it what is true. */
import { expect, test } from 'vitest';
import { anIndex } from '../server/src/model/factories.ts';
import type { SchemaChange } from '../server/src/model/schema-change.ts';
import { catalogue } from '../server/src/rules/catalogue.ts';
import type { Rule } from '../server/src/rules/rule.ts';
import { allFindings, analyze } from './kit/analyze.ts';
import { tryFix } from './kit/check-fix.ts';
import { asFiles, type Example, pageOf } from './kit/rule-page.ts';

interface OfferedFix {
  readonly rule: Rule;
  readonly example: number;
  readonly files: ReturnType<typeof asFiles>;
  readonly fix: number;
  readonly title: string;
  readonly safe: boolean;
}

function offeredFixes(rule: Rule, examples: readonly Example[]): readonly OfferedFix[] {
  return examples.flatMap((flagged, example) => {
    const files = asFiles(flagged);
    const analyzer = analyze(files, { rules: [rule, ...catalogue.filter((each) => each.id !== rule.id)] });
    const finding = allFindings(analyzer).find((each) => each.rule === rule.id);
    if (finding === undefined) return [];
    return analyzer.fixesFor(finding).map(({ title, safe }, fix) => ({ rule, example, files, fix, title, safe }));
  });
}

const fixes = new Map(catalogue.map((rule) => [rule.id, offeredFixes(rule, pageOf(rule).flagged)]));

/** What the rule's `fix` has to be for what its examples offer. */
function fixKind(offered: readonly { readonly safe: boolean }[]): Rule['fix'] {
  if (offered.length === 0) return 'none';
  return offered.every(({ safe }) => safe) ? 'safe' : 'unsafe';
}

test.for(catalogue)('the fixes of $id are as it says', (rule) => {
  expect(fixKind(fixes.get(rule.id)!)).toBe(rule.fix);
  expect(rule.fixes !== undefined).toBe(rule.fix !== 'none');
});

test('a wrong word about the fixes of a rule would be noticed', () => {
  expect(fixKind([])).toBe('none');
  expect(fixKind([{ safe: true }])).toBe('safe');
  expect(fixKind([{ safe: true }, { safe: false }])).toBe('unsafe');
});

test.for([...fixes.values()].flat())('$rule.id, example $example: $title', async ({ rule, files, fix }) => {
  const fixed = await tryFix(rule, files, { fix });
  expect(fixed).not.toEqual(files);
});

test('titles of fixes are imperatives without a full stop, each once an example', () => {
  const wrong = [...fixes.values()].flat().filter(({ title }) => !/^[A-Z][a-z]+ .*[^.\s]$/.test(title));
  expect(wrong.map(({ title }) => title)).toEqual([]);
  for (const offered of fixes.values()) {
    const keys = offered.map(({ example, title }) => `${example} ${title}`);
    expect(keys).toEqual([...new Set(keys)]);
  }
});

test('a fix that mends nothing, raises findings, or breaks the schema is noticed', async () => {
  const rule = catalogue.find(({ id }) => id === 'fk-without-index')!;
  const flagged = asFiles(pageOf(rule).flagged[0]!);
  const tryWith = (changesOf: (right: SchemaChange & { kind: 'create-index' }) => readonly SchemaChange[]) => {
    const fixesOf: Rule['fixes'] = (state, ctx) =>
      rule.fixes!(state, ctx).map((fix) => ({
        ...fix,
        changes: fix.changes.flatMap((change) => (change.kind === 'create-index' ? changesOf(change) : [])),
      }));
    return tryFix({ ...rule, fixes: fixesOf }, flagged);
  };
  const alsoOn = (right: SchemaChange & { kind: 'create-index' }, column: string): SchemaChange => ({
    ...right,
    index: anIndex([column], { name: `orders_${column}_second_idx` }),
  });
  await expect(tryWith((right) => [right])).resolves.toBeDefined();
  await expect(tryWith((right) => [alsoOn(right, 'id')])).rejects.toThrow('the finding is still there');
  await expect(tryWith((right) => [right, alsoOn(right, 'customer_id')])).rejects.toThrow('the fix raises findings');
  await expect(tryWith((right) => [right, alsoOn(right, 'nowhere')])).rejects.toThrow('refuses the fixed schema');
});
