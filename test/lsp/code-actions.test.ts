import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { capableClient, type EditorOptions, openEditor, type TestEditor } from './kit/editor.ts';

let editor: TestEditor;
const start = async (options: EditorOptions = {}) => {
  editor = await openEditor(options);
};
afterEach(() => editor.close());

const shop = `create table customer (id bigint primary key);

create table orders (
  id bigint primary key,
  customer_id bigint not null references customer
);
`;

const plain = { textDocument: { diagnostic: {}, codeAction: {} } };

function titled(actions: readonly CodeAction[], title: RegExp): CodeAction {
  const found = actions.find((action) => title.test(action.title));
  if (found === undefined) throw new Error(`no ${title} among ${actions.map((action) => action.title).join(', ')}`);
  return found;
}

describe('a fix', () => {
  test('is preferred, names its finding, and brings its edit when it is chosen', async () => {
    await start();
    editor.open('shop.sql', shop);
    const fix = titled(await editor.actions('shop.sql', 'customer_id'), /index/);
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'fk-without-index' }] });
    expect(fix.edit).toBeUndefined();
    const { edit } = await editor.request<CodeAction>('codeAction/resolve', fix);
    const fixed = editor.edited('shop.sql', edit)!;
    expect(fixed).toMatch(/create index .*on orders \(customer_id\)/i);
    editor.change('shop.sql', [{ text: fixed }]);
    expect(await editor.rules('shop.sql')).toEqual([]);
  });

  test('comes whole to a client that does not ask again', async () => {
    await start({ capabilities: plain });
    editor.open('shop.sql', shop);
    const { edit } = titled(await editor.actions('shop.sql', 'customer_id'), /index/);
    expect(edit).not.toHaveProperty('documentChanges');
    expect(editor.edited('shop.sql', edit)).toMatch(/create index/i);
  });

  test('is not offered elsewhere', async () => {
    await start();
    editor.open('shop.sql', shop);
    expect(await editor.actions('shop.sql', 'customer (')).toEqual([]);
  });

  test('that was overtaken by typing is refused', async () => {
    await start();
    editor.open('shop.sql', shop);
    const fix = titled(await editor.actions('shop.sql', 'customer_id'), /index/);
    editor.change('shop.sql', [{ text: 'create table other (id int primary key);' }]);
    await expect(editor.request('codeAction/resolve', fix)).rejects.toMatchObject({ code: -32801 });
  });
});

describe('a fix in a migration that later ones build upon', () => {
  const files = {
    'migrations/001_shop.sql': shop,
    'migrations/002_more.sql': 'create table more (id bigint primary key);\n',
  };

  test('goes into a new migration', async () => {
    await start({ files });
    editor.open('migrations/001_shop.sql', shop);
    const fix = titled(await editor.actions('migrations/001_shop.sql', 'customer_id'), /index.* in a new migration$/);
    const { edit } = await editor.request<CodeAction>('codeAction/resolve', fix);
    const [create, content] = edit!.documentChanges!;
    expect(create).toMatchObject({ kind: 'create' });
    const file = editor.path((create as { uri: string }).uri);
    expect(file).toMatch(/^migrations\/003_.*\.sql$/);
    expect(fix.command).toMatchObject({ command: 'dbArchitect.showFile', arguments: [editor.uri(file)] });
    expect(content).toMatchObject({
      textDocument: { uri: editor.uri(file), version: null },
      edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }],
    });
    expect(editor.edited(file, edit)).toMatch(/create index/i);
    expect(editor.edited('migrations/001_shop.sql', edit)).toBeUndefined();
  });

  test.each([
    ['asks again', { textDocument: { ...capableClient.textDocument } }],
    ['does not', plain],
  ])('is not offered to a client that cannot create files and %s', async (_, capabilities) => {
    await start({ files, capabilities, initializationOptions: {} });
    editor.open('migrations/001_shop.sql', shop);
    const actions = await editor.actions('migrations/001_shop.sql', 'customer_id');
    expect(actions.map(({ title }) => title)).toEqual([
      'Ignore fk-without-index on this line',
      'Ignore fk-without-index in this file',
    ]);
  });

  test('is no part of what is fixed at once', async () => {
    await start({ files });
    editor.open('migrations/001_shop.sql', shop);
    const [all] = await editor.actions('migrations/001_shop.sql', 'customer_id', ['source.fixAll']);
    const { edit } = await editor.request<CodeAction>('codeAction/resolve', all);
    expect(edit).toEqual({ documentChanges: [] });
  });
});

