/** The bundle answers, with what the build has laid beside it. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** A question whose answer makes tables. */
const question = 'Design login with OAuth, e-mail and password, sessions and password reset for our users';

test('the code of the answer is executed over the schema, and the answer says so', async () => {
  const files = { 'db/schema.sql': shop };
  const { stdout, code } = await ask(files, question);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Checked over the schema of the workspace: \d+ blocks? of code, no error found/);
  expect(stdout).not.toMatch(/not executed, because/);
  const { checked } = JSON.parse((await ask(files, question, '--format', 'json')).stdout);
  expect(checked).toContainEqual({ language: 'sql', ok: true, problems: [] });
}, 60_000);

test('an answer whose code could not be executed says so', async () => {
  const alone = buildBundle('ask-test-alone');
  rmSync(join(dirname(alone), 'verify.js'));
  const { stdout, code } = await runBundle(alone, ['ask', question], { cwd: folderWith({ 'db/schema.sql': shop }) });
  expect(code).toBe(0);
  expect(stdout).toMatch(/The SQL was only read, not executed, because its process ended with 1\./);
}, 120_000);

test('nothing asked is a mistake', async () => {
  const { code, stderr } = await ask({});
  expect(code).toBe(2);
  expect(stderr).toMatch(/Ask something/);
});
