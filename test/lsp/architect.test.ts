/** The architect over the protocol: answers with places, prompts for a model. */
import { afterEach, expect, test } from 'vitest';
import type { Asked, AssembledPrompt, CheckedCode, Consulted } from '../../server/src/protocol.ts';
import { readPrompts } from '../architect/kit/knowledge.ts';
import { openEditor, type TestEditor } from './kit/editor.ts';

const knowledge = readPrompts();
const files = {
  'schema.sql':
    'create table customer (id bigint primary key);\ncreate table orders (id bigint primary key, customer_id bigint not null references customer (id));\n',
  'requirements.txt': 'fastapi==0.115\n',
};

let editor: TestEditor;
afterEach(() => editor.close());

const asked = (text: string, command?: string): Asked => ({ text, command, references: [], history: [] });

test('a question is answered with places that can be opened', async () => {
  editor = await openEditor({ files, knowledge: () => knowledge });
  const answer: Consulted = await editor.connection.sendRequest(
    'dbArchitect/consult',
    asked('What should we mend first?', 'review'),
  );
  expect(answer.parts.map(({ markdown }) => markdown).join('\n')).toContain('orders');
  const place = answer.places.find(({ name }) => name === 'schema.sql:2');
  expect(place).toMatchObject({ uri: editor.uri('schema.sql'), line: 1 });
});

test('a command that nobody knows is passed over', async () => {
  editor = await openEditor({ files, knowledge: () => knowledge });
  const answer: Consulted = await editor.connection.sendRequest(
    'dbArchitect/consult',
    asked('What should we mend first?', 'nonsense'),
  );
  expect(answer.parts.length).toBeGreaterThan(0);
});

test('a prompt has the question last, the workspace before it, and the answer without a model beside it', async () => {
  editor = await openEditor({ files, knowledge: () => knowledge });
  const prompt: AssembledPrompt = await editor.connection.sendRequest('dbArchitect/prompt', {
    asked: asked('Which indexes does orders need?', 'indexes'),
    window: 20_000,
  });
  expect(prompt.parts.at(-1)?.text).toContain('Which indexes does orders need?');
  expect(prompt.parts.map(({ text }) => text).join('\n')).toMatch(/CREATE TABLE orders/i);
  expect(prompt.size).toBeLessThan(20_000);
  expect(prompt.consulted.parts.length).toBeGreaterThan(0);
});

test('what is typed counts before it is saved', async () => {
  editor = await openEditor({ files, knowledge: () => knowledge });
  editor.open('more.sql', 'create table shipment_parcel (id bigint, note text);');
  const answer: Consulted = await editor.connection.sendRequest(
    'dbArchitect/consult',
    asked('Review `shipment_parcel`', 'review'),
  );
  expect(answer.parts.map(({ markdown }) => markdown).join('\n')).toContain('shipment_parcel');
});

test('the code of an answer is checked over the schema of the workspace', async () => {
  editor = await openEditor({ files });
  const checked: readonly CheckedCode[] = await editor.connection.sendRequest('dbArchitect/checkAnswer', {
    markdown:
      'Use this:\n\n```sql\ncreate index on orders (totl);\n```\n\n```sql\ncreate index on orders (customer_id);\n```\n',
    references: [],
  });
  expect(checked.map(({ language, ok }) => [language, ok])).toEqual([
    ['sql', false],
    ['sql', true],
  ]);
  expect(checked[0]!.problems.join(' ')).toMatch(/totl/);
});

test('tools answer from the workspace, and say what was wrong with a call', async () => {
  editor = await openEditor({ files, knowledge: () => knowledge });
  const call = (name: string, input: object) =>
    editor.connection.sendRequest<{ markdown: string; isError: boolean }>('dbArchitect/callTool', { name, input });
  expect((await call('describe_table', { table: 'orders' })).markdown).toContain('customer_id');
  expect(await call('describe_table', {})).toMatchObject({ isError: true });
  expect(await call('drop_table', {})).toMatchObject({ isError: true });
});

test('a migration goes behind the newest one, with the marker of its tool', async () => {
  editor = await openEditor({
    files: {
      'migrations/0001_a.sql': '-- +goose Up\ncreate table a (id bigint primary key);\n',
      'migrations/0002_b.sql': '-- +goose Up\ncreate table b (id bigint primary key);\n',
    },
  });
  const place = await editor.connection.sendRequest('dbArchitect/newMigration', {
    code: 'alter table b add column c bigint;\nselect c from b where id = $1;',
    slug: 'more',
  });
  expect(place).toEqual({
    uri: editor.uri('migrations/0003_more.sql'),
    text: '-- +goose Up\nalter table b add column c bigint;\n',
  });
});

test('without migrations there is no place for one', async () => {
  editor = await openEditor({ files });
  expect(await editor.connection.sendRequest('dbArchitect/newMigration', { code: '', slug: 'more' })).toBeNull();
});
