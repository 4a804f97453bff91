import { afterEach, describe, expect, test } from 'vitest';
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { capableClient, type EditorOptions, openEditor, plainClient, type TestEditor } from './kit/editor.ts';

let editor: TestEditor;
const start = async (options: EditorOptions) => {
  editor = await openEditor(options);
};
afterEach(() => editor.close());

const shop = `create table customer (id bigint primary key);

-- what was bought
create table orders (
  id bigint primary key,
  customer_id bigint not null references customer
);
`;
const indexed = `${shop}create index on orders (customer_id);\n`;

describe('a document', () => {
  test('full, then unchanged', async () => {
    await start({ files: { 'shop.sql': shop } });
    editor.open('shop.sql', shop);
    const report = await editor.pull('shop.sql');
    expect(report).toMatchObject({
      kind: 'full',
      items: [
        {
          code: 'fk-without-index',
          source: 'db-architect',
          range: editor.range('shop.sql', 'customer_id'),
          codeDescription: { href: 'db-architect-rule:/fk-without-index.md' },
        },
      ],
    });
    expect(await editor.pull('shop.sql')).toEqual({ kind: 'unchanged', resultId: report.resultId });
  });

  test('typing that moves nothing visible leaves the result as it was', async () => {
    await start({});
    editor.open('shop.sql', shop);
    const { resultId } = await editor.pull('shop.sql');
    editor.replace('shop.sql', 'bought', 'bought, and when');
    expect(await editor.pull('shop.sql')).toEqual({ kind: 'unchanged', resultId });
  });

  test('lines that move take the findings along, even where no offset changes', async () => {
    await start({});
    editor.open('shop.sql', shop);
    await editor.pull('shop.sql');
    editor.replace('shop.sql', '\n\n-- what', ' \n-- what');
    expect(await editor.pull('shop.sql')).toMatchObject({
      kind: 'full',
      items: [{ range: editor.range('shop.sql', 'customer_id') }],
    });
  });

  test('a place in another file moves with the lines above it', async () => {
    await start({});
    const parent = 'create table customer (id bigint primary key);\n';
    editor.open('customer.sql', parent);
    editor.open(
      'orders.sql',
      'create table orders (id bigint primary key, customer_id int references customer (id));\n',
    );
    await editor.pull('orders.sql');
    editor.insert('customer.sql', 0, '\n\n');
    const items = await editor.diagnostics('orders.sql');
    const related = items.find(({ code }) => code === 'fk-type-mismatch')?.relatedInformation;
    expect(related?.map(({ location }) => location.range.start.line)).toEqual([2]);
  });

  test('changes of one notification apply one after another', async () => {
    await start({});
    editor.open('a.sql', 'create table a (id int primary key);');
    const at = (character: number) => ({ line: 0, character });
    editor.change('a.sql', [
      { range: { start: at(0), end: at(0) }, text: '\n\n' },
      { range: { start: { line: 2, character: 16 }, end: { line: 2, character: 34 } }, text: 'id int' },
    ]);
    expect(await editor.pull('a.sql')).toMatchObject({
      items: [
        { code: 'no-primary-key', range: { start: { line: 2, character: 13 }, end: { line: 2, character: 14 } } },
      ],
    });
  });

  test('a whole new text', async () => {
    await start({});
    editor.open('a.sql', shop);
    editor.change('a.sql', [{ text: 'create table a (x int);' }]);
    expect(await editor.rules('a.sql')).toEqual(['no-primary-key']);
  });

  test('other open documents that changed with it come along', async () => {
    await start({ files: { 'a.sql': shop, 'b.sql': '' } });
    editor.open('a.sql', shop);
    editor.open('b.sql', '\n');
    await editor.pull('a.sql');
    await editor.pull('b.sql');
    editor.change('b.sql', [{ text: 'create index on orders (customer_id);' }]);
    const { relatedDocuments } = (await editor.pull('b.sql')) as DocumentDiagnosticReport & {
      relatedDocuments: object;
    };
    expect(relatedDocuments).toEqual({
      [editor.uri('a.sql')]: { kind: 'full', resultId: expect.any(String), items: [] },
    });
    expect(await editor.pull('b.sql')).not.toHaveProperty('relatedDocuments');
  });

  test('severities, tags and related places', async () => {
    await start({
      files: {
        'db-architect.jsonc': '{ "rules": { "duplicate-index": "error", "fk-without-index": "hint" } }',
        'a.sql': `${shop}create index one on customer (id);\n`,
      },
    });
    const text = `${shop}create index one on orders (id, customer_id);\ncreate index two on orders (id, customer_id);\n`;
    editor.open('a.sql', text);
    const report = (await editor.pull('a.sql')) as { items: { code: string }[] };
    expect(report.items.find(({ code }) => code === 'fk-without-index')).toMatchObject({ severity: 4 });
    const duplicate = report.items.find(({ code }) => code === 'duplicate-index');
    expect(duplicate).toMatchObject({
      severity: 1,
      tags: [1],
      relatedInformation: [{ location: { uri: editor.uri('a.sql') } }],
    });
  });

  test('a client that knows no links and no tags gets none', async () => {
    await start({ capabilities: { textDocument: { diagnostic: {} } }, initializationOptions: {} });
    editor.open('shop.sql', shop);
    const { items } = (await editor.pull('shop.sql')) as { items: object[] };
    expect(Object.keys(items[0]!).sort()).toEqual(['code', 'message', 'range', 'severity', 'source']);
  });

  test('a document that nobody knows has none', async () => {
    await start({});
    expect(await editor.pull('none.sql')).toEqual({ kind: 'full', items: [] });
  });
});

