/** Rounds of questions, calls and results, with a model that follows a script. */
import { expect, test } from 'vitest';
import { type Conversation, converse } from '../../server/src/conversation/converse.ts';
import type { Message, Piece, Tool, ToolCall } from '../../server/src/conversation/message.ts';

const tool: Tool = { name: 'list_tables', description: '', inputSchema: {} };
const call = (id: string, name = 'list_tables'): ToolCall => ({ kind: 'call', id, name, input: {} });
const marked = (text: string) => `<workspace-data kind="tool result" name="list_tables">\n${text}\n</workspace-data>`;
const say = (text: string): Piece => ({ kind: 'text', text });

/** `answers` are what the model gives, one list a round; the last is repeated. */
function scripted(answers: readonly (readonly Piece[])[], more: Partial<Conversation> = {}) {
  const asked: { readonly messages: readonly Message[]; readonly tools: readonly Tool[] }[] = [];
  const called: string[] = [];
  let shown = '';
  const conversation: Conversation = {
    model: {
      async *answer(messages, tools) {
        yield* answers[Math.min(asked.push({ messages: [...messages], tools }) - 1, answers.length - 1)]!;
      },
    },
    messages: [{ role: 'user', parts: [{ kind: 'text', text: 'q' }] }],
    tools: [tool],
    callTool: async ({ id }) => {
      called.push(id);
      return `result of ${id}`;
    },
    onText: (text) => {
      shown += text;
    },
    isCancelled: () => false,
    ...more,
  };
  return { conversation, asked, called, shown: () => shown };
}

test('an answer without calls is one round', async () => {
  const { conversation, asked, shown } = scripted([[say('Hel'), say('lo')]]);
  expect((await converse(conversation)).text).toBe('Hello');
  expect(asked).toHaveLength(1);
  expect(shown()).toBe('Hello');
});

test('every call gets its result, in the message behind it', async () => {
  const { conversation, asked, called } = scripted([[say('Looking.'), call('a'), call('b')], [say('Done.')]]);
  expect((await converse(conversation)).text).toBe('Looking.\n\nDone.');
  expect(called).toEqual(['a', 'b']);
  expect(asked[1]!.messages.slice(-2)).toEqual([
    { role: 'assistant', parts: [say('Looking.'), call('a'), call('b')] },
    {
      role: 'user',
      parts: [
        { kind: 'result', callId: 'a', text: marked('result of a') },
        { kind: 'result', callId: 'b', text: marked('result of b') },
      ],
    },
  ]);
});

test('a model that calls without end is given no tools any more', async () => {
  const { conversation, asked } = scripted([[call('a')]]);
  await converse(conversation);
  expect(asked.at(-1)!.tools).toEqual([]);
  expect(asked.length).toBeLessThan(12);
});

test('a tool that was not offered is not called', async () => {
  const { conversation, asked, called } = scripted([[call('a', 'delete_everything')], [say('Done.')]]);
  await converse(conversation);
  expect(called).toEqual([]);
  expect(JSON.stringify(asked[1]!.messages.at(-1))).toContain('There is no tool delete_everything');
});

test('a tool that fails says so to the model', async () => {
  const callTool = async () => {
    throw new Error('no database of this name');
  };
  const { conversation, asked } = scripted([[call('a')], [say('Done.')]], { callTool });
  expect((await converse(conversation)).text).toBe('Done.');
  expect(JSON.stringify(asked[1]!.messages.at(-1))).toContain('no database of this name');
});

test('a long result is cut', async () => {
  const callTool = async () => 'x'.repeat(100_000);
  const { conversation, asked } = scripted([[call('a')], [say('Done.')]], { callTool });
  await converse(conversation);
  expect(JSON.stringify(asked[1]!.messages.at(-1)).length).toBeLessThan(20_000);
});

test('nothing is called once the user has stopped', async () => {
  const { conversation, called } = scripted([[call('a')]], { isCancelled: () => true });
  await converse(conversation);
  expect(called).toEqual([]);
});
