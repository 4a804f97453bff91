/** `ask` with a language model: the bundle, the real client and an endpoint that follows a script. */
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { json, type Script, ScriptedServer, stream } from '../endpoint/kit/scripted-server.ts';
import { buildBundle, folderWith, type Outcome, runBundle, shop } from './kit/command-line.ts';

let bundle: string;
beforeAll(() => {
  bundle = buildBundle('ask-model-test');
}, 120_000);

let server: ScriptedServer;
beforeEach(async () => {
  server = await ScriptedServer.start();
});
afterEach(() => server.stop());

const question = 'Which index is missing?';

function ask(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}, schema = shop): Promise<Outcome> {
  const setUp = { DB_ARCHITECT_ENDPOINT: server.url, DB_ARCHITECT_MODEL: 'm', DB_ARCHITECT_KEY: 'k-1', ...env };
  return runBundle(bundle, ['ask', question, ...args], { cwd: folderWith({ 'db/schema.sql': schema }), env: setUp });
}

/** What each request of the server held, as one text. */
const sent = () => server.requests.map(({ body }) => JSON.stringify(body.messages));

const index = (column: string) => `\`\`\`sql\nCREATE INDEX ON orders (${column});\n\`\`\`\n`;

/** Calls `describe_table` in the first round, and answers in the second. */
function asksAboutThenSays(table: string, answer: string): Script {
  const described = { name: 'describe_table', arguments: JSON.stringify({ table }) };
  const call = { index: 0, id: 'a', type: 'function', function: described };
  return (_request, response, count) => {
    if (count === 1) stream(response, [{ tool_calls: [call] }], 'tool_calls');
    else stream(response, [{ content: answer }]);
  };
}

test('the model answers, and its code is checked', async () => {
  server.script = (_request, response) =>
    stream(response, [{ content: 'Add it:\n\n' }, { content: index('customer_id') }]);
  const { code, stdout, stderr } = await ask();
  expect(stdout).toMatch(/^Add it:/);
  expect(stdout).toMatch(/1 block of code, no error found/);
  expect(stderr).toMatch(new RegExp(`Asking m at ${new URL(server.url).origin}: about \\d+ tokens`));
  expect(code).toBe(0);
  expect(sent()[0]).toMatch(/fk-without-index/);
  expect(server.requests[0]!.headers.authorization).toBe('Bearer k-1');
}, 60_000);

test('a wrong column is mended in a second round', async () => {
  server.script = (_request, response, count) =>
    stream(response, [{ content: index(count === 1 ? 'custmer_id' : 'customer_id') }]);
  const { stdout } = await ask();
  expect(sent()).toHaveLength(2);
  expect(sent()[1]).toMatch(/custmer_id[\s\S]*did you mean customer_id/);
  expect(stdout).toMatch(/Mended after a check[\s\S]*customer_id[\s\S]*no error found/);
}, 60_000);

test('a tool is called, and its result is marked as data', async () => {
  server.script = asksAboutThenSays('orders', 'Nothing.');
  const { stdout } = await ask();
  expect(stdout).toMatch(/Nothing\./);
  expect(sent()[1]).toMatch(/kind=\\"tool result\\" name=\\"describe_table\\"[\s\S]*customer_id/);
}, 60_000);

test('as JSON, after the same contract', async () => {
  server.script = (_request, response) => stream(response, [{ content: 'Add one.' }]);
  const answer = JSON.parse((await ask(['--format', 'json'])).stdout);
  expect(answer.sections).toEqual([{ id: 'answer', title: 'Answer of m', markdown: 'Add one.' }]);
  expect(answer).toMatchObject({ expertise: 'core', checked: [] });
}, 60_000);

test('an endpoint that fails is replaced by the answer without a model, with the reason', async () => {
  server.script = (_request, response) => json(response, 401, { error: { message: 'no' } });
  const { code, stdout, stderr } = await ask();
  expect(code).toBe(0);
  expect(stderr).toMatch(/does not accept the key \(401\)\. This is the answer without a model\./);
  expect(stdout).toMatch(/^## /);
}, 60_000);

test('secrets of the workspace are masked, in the prompt and in results of tools', async () => {
  const secret = 'hunter2hunter2';
  const schema = `${shop}create table setting (id int primary key, url text default 'postgres://app:${secret}@db/x');\n`;
  server.script = asksAboutThenSays('setting', 'Done.');
  await ask([], {}, schema);
  expect(sent()).toHaveLength(2);
  expect(sent()[1]).toMatch(/app:\[secret\]@db/);
  expect(sent().join()).not.toContain(secret);
}, 60_000);

test('the key of another program stays where it is', async () => {
  server.script = (_request, response) => stream(response, [{ content: 'Yes.' }]);
  await ask([], { DB_ARCHITECT_KEY: '', OPENAI_API_KEY: 'sk-of-another-program' });
  expect(JSON.stringify(server.requests)).not.toContain('sk-of-another-program');
  expect(server.requests).toHaveLength(1);
}, 60_000);

test.each([[['--offline']], [['--show-prompt']]])(
  '%s sends nothing',
  async (args) => {
    const { code, stdout } = await ask(args);
    expect(code).toBe(0);
    expect(server.requests).toHaveLength(0);
    expect(stdout).toMatch(args[0] === '--offline' ? /^## / : /===== question =====\s+Which index is missing\?/);
  },
  60_000,
);

test('an endpoint without a model is a mistake', async () => {
  const { code, stderr } = await ask([], { DB_ARCHITECT_MODEL: '' });
  expect(code).toBe(2);
  expect(stderr).toMatch(/DB_ARCHITECT_MODEL does not name a model/);
});
