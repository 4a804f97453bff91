import { afterEach, describe, expect, test } from 'vitest';
import type { DocumentSymbol, Hover, Location, SymbolInformation, WorkspaceEdit } from 'vscode-languageserver/node';
import { capableClient, type EditorOptions, openEditor, type TestEditor } from './kit/editor.ts';

let editor: TestEditor;
const start = async (options: EditorOptions = {}) => {
  editor = await openEditor(options);
};
afterEach(() => editor.close());

const tables = `create table customer (
  id bigint primary key,
  name text not null
);
`;
const orders = `create table orders (
  id bigint primary key,
  customer_id bigint not null references customer (id) on delete cascade
);
create index orders_customer on orders (customer_id);
`;
const files = { 'db/1_customer.sql': tables, 'db/2_orders.sql': orders };

/** Opens both files of one database. */
async function openShop(options: EditorOptions = {}): Promise<void> {
  await start({ files, ...options });
  for (const [path, text] of Object.entries(files)) editor.open(path, text);
}

function places(locations: readonly Location[] | null): string[] {
  return (locations ?? []).map(({ uri, range }) => {
    const line = editor.text(editor.path(uri)).split('\n')[range.start.line]!;
    return `${editor.path(uri)}:${range.start.line} ${line.slice(range.start.character, range.end.character)}`;
  });
}

describe('definition and references', () => {
  test('a table, across files', async () => {
    await openShop();
    expect(places(await editor.at('textDocument/definition', 'db/2_orders.sql', 'customer (id)'))).toEqual([
      'db/1_customer.sql:0 customer',
    ]);
    const context = { context: { includeDeclaration: false } };
    expect(places(await editor.at('textDocument/references', 'db/1_customer.sql', 'customer', context))).toEqual([
      'db/2_orders.sql:2 customer',
    ]);
  });

  test('a column', async () => {
    await openShop();
    const context = { context: { includeDeclaration: true } };
    expect(places(await editor.at('textDocument/references', 'db/2_orders.sql', '(customer_id)', context))).toEqual([
      'db/2_orders.sql:2 customer_id',
      'db/2_orders.sql:4 customer_id',
    ]);
  });

  test('nothing where there is no name', async () => {
    await openShop();
    expect(await editor.at('textDocument/definition', 'db/1_customer.sql', 'primary key')).toBeNull();
    expect(await editor.at('textDocument/hover', 'db/1_customer.sql', 'primary key')).toBeNull();
  });
});

describe('rename', () => {
  const rename = (path: string, piece: string, newName: string) =>
    editor.at<WorkspaceEdit>('textDocument/rename', path, piece, { newName });

  test('a table in every file that names it', async () => {
    await openShop();
    const edit = await rename('db/1_customer.sql', 'customer', 'client');
    expect(editor.edited('db/1_customer.sql', edit)).toBe(tables.replace('customer', 'client'));
    expect(editor.edited('db/2_orders.sql', edit)).toBe(orders.replace('customer (id)', 'client (id)'));
  });

  test('a column, quoted where it must be', async () => {
    await openShop();
    const edit = await rename('db/2_orders.sql', '(customer_id)', 'Customer');
    expect(editor.edited('db/2_orders.sql', edit)).toBe(orders.replaceAll('customer_id', '"Customer"'));
  });

  test('keeps the quotes of each place', async () => {
    await start();
    editor.open('a.sql', 'create table "user" (id int primary key, boss int references "user" (id));');
    const edit = await rename('a.sql', '"user" (id int', 'person');
    expect(editor.edited('a.sql', edit)).toBeUndefined();
    const other = await editor.at<WorkspaceEdit>('textDocument/rename', 'a.sql', '"user" (id)', { newName: 'person' });
    expect(editor.edited('a.sql', other)).toBe(
      'create table "person" (id int primary key, boss int references "person" (id));',
    );
  });

  test('is prepared with the bare name', async () => {
    await start();
    editor.open('a.sql', 'create table "user" (id int primary key);');
    expect(await editor.at('textDocument/prepareRename', 'a.sql', '"user"')).toEqual({
      range: editor.range('a.sql', '"user"'),
      placeholder: 'user',
    });
    expect(await editor.at('textDocument/prepareRename', 'a.sql', 'primary')).toBeNull();
  });

  test.each([
    ['customer', 'orders', 'There is a table "orders" already.'],
    ['name text', 'id', 'The table has a column "id" already.'],
    ['customer', '  ', 'A name cannot be empty.'],
  ])('of %s to %j is refused', async (piece, newName, message) => {
    await openShop();
    await expect(
      editor.request('textDocument/rename', {
        textDocument: { uri: editor.uri('db/1_customer.sql') },
        position: editor.range('db/1_customer.sql', piece).start,
        newName,
      }),
    ).rejects.toThrow(message);
  });
});

