/** What an editor shows while a statement is half typed. */
import { afterEach, expect, test } from 'vitest';
import { openEditor, plainClient, type TestEditor } from './kit/editor.ts';

let editor: TestEditor;
const start = async (options: Parameters<typeof openEditor>[0] = {}) => {
  editor = await openEditor({ initializationOptions: { ruleDocs: true, quietTyping: true }, ...options });
};
afterEach(() => editor.close());

const customer = 'create table customer (id bigint primary key);\n';
const old = 'create table log (at timestamptz not null, line text not null);\n';
const refreshes = () => editor.received('workspace/diagnostic/refresh').length;

/** Types between two tables, one of which is reported, a key at a time. Returns what was reported in between. */
async function type(text: string): Promise<Set<string>> {
  await start();
  editor.open('a.sql', `${customer}\n\n\n${old}`);
  const reported = new Set([(await editor.rules('a.sql')).join(' ')]);
  for (const [i, key] of [...text].entries()) {
    editor.insert('a.sql', customer.length + 1 + i, key);
    reported.add((await editor.rules('a.sql')).join(' '));
  }
  return reported;
}

test('nothing new about the statement being typed, and the others stay', async () => {
  const text = 'create table orders (\n  id bigint,\n  customer_id bigint not null references cust';
  expect(await type(text)).toEqual(new Set(['no-primary-key']));
});

test('everything once the typing rests, and the editor is told to ask', async () => {
  await type('create table orders (customer_id bigint not null)');
  const before = refreshes();
  await editor.until(() => refreshes() > before);
  expect(await editor.rules('a.sql')).toEqual(['no-primary-key', 'no-primary-key']);
});

test('everything once the statement ends', async () => {
  await type('create table orders (customer_id bigint not null)');
  editor.replace('a.sql', 'bigint not null)', 'bigint not null);');
  expect(await editor.rules('a.sql')).toEqual(['no-primary-key', 'no-primary-key']);
});

test('what is mended goes at once', async () => {
  await start();
  editor.open('a.sql', old);
  expect(await editor.rules('a.sql')).toEqual(['no-primary-key']);
  editor.replace('a.sql', 'not null, line', 'primary key, line');
  expect(await editor.rules('a.sql')).toEqual([]);
});

test('what was found before stays', async () => {
  await start();
  editor.open('a.sql', old);
  expect(await editor.rules('a.sql')).toEqual(['no-primary-key']);
  editor.replace('a.sql', 'line text not null', 'line text not null, price float');
  expect(await editor.rules('a.sql')).toEqual(['no-primary-key']);
});

test('editors that ask for nothing special hear everything at once', async () => {
  await start({ initializationOptions: {} });
  editor.open('a.sql', old);
  editor.replace('a.sql', 'line text not null', 'line text not null, price float');
  expect(await editor.rules('a.sql')).toEqual(['no-primary-key', 'float-for-money']);
});

test('pushes wait as well', async () => {
  await start({ capabilities: plainClient });
  editor.open('a.sql', customer);
  await editor.until(() => editor.published.get('a.sql')?.length === 0);
  editor.replace('a.sql', 'primary key', '');
  await editor.until(() => editor.published.get('a.sql')?.length === 1);
});