describe('all fixes at once', () => {
  const many = `create table customer (id bigint primary key);
create table product (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customer,
  product_id bigint not null references product
);
create table refund (
  id bigint primary key,
  customer_id bigint not null references customer
);
`;

  test.each([['source.fixAll.db-architect'], ['source.fixAll'], ['source']])('asked for as %s', async (kind) => {
    await start();
    editor.open('many.sql', many);
    const actions = await editor.actions('many.sql', 'create table product', [kind]);
    expect(actions).toMatchObject([{ kind: 'source.fixAll.db-architect' }]);
    const { edit } = await editor.request<CodeAction>('codeAction/resolve', actions[0]);
    editor.change('many.sql', [{ text: editor.edited('many.sql', edit)! }]);
    expect(await editor.rules('many.sql')).toEqual([]);
  });

  test('leaves the server as it was', async () => {
    await start();
    editor.open('many.sql', many);
    const before = await editor.pull('many.sql');
    const [all] = await editor.actions('many.sql', 'create table product', ['source.fixAll']);
    await editor.request<CodeAction>('codeAction/resolve', all);
    expect(await editor.pull('many.sql')).toEqual({ kind: 'unchanged', resultId: before.resultId });
  });

  test('are not among the quick fixes, nor quick fixes among them', async () => {
    await start();
    editor.open('many.sql', many);
    const kinds = async (only?: string[]) => (await editor.actions('many.sql', many, only)).map(({ kind }) => kind);
    expect(await kinds()).not.toContain('source.fixAll.db-architect');
    expect(new Set(await kinds(['quickfix']))).toEqual(new Set(['quickfix']));
    expect(await kinds(['refactor'])).toEqual([]);
  });
});

describe('suppressing', () => {
  test('on a line: a comment with a place for the reason', async () => {
    await start();
    editor.open('shop.sql', shop);
    const { edit } = titled(await editor.actions('shop.sql', 'customer_id'), /Ignore .* on this line/);
    const text = editor.edited('shop.sql', edit)!;
    expect(text).toMatch(/\n {2}-- db-architect-ignore fk-without-index: \$\{1:reason\}\n {2}customer_id/);
    editor.change('shop.sql', [{ text }]);
    expect(await editor.rules('shop.sql')).toEqual([]);
  });

  test('in the file, for a client without snippets', async () => {
    await start({ capabilities: plain });
    editor.open('shop.sql', shop.replaceAll('\n', '\r\n'));
    const { edit } = titled(await editor.actions('shop.sql', 'customer_id'), /in this file/);
    const text = editor.edited('shop.sql', edit)!;
    expect(text.startsWith('-- db-architect-ignore-file fk-without-index: reason\r\ncreate table customer')).toBe(true);
    editor.change('shop.sql', [{ text }]);
    expect(await editor.rules('shop.sql')).toEqual([]);
  });
});

describe('explaining', () => {
  test('a command of the client, where it has one', async () => {
    await start();
    editor.open('shop.sql', shop);
    expect(titled(await editor.actions('shop.sql', 'customer_id'), /Explain/).command).toEqual({
      title: 'Explain fk-without-index',
      command: 'dbArchitect.explainRule',
      arguments: ['fk-without-index'],
    });
  });

  test('not where it has none', async () => {
    await start({ capabilities: capableClient, initializationOptions: {} });
    editor.open('shop.sql', shop);
    const actions = await editor.actions('shop.sql', 'customer_id');
    expect(actions.some(({ command }) => command !== undefined)).toBe(false);
  });
});
