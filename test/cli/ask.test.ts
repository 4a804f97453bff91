/** The bundle answers, with what the build has laid beside it. */
import { beforeAll, expect, test } from 'vitest';
import { buildBundle, folderWith, runBundle, shop } from './kit/command-line.ts';

let bundle: string;
beforeAll(() => {
  bundle = buildBundle('ask-test');
}, 120_000);

const ask = (files: Record<string, string>, ...args: string[]) =>
  runBundle(bundle, ['ask', ...args], { cwd: folderWith(files) });

test('a review names the findings with their places', async () => {
  const { code, stdout, stderr } = await ask({ 'db/schema.sql': shop }, '/review');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^## Recommendation/);
  expect(stdout).toMatch(/fk-without-index/);
  expect(stdout).toMatch(/`db\/schema\.sql:4`/);
});

test('as JSON, after the contract', async () => {
  const question = '1,000 companies with 50 to 500 users each: which database?';
  const { stdout } = await ask(
    { 'requirements.txt': 'fastapi==0.115\nsqlalchemy>=2\n' },
    question,
    '--offline',
    '--format',
    'json',
  );
  const answer = JSON.parse(stdout);
  expect(Object.keys(answer).sort()).toEqual(
    ['because', 'checked', 'confidence', 'expertise', 'followups', 'questions', 'requirements', 'sections'].sort(),
  );
  expect(answer.requirements).toEqual(
    expect.arrayContaining([
      { name: 'tenants', value: '1,000', source: 'question' },
      { name: 'stack', value: 'FastAPI, SQLAlchemy', source: 'requirements.txt' },
    ]),
  );
  expect(answer.confidence).toBeGreaterThan(0);
  expect(answer.confidence).toBeLessThanOrEqual(1);
  for (const section of answer.sections) expect(Object.keys(section)).toEqual(['id', 'title', 'markdown']);
});

test('--path is the folder that the question is about', async () => {
  const { stdout } = await ask({ 'a/schema.sql': shop, 'b/notes.txt': '' }, '/erd', '--path', 'a');
  expect(stdout).toMatch(/erDiagram[\s\S]*customer/);
  expect((await ask({ 'a/schema.sql': shop, 'b/notes.txt': '' }, '/review', '--path', 'b')).stdout).toMatch(
    /No file of this workspace/,
  );
});

test('nothing asked is a mistake', async () => {
  const { code, stderr } = await ask({});
  expect(code).toBe(2);
  expect(stderr).toMatch(/Ask something/);
});
