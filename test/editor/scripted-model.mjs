/** A model of a scripted endpoint on this machine, and how a person sets it up. */
import { json, stream } from '../endpoint/kit/scripted-server.ts';

export const key = 'key-of-this-endpoint';

/** Answers what the set-up asks, and leaves everything else to the script. */
export function withModels(script) {
  return (request, response, count) => {
    const { path, body } = request;
    if (path === '/v1/models') return json(response, 200, { data: [{ id: 'scripted-model', max_model_len: 64_000 }] });
    if (/one word: ready/.test(saidIn(body))) return stream(response, [{ content: 'ready' }]);
    return script(request, response, count);
  };
}

/** All that was said to the model, by anybody. */
export function saidIn({ messages }) {
  return messages.map(({ content }) => content).join('\n');
}

export function toolNames({ tools = [] }) {
  return tools.map(({ function: { name } }) => name);
}

export function callTool(response, name, input = {}) {
  const call = { name, arguments: JSON.stringify(input) };
  return stream(response, [{ tool_calls: [{ index: 0, id: `call-${name}`, function: call }] }], 'tool_calls');
}

export async function setUpModel(person, server) {
  await person.runCommand('Database Architect: Set Up a Language Model');
  await person.pick('Another endpoint');
  await person.fill('The address of the endpoint', server.url);
  await person.fill('The key for', key);
  await person.tick('scripted-model');
  await person.notified('scripted-model at');
}
