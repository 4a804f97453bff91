/** Asks `@architect` in the Chat view of a fresh profile, as a person would who has no account and no model. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { json, ScriptedServer, stream } from '../endpoint/kit/scripted-server.ts';
import { playJourney } from './journey.mjs';
import { root } from './provision.mjs';

const settings = { 'chat.disableAIFeatures': false };

/** Answers like a model that names a wrong column first, after it was allowed to look at the tables. */
function script({ path, body }, response) {
  if (path === '/v1/models') return json(response, 200, { data: [{ id: 'scripted-model', max_model_len: 16_000 }] });
  const { messages, tools = [] } = body;
  const said = messages.map(({ content }) => content).join('\n');
  if (/one word: ready/.test(said)) return stream(response, [{ content: 'ready' }]);
  if (/found mistakes/.test(said)) return stream(response, [{ content: answerWith('product_id') }]);
  if (tools.length > 0 && !messages.some(({ role }) => role === 'tool')) {
    const call = { name: 'list_tables', arguments: '{}' };
    return stream(response, [{ tool_calls: [{ index: 0, id: 'a', function: call }] }], 'tool_calls');
  }
  return stream(response, [{ content: 'An index is missing.\n\n' }, { content: answerWith('prodct_id') }]);
}

function answerWith(column) {
  return `\`\`\`sql\nCREATE INDEX ON order_line (${column});\n\`\`\`\n`;
}

export async function runChatJourney(editor) {
  const server = await ScriptedServer.start(script);
  try {
    const options = { suite: 'chat', files: join(root, 'samples'), settings };
    return await playJourney(editor, options, (scene) => journey({ ...scene, server }));
  } finally {
    await server.stop();
  }
}

function journey({ person, pictures, server }) {
  return [
    [
      'is answered at the first question, without an account',
      async () => {
        const answer = await person.ask('@architect /review What should we mend first?');
        assert.match(answer, /order_line/);
        assert.doesNotMatch(answer, /unavailable|sign in/i);
        await person.screenshot(join(pictures, 'chat.png'));
      },
    ],
    [
      'sets up a model of an endpoint, step by step',
      async () => {
        await person.runCommand('Database Architect: Set Up a Language Model');
        await person.pick('Another endpoint');
        await person.fill('The address of the endpoint', server.url);
        await person.fill('The key for', 'key-of-this-endpoint');
        await person.tick('scripted-model');
        await person.notified('scripted-model at');
        await person.screenshot(join(pictures, 'model-set-up.png'));
        assert.equal(server.requests.at(-1).headers.authorization, 'Bearer key-of-this-endpoint');
        await person.closeNotifications();
      },
    ],
    [
      'asks that model, after seeing what is sent, and gets a checked answer',
      async () => {
        await person.chooseModel('scripted-model');
        const before = server.requests.length;
        const asked = person.ask('/indexes Which index does order_line need?');
        await person.pressInDialog('Send');
        const answer = await asked;
        await person.screenshot(join(pictures, 'chat-model.png'));
        assert.match(answer, /An index is missing/);
        assert.match(answer, /Mended after a check/);
        assert.match(answer, /Checked/);
        assert.ok(server.requests.length > before);
        assert.match(JSON.stringify(server.requests.at(-1).body.messages), /prodct_id/);
      },
    ],
    [
      'is answered without the model when that fails, and told why',
      async () => {
        server.script = (_request, response) => json(response, 500, { error: { message: 'out of memory' } });
        const answer = await person.ask('/review What must be mended at once?');
        assert.match(answer, /out of memory/);
        assert.match(answer, /answer without a model/);
        assert.match(answer, /order_line/);
      },
    ],
    [
      'looks at the tables as a diagram',
      async () => {
        await person.openFile('shop/migrations/0003_orders.sql');
        await person.runCommand('Database Architect: Show Diagram');
        assert.ok((await person.tablesDrawn()).includes('order_line'));
        await person.screenshot(join(pictures, 'diagram.png'));
      },
    ],
  ];
}
