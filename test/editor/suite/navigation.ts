/** Hover, definition, references, rename and symbols, as the editor asks for them. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { answered, findings, named, openSample, orders, placeOf, sample, until } from './workspace.ts';

const catalogue = 'shop/migrations/0002_catalogue.sql';
const reviews = 'shop/migrations/0004_reviews.sql';

describe('navigation', () => {
  let document: vscode.TextDocument;
  before(async () => {
    document = await openSample(orders);
    await until('the schema was read', () => findings(document.uri).length > 0);
  });

  async function hoverOn(piece: string, within = piece): Promise<string> {
    const hovers = await answered<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      placeOf(document, within, piece),
    );
    return hovers.flatMap(({ contents }) => contents.map(markdownOf)).join('\n');
  }

  async function locations(command: string, piece: string, within = piece): Promise<string[]> {
    const found = await answered<vscode.Location[]>(command, document.uri, placeOf(document, within, piece));
    const texts = await Promise.all(
      found.map(
        async ({ uri, range }) => `${named(uri)}: ${(await vscode.workspace.openTextDocument(uri)).getText(range)}`,
      ),
    );
    return texts.sort();
  }

  it('a hover on a table shows its definition, and leads to the rule of a finding there', async () => {
    const text = await hoverOn('order_line', 'create table order_line');
    assert.match(text, /CREATE TABLE order_line \(\n {2}order_id bigint NOT NULL/);
    assert.match(text, /\[no-primary-key\]\(command:dbArchitect\.explainRule/);
  });

  it('a hover on a column shows what it references and which indexes have it', async () => {
    const text = await hoverOn('customer_id', 'customer_id bigint');
    assert.match(text, /shop_order\.customer_id bigint NOT NULL/);
    assert.match(text, /References `customer \(id\)`/);
    assert.match(text, /Index `shop_order_customer_placed_idx` on `\(customer_id, placed_at desc\)`/);
  });

  it('a hover on the target of a foreign key shows the table of another file', async () => {
    const text = await hoverOn('product', 'references product (id)');
    assert.match(text, /CREATE TABLE product/);
    assert.match(text, /Referenced by `order_line \(product_id\)`, `review \(product_id\)`/);
  });

  it('goes to the definition of a table and of a column', async () => {
    const command = 'vscode.executeDefinitionProvider';
    assert.deepEqual(await locations(command, 'product', 'references product (id)'), [`${catalogue}: product`]);
    assert.deepEqual(await locations(command, 'placed_at', 'customer_id, placed_at'), [`${orders}: placed_at`]);
  });

  it('finds the references of a table in every file', async () => {
    const found = await locations('vscode.executeReferenceProvider', 'product', 'references product (id)');
    assert.deepEqual([...new Set(found)], [`${catalogue}: product`, `${orders}: product`, `${reviews}: product`]);
  });

  async function renamed(piece: string, within: string, newName: string): Promise<Record<string, string[]>> {
    const edit = await answered<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      placeOf(document, within, piece),
      newName,
    );
    return Object.fromEntries(edit.entries().map(([uri, edits]) => [named(uri), edits.map(({ newText }) => newText)]));
  }

  it('renames a table in every file', async () => {
    const edits = await renamed('product', 'references product (id)', 'article');
    for (const file of [catalogue, orders, reviews]) assert.ok(edits[file], `${file} is left alone`);
    assert.deepEqual([...new Set(Object.values(edits).flat())], ['article']);
  });

  it('renames a column and the index parts that name it', async () => {
    assert.deepEqual(await renamed('placed_at', 'placed_at   timestamp', 'paid_at'), {
      [orders]: ['paid_at', 'paid_at'],
    });
  });

  it('outlines tables with their columns, and indexes', async () => {
    const symbols = await answered<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['shop_order', 'shop_order_customer_placed_idx', 'order_line'],
    );
    const line = symbols.find(({ name }) => name === 'order_line');
    assert.deepEqual(
      line?.children.map(({ name }) => name),
      ['order_id', 'product_id', 'quantity', 'unit_price'],
    );
  });

  it('finds symbols of files that are not open', async () => {
    const found = await answered<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'subscriber');
    const table = found.find(({ name }) => name === 'subscriber');
    assert.equal(table?.location.uri.toString(), sample('newsletter/schema.sql').toString());
  });
});

function markdownOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value;
}
