/** Asks `@architect` in the Chat view of a fresh profile, as a person would who has no account and no model. */
import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { json, ScriptedServer, send, startStream, stream } from '../endpoint/kit/scripted-server.ts';
import { playJourney } from './journey.mjs';
import { persist } from './patience.mjs';
import { root } from './provision.mjs';
import { callTool, key, saidIn, setUpModel, toolNames, withModels } from './scripted-model.mjs';

const settings = { 'chat.disableAIFeatures': false };

/** Answers like a model that names a wrong column first, after it was allowed to look at the tables. */
function wrongAtFirst({ body }, response) {
  const list = toolNames(body).find((name) => name.endsWith('list_tables'));
  if (/found mistakes/.test(saidIn(body))) return stream(response, [{ content: answerWith('product_id') }]);
  if (list !== undefined && !body.messages.some(({ role }) => role === 'tool')) return callTool(response, list);
  return stream(response, [{ content: 'An index is missing.\n\n' }, { content: answerWith('prodct_id') }]);
}

function answerWith(column) {
  return `\`\`\`sql\nCREATE INDEX ON order_line (${column});\n\`\`\`\n`;
}

/** What an endpoint does, and what the user reads. */
const failures = [
  ['an error', /out of memory/, (response) => json(response, 500, { error: { message: 'out of memory' } })],
  ['no quota', /quota or the rate is used up/, (response) => json(response, 429, { error: { message: 'Pay.' } })],
  ['a wrong key', /does not accept the key/, (response) => json(response, 401, { error: { message: 'No.' } })],
  ['a refusal', /declined to answer: Not this\./, (response) => stream(response, [{ refusal: 'Not this.' }])],
  ['a stream cut off', /Half an answer.*broke off/s, cutOff],
  ['a page in HTML', /answered with an error \(502\)\. This/, page],
];