describe('the workspace', () => {
  const pull = (previousResultIds: readonly object[] = [], more: object = {}) =>
    editor.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds, ...more });

  test('files with findings, unchanged ones by id, gone ones empty', async () => {
    await start({ files: { 'shop.sql': shop, 'other/clean.sql': 'create table a (id int primary key);' } });
    const { items } = await pull();
    expect(items).toMatchObject([
      { kind: 'full', uri: editor.uri('shop.sql'), version: null, items: [{ code: 'fk-without-index' }] },
    ]);
    const known = { uri: editor.uri('shop.sql'), value: items[0]!.resultId };
    expect(await pull([known])).toEqual({
      items: [{ kind: 'unchanged', version: null, uri: known.uri, resultId: known.value }],
    });

    editor.remove('shop.sql');
    editor.watched({ 'shop.sql': false });
    expect(await pull([known])).toEqual({ items: [{ kind: 'full', version: null, uri: known.uri, items: [] }] });
  });

  test('partial results', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 250 }, (_, i) => [`${i}/a.sql`, `create table a${i} (id int);`]),
    );
    await start({ files });
    expect(await pull([], { partialResultToken: 'here' })).toEqual({ items: [] });
    const portions = editor
      .received<{ token: string; value: WorkspaceDiagnosticReport }>('$/progress')
      .filter(({ token }) => token === 'here');
    expect(portions.length).toBeGreaterThan(2);
    expect(portions.flatMap(({ value }) => value.items)).toHaveLength(250);
  });
});

describe('a client that does not ask', () => {
  test('gets the workspace at the start, and each change', async () => {
    await start({ files: { 'shop.sql': shop }, capabilities: plainClient });
    await editor.until(() => editor.published.get('shop.sql')?.length === 1);

    editor.open('shop.sql', shop);
    editor.change('shop.sql', [{ text: indexed }]);
    await editor.until(() => editor.published.get('shop.sql')?.length === 0);
    expect(editor.received<{ version?: number }>('textDocument/publishDiagnostics').at(-1)).toMatchObject({
      version: 2,
    });
    expect(editor.initialized?.capabilities).not.toHaveProperty('diagnosticProvider');
  });

  test('hears of other files, and of files that go', async () => {
    await start({ files: { 'a.sql': shop, 'b.sql': 'create table b (id int);' }, capabilities: plainClient });
    await editor.until(
      () => editor.published.get('a.sql')?.length === 1 && editor.published.get('b.sql')?.length === 1,
    );
    editor.write('c.sql', 'create index on orders (customer_id);');
    editor.watched({ 'c.sql': true });
    await editor.until(() => editor.published.get('a.sql')?.length === 0);
    editor.remove('b.sql');
    editor.watched({ 'b.sql': false });
    await editor.until(() => editor.published.get('b.sql')?.length === 0);
  });

  test('and one that asks gets nothing pushed', async () => {
    await start({ files: { 'a.sql': shop }, capabilities: capableClient });
    editor.open('a.sql', shop);
    await editor.pull('a.sql');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(editor.published.size).toBe(0);
  });
});