describe('hover', () => {
  const hover = async (path: string, piece: string) =>
    ((await editor.at<Hover>('textDocument/hover', path, piece)).contents as { value: string }).value;

  test('a table: definition, indexes, who references it', async () => {
    await openShop();
    expect(await hover('db/2_orders.sql', 'customer (id)')).toBe(
      [
        '```sql',
        'CREATE TABLE customer (',
        '  id bigint NOT NULL,',
        '  name text NOT NULL,',
        '  PRIMARY KEY (id)',
        ');',
        '```',
        '',
        'Referenced by `orders (customer_id)`',
      ].join('\n'),
    );
    expect(await hover('db/2_orders.sql', 'on orders')).toContain(
      'CREATE INDEX orders_customer ON orders (customer_id);',
    );
  });

  test('a column: type, keys, indexes', async () => {
    await openShop();
    expect(await hover('db/2_orders.sql', '(customer_id)')).toBe(
      [
        '```sql',
        'orders.customer_id bigint NOT NULL',
        '```',
        '',
        '- References `customer (id)`, on delete cascade',
        '- Index `orders_customer` on `(customer_id)`',
      ].join('\n'),
    );
    expect(await hover('db/1_customer.sql', 'id ')).toContain('\n- Primary key\n');
  });

  test('a finding: the way to its rule, for the editor shows the message', async () => {
    await start();
    editor.open('a.sql', 'create table a (x int);');
    expect(await hover('a.sql', ' a ')).toContain(
      '[no-primary-key](command:dbArchitect.explainRule?%5B%22no-primary-key%22%5D)',
    );
  });

  test('a finding: its rule in a sentence, for a client that cannot open its page', async () => {
    await start({ initializationOptions: {} });
    editor.open('a.sql', 'create table a (x int);');
    expect(await hover('a.sql', ' a ')).toMatch(/\*\*no-primary-key\*\*: \w.*\.$/);
  });

  test('comments are no Markdown', async () => {
    await start();
    editor.open('a.sql', "create table a (x int);\ncomment on table a is '[x](command:evil) ![y](//e.org) <b> ~~~';");
    expect(await hover('a.sql', 'e a (')).toContain('\n\n\\[x\\](command:evil) !\\[y\\](//e.org) \\<b\\> \\~\\~\\~');
  });

  test('names cannot leave the code they stand in', async () => {
    await start();
    const name = '`` ``` ~~~~ [x](command:evil)';
    editor.open(
      'a.sql',
      `create table a ("${name}" int primary key, y int);\ncreate table b (a int references a ("${name}"));`,
    );
    expect(await hover('a.sql', 'e a (')).toMatch(/^````sql\n[\s\S]*evil[\s\S]*\n````\n\nReferenced by `b \(a\)`$/);
    expect(await hover('a.sql', '(a ')).toContain('- References ```` a (`` ``` ~~~~ [x](command:evil)) ````');
  });
});

describe('symbols', () => {
  test('of a document: tables with columns, indexes beside them', async () => {
    await openShop();
    const textDocument = { uri: editor.uri('db/2_orders.sql') };
    const symbols = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    expect(symbols.map(({ name, detail, children }) => [name, detail, children?.map((child) => child.name)])).toEqual([
      ['orders', '', ['id', 'customer_id']],
      ['orders_customer', 'orders (customer_id)', undefined],
    ]);
    const [line] = [symbols[0]!.selectionRange].map(({ start, end }) => orders.slice(start.character, end.character));
    expect(line).toBe('orders');
  });

  test('of a document, flat', async () => {
    await openShop({ capabilities: { ...capableClient, textDocument: { diagnostic: {} } } });
    const textDocument = { uri: editor.uri('db/1_customer.sql') };
    const symbols = await editor.request<SymbolInformation[]>('textDocument/documentSymbol', { textDocument });
    expect(symbols.map(({ name, containerName }) => [name, containerName])).toEqual([
      ['customer', undefined],
      ['id', 'customer'],
      ['name', 'customer'],
    ]);
  });

  test('of the workspace, by letters in their order', async () => {
    await openShop();
    const find = async (query: string) =>
      (await editor.request<SymbolInformation[]>('workspace/symbol', { query })).map(({ name }) => name);
    expect(await find('')).toEqual(['customer', 'orders']);
    expect(await find('cust')).toEqual(['customer', 'customer_id', 'orders_customer']);
    expect(await find('CUID')).toEqual(['customer_id']);
    expect(await find('nothing')).toEqual([]);
  });
});
