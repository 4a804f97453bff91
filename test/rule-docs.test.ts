/** The page of every rule is there, has its parts in order, and says what the rule does. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from '../server/src/rules/catalogue.ts';
import { families, type Rule } from '../server/src/rules/rule.ts';
import { allFindings, analyze } from './kit/analyze.ts';
import { executionError } from './kit/execute.ts';
import { asFiles, type Example, pageOf, type RulePage, readPage, rulesFolder } from './kit/rule-page.ts';

const byId = new Map(catalogue.map((rule) => [rule.id, rule]));

/** What is wrong with a page, in words; nothing when it is right. */
async function problemsOf(rule: Rule, page: RulePage): Promise<readonly string[]> {
  const problems: string[] = [];
  const headings = ['Why', 'Flagged', 'Instead', 'Fix', 'When not to use it', 'Known limits', 'References'];
  const wanted = headings.filter((heading) => heading !== 'Fix' || rule.fix !== 'none');
  if (page.title !== rule.id) problems.push(`title ${page.title}`);
  if (page.summary !== rule.summary) problems.push(`first paragraph ${page.summary}`);
  if (page.headings.join() !== wanted.join()) problems.push(`headings ${page.headings.join()}`);
  problems.push(...page.emptySections.map((heading) => `nothing under ${heading}`));
  problems.push(...page.strayBlocks.map((block) => `stray block ${block}`));
  if (page.flagged.length === 0) problems.push('no flagged example');
  if (page.flagged.length !== page.instead.length) problems.push('not one Instead for each Flagged');
  for (const [position, flagged] of page.flagged.entries()) {
    const name = `example ${position + 1}`;
    const instead = page.instead[position];
    if (!rule.dialects.includes(flagged.dialect)) problems.push(`${name} is of a database the rule is not for`);
    const found = findingsOf(rule, flagged);
    if (found.length !== 1) problems.push(`${name}: ${found.length} findings of ${rule.id} under Flagged`);
    problems.push(...notUnderstood(flagged).map((gap) => `${name}, Flagged: ${gap}`));
    if (instead === undefined) continue;
    if (instead.dialect !== flagged.dialect) problems.push(`${name} changes the database`);
    if (findingsOf(rule, instead).length > 0) problems.push(`${name}: still a finding under Instead`);
    problems.push(...notUnderstood(instead).map((gap) => `${name}, Instead: ${gap}`));
    const refused = await executionError(asFiles(instead), instead.dialect);
    if (refused !== undefined) problems.push(`${name}, Instead: ${refused}`);
  }
  return problems;
}

function findingsOf(rule: Rule, example: Example) {
  const analyzer = analyze(asFiles(example), { rules: [rule] });
  return allFindings(analyzer).filter((finding) => finding.rule === rule.id);
}

function notUnderstood(example: Example): readonly string[] {
  return analyze(asFiles(example), { rules: [] })
    .gaps()
    .map((gap) => gap.reason);
}

test.for(catalogue)('the page of $id is right', async (rule) => {
  expect(await problemsOf(rule, pageOf(rule))).toEqual([]);
});

