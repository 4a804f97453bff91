import { afterEach, expect, test } from 'vitest';
import { type EditorOptions, openEditor, type TestEditor } from './kit/editor.ts';

let editor: TestEditor;
const open = async (options: EditorOptions) => {
  editor = await openEditor(options);
  return editor;
};
afterEach(() => editor.close());

const shop = `create table customer (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customer
);
`;

test('pull: full, then unchanged, then full again', async () => {
  const editor = await open({ files: { 'shop.sql': shop } });
  editor.open('shop.sql', shop);
  const first = await editor.pull('shop.sql');
  console.log(JSON.stringify(first, null, 1));
  expect(first).toMatchObject({ kind: 'full', items: [{ code: 'fk-without-index', source: 'db-architect', severity: 2 }] });
  expect(await editor.pull('shop.sql')).toEqual({ kind: 'unchanged', resultId: first.resultId });
});