async function cutOff(response) {
  startStream(response);
  send(response, { content: 'Half an answer' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  response.destroy();
}

function page(response) {
  response.writeHead(502, { 'content-type': 'text/html' });
  response.end('<html><head><title>Bad Gateway</title></head><body><script>alert(1)</script></body></html>');
}

export async function runChatJourney(editor) {
  const server = await ScriptedServer.start(withModels(wrongAtFirst));
  try {
    const options = { suite: 'chat', files: join(root, 'samples'), settings };
    return await playJourney(editor, options, (scene) => [
      ...answers({ ...scene, server }),
      ...buttons(scene),
      ...troubles({ ...scene, server }),
      ...diagram(scene),
      ...farewell({ ...scene, server }),
    ]);
  } finally {
    await server.stop();
  }
}

function answers({ person, pictures, server }) {
  return [
    [
      'is answered at the first question, without an account',
      async () => {
        const answer = await person.chat.ask('@architect /review What should we mend first?');
        assert.match(answer, /order_line/);
        assert.doesNotMatch(answer, /unavailable|sign in/i);
        await person.screenshot(join(pictures, 'chat.png'));
      },
    ],
    [
      'answers a follow-up as the question before, for another database',
      async () => {
        const design = await person.chat.ask('@architect /design appointments of a clinic, in SQL');
        assert.match(design, /GENERATED ALWAYS AS IDENTITY/i);
        const answer = await person.chat.ask('@architect And with MySQL?');
        assert.match(answer, /MySQL can hold this/);
        assert.match(answer, /AUTO_INCREMENT/);
        await person.screenshot(join(pictures, 'chat-follow-up.png'));
      },
    ],
    [
      'sets up a model of an endpoint, step by step, and finds it chosen in the chat',
      async () => {
        await setUpModel(person, server);
        await person.screenshot(join(pictures, 'model-set-up.png'));
        assert.equal(server.requests.at(-1).headers.authorization, `Bearer ${key}`);
        await person.pressInNotification('Open Chat');
        await person.chat.isShownModel('scripted-model');
        await person.closeNotifications();
      },
    ],
    [
      'reads what would be sent before it is, then gets a checked answer',
      async () => {
        const before = server.requests.length;
        const question = '@architect /indexes Which index does order_line need?';
        await person.chat.send(question);
        await person.pressInDialog('Show First');
        await person.readsInEditor(/instructions/);
        await person.screenshot(join(pictures, 'chat-shown-first.png'));
        assert.equal(server.requests.length, before);
        await person.pick('Send');
        const answer = await person.chat.answerTo(question);
        await person.screenshot(join(pictures, 'chat-model.png'));
        assert.match(answer, /An index is missing/);
        assert.match(answer, /Mended after a check/);
        assert.match(answer, /Checked/);
        assert.match(saidIn(server.requests.at(-1).body), /prodct_id/);
      },
    ],
  ];
}

function buttons({ person, workbench, pictures }) {
  const migration = join(workbench.workspace, 'shop/migrations/0006_index_for_products.sql');
  const mended = 'CREATE INDEX ON order_line (product_id);\n';
  return [
    [
      'has changed no file by then',
      async () => {
        const file = 'shop/migrations/0003_orders.sql';
        const now = await readFile(join(workbench.workspace, file), 'utf8');
        assert.equal(now, await readFile(join(root, 'samples', file), 'utf8'));
        await assert.rejects(access(migration));
      },
    ],
    [
      'makes the next migration of the code with a click',
      async () => {
        await person.chat.pressBelowAnswer('Create Migration');
        await person.fill('What the migration does', 'Index for products');
        await person.isShown('0006_index_for_products.sql');
        await person.screenshot(join(pictures, 'chat-migration.png'));
        assert.equal(await readFile(migration, 'utf8'), mended);
      },
    ],
    [
      'puts it at the cursor, and into a file of its own',
      async () => {
        await person.chat.pressBelowAnswer('Insert at Cursor');
        await person.readsInEditor(/\S\s*\n\s*\S/);
        await person.isShown('0006_index_for_products.sql');
        await person.runCommand('File: Save All Files');
        await until(async () => (await readFile(migration, 'utf8')) === mended + mended);
        await person.chat.pressBelowAnswer('Open as File');
        await person.readsInEditor(/^CREATE INDEX ON order_line[^\n]*\s*$/);
      },
    ],
  ];
}

function until(holds) {
  return persist(async () => assert.ok(await holds(), `still not: ${holds}`));
}

function troubles({ person, pictures, server }) {
  return [
    ...failures.map(([name, said, answer]) => [
      `is answered without the model at ${name}, and told why`,
      async () => {
        server.script = (_request, response) => answer(response);
        const text = await person.chat.ask(`@architect /explain order_line, with ${name}`);
        assert.match(text, said);
        assert.match(text, /This is the answer without a model/);
        assert.match(text, /order_line: 4 columns/);
        assert.doesNotMatch(text, /<html|alert\(1\)/);
      },
    ]),
    [
      'stops an answer that is being written, and nothing is added to it',
      async () => {
        let isClosed = false;
        server.script = (_request, response) => {
          response.on('close', () => {
            isClosed = true;
          });
          startStream(response);
          send(response, { content: 'A long answer begins' });
        };
        const question = '@architect /explain order_line at length';
        await person.chat.send(question);
        await person.chat.reads('A long answer begins');
        await person.chat.stopAnswer();
        const answer = await person.chat.answerTo(question);
        await person.screenshot(join(pictures, 'chat-stopped.png'));
        assert.match(answer, /A long answer begins/);
        assert.doesNotMatch(answer, /without a model/);
        await until(async () => isClosed);
      },
    ],
  ];
}

function diagram({ person, workbench, pictures }) {
  return [
    [
      'looks at the tables as a diagram: larger, smaller, and at one of them',
      async () => {
        await person.openFile('shop/migrations/0003_orders.sql');
        await person.runCommand('Database Architect: Show Diagram');
        assert.ok((await person.diagram.tables()).includes('order_line'));
        const natural = await person.diagram.width();
        await person.diagram.press('Larger');
        assert.ok((await person.diagram.width()) > natural);
        await person.diagram.press('Smaller');
        await person.diagram.press('Fit');
        assert.equal(Math.round(await person.diagram.width()), Math.round(natural));
        assert.deepEqual(await person.diagram.find('order_line'), ['order_line']);
        await person.screenshot(join(pictures, 'diagram.png'));
      },
    ],
    [
      'saves it as SVG',
      async () => {
        await person.diagram.press('Save as SVG');
        await person.accept('migrations.svg');
        const file = join(workbench.workspace, 'migrations.svg');
        await until(() =>
          access(file).then(
            () => true,
            () => false,
          ),
        );
        assert.match(await readFile(file, 'utf8'), /^<svg [\s\S]*order_line[\s\S]*<\/svg>\s*$/);
      },
    ],
  ];
}

function farewell({ person, server, workbench, pictures }) {
  return [
    [
      'forgets the model and its key, and asks without one',
      async () => {
        await person.runCommand('Database Architect: Forget a Language Model');
        await person.pick('127.0.0.1');
        await person.notified('is forgotten');
        await person.screenshot(join(pictures, 'model-forgotten.png'));
        await person.pressInNotification('Ask Without a Model');
        await person.chat.isShownModel('Architect (no');
        const settings = await readFile(join(workbench.user, 'Machine/settings.json'), 'utf8');
        assert.doesNotMatch(settings, /127\.0\.0\.1/);
        const before = server.requests.length;
        assert.match(await person.chat.ask('@architect /explain order_line once more'), /order_line: 4 columns/);
        assert.equal(server.requests.length, before);
        await person.runCommand('Database Architect: Set Up a Language Model');
        await person.pick('Another endpoint');
        await person.fill('The address of the endpoint', server.url);
        assert.doesNotMatch(await person.readBox('The key for'), /the key that is stored/);
      },
    ],
  ];
}