test('what is wrong with a page is noticed', async () => {
  const rule = byId.get('float-for-money')!;
  const right = readFileSync(join(rulesFolder, rule.family, `${rule.id}.md`), 'utf8');
  const wrong = async (from: RegExp, to: string): Promise<string> => {
    expect(right).toMatch(from);
    return (await problemsOf(rule, readPage(right.replace(from, to)))).join('\n');
  };
  expect(await wrong(/^# .*/, '# other-rule')).toBe('title other-rule');
  expect(await wrong(/^# .*\n\n.*\n/, `# ${rule.id}\n\nAnother sentence.\n`)).toBe('first paragraph Another sentence.');
  expect(await wrong(/^## Known limits$/m, '## Limits')).toContain('headings Why,');
  expect(await wrong(/^## Known limits$[^#]*/m, '## Known limits\n\n')).toBe('nothing under Known limits');
  expect(await wrong(/^## Why$/m, '## Why\n\n```sql\nselect 1;\n```\n')).toBe('stray block Why: sql');
  expect(await wrong(/^## Flagged\n\n```sql\n[^`]*/m, '## Flagged\n\n```sql\n')).toContain('0 findings');
  expect(await wrong(/^## Instead\n\n```sql\n[^`]*```/m, '## Instead')).toContain('not one Instead');
  const flagged = /^## Flagged\n\n(```sql\n[^`]*```)/m.exec(right)![1]!;
  expect(await wrong(/^## Instead\n\n```sql\n[^`]*```/m, `## Instead\n\n${flagged}`)).toContain('still a finding');
  const refused = '## Instead\n\n```sql\ncreate table t (price nosuchtype);\n```';
  expect(await wrong(/^## Instead\n\n```sql\n[^`]*```/m, refused)).toContain('does not exist');
});

/** What is wrong with a family's folder: files beside rules that are none, and rules that have not all their files. */
function problemsOfFolder(family: string, files: readonly string[]): readonly string[] {
  const ids = catalogue.filter((rule) => rule.family === family).map((rule) => rule.id);
  const pages = files.filter((file) => file.endsWith('.md')).map((file) => basename(file, '.md'));
  return [
    ...ids.filter((id) => !files.includes(`${id}.ts`)).map((id) => `${id} has no file`),
    ...ids.filter((id) => !pages.includes(id)).map((id) => `${id} has no page`),
    ...pages.filter((id) => !ids.includes(id)).map((id) => `${id}.md is no rule's page`),
  ];
}

test.for(Object.keys(families))('rules and pages of %s lie together', (family) => {
  expect(problemsOfFolder(family, readdirSync(join(rulesFolder, family)))).toEqual([]);
});

test('a missing and an orphaned page are noticed', () => {
  const files = readdirSync(join(rulesFolder, 'naming')).map((file) => file.replace('reserved-word.md', 'old.md'));
  expect(problemsOfFolder('naming', files)).toEqual(['reserved-word has no page', "old.md is no rule's page"]);
});

test('every folder of rules is a family', () => {
  const folders = readdirSync(rulesFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...Object.keys(families), 'shared'].sort());
});

/** What is wrong with the source of a rule: its export's name, or the comment above it. */
function problemsOfSource(rule: Rule, source: string): readonly string[] {
  const name = rule.id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const found = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const (\w+) = defineRule\(\{\n {2}id: '([^']*)'/.exec(source);
  if (found === null) return ['no documented rule'];
  const comment = found[1]!.replace(/\s*\n\s*\*?\s*/g, ' ').trim();
  const problems: string[] = [];
  if (found[2] !== name) problems.push(`exported as ${found[2]}`);
  if (found[3] !== rule.id) problems.push(`its id is ${found[3]}`);
  if (comment !== rule.summary) problems.push(`comment: ${comment}`);
  return problems;
}

test.for(catalogue)('the source of $id says what its page says', (rule) => {
  expect(problemsOfSource(rule, readFileSync(join(rulesFolder, rule.family, `${rule.id}.ts`), 'utf8'))).toEqual([]);
});

test('another name or comment is noticed', () => {
  const rule = byId.get('char-type')!;
  const source = readFileSync(join(rulesFolder, 'types', 'char-type.ts'), 'utf8');
  expect(problemsOfSource(rule, source.replace('charType', 'charRule'))).toEqual(['exported as charRule']);
  expect(problemsOfSource(rule, source.replace('/** ', '/** Not '))).toEqual([`comment: Not ${rule.summary}`]);
});

test.for(catalogue)('$id has a test', ({ family, id }) => {
  const file = join(import.meta.dirname, 'rules', family, `${id}.test.ts`);
  expect(existsSync(file) && readFileSync(file, 'utf8').includes('checkRule(')).toBe(true);
});
