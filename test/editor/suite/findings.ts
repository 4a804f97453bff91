/** Findings reach the editor, follow the text, and go away with their fix. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { findings, openSample, orders, quickFixes, revert, ruleOf, sample, until } from './workspace.ts';

const rule = 'fk-without-index';

/** The finding about order_line.product_id, the one that the quick fix below is for. */
function productKey(document: vscode.TextDocument): vscode.Diagnostic | undefined {
  return findings(document.uri, rule).find(({ message }) => message.includes('product_id'));
}

describe('findings', () => {
  let document: vscode.TextDocument;
  afterEach(() => revert(document));

  it('stand on the text they are about and link to their rule', async () => {
    document = await openSample(orders);
    const finding = await until('the foreign key is reported', () => productKey(document));
    assert.match(document.getText(finding.range), /product_id|product/);
    assert.equal(finding.range.isSingleLine, true);
    assert.ok(typeof finding.code === 'object');
    assert.equal(finding.code.target.toString(true), `db-architect-rule:/${rule}.md`);
  });

  it('see the other files of the database', async () => {
    document = await openSample('shop/migrations/0001_customers.sql');
    await until('the file has findings', () => findings(document.uri).length > 0);
    // The index on address (customer_id) makes this key a covered one.
    assert.deepEqual(findings(document.uri, rule), []);
  });

  it('follow the text while it is typed', async () => {
    document = await openSample(orders);
    await until('the foreign key is reported', () => productKey(document));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      document.lineAt(document.lineCount - 1).range.end,
      '\ncreate index on order_line (product_id);\n',
    );
    await vscode.workspace.applyEdit(edit);
    await until('the foreign key is covered', () => productKey(document) === undefined);
  });

  it('go away with their quick fix', async () => {
    document = await openSample(orders);
    const finding = await until('the foreign key is reported', () => productKey(document));
    const edit = await until('the index is offered', async () => {
      const actions = await quickFixes(document.uri, finding.range);
      return actions.find(({ title }) => /index on order_line \(product_id\)/i.test(title))?.edit;
    });
    const before = findings(document.uri).map(ruleOf).sort();
    await vscode.workspace.applyEdit(edit);
    await until('the foreign key is covered', () => productKey(document) === undefined);
    await until('the fix has brought no new finding', () =>
      findings(document.uri).every((left) => before.includes(ruleOf(left))),
    );
  });

  it('show up in files that were never opened once the workspace is checked', async () => {
    document = await openSample(orders);
    await vscode.commands.executeCommand('dbArchitect.checkWorkspace');
    await until('the MySQL schema has findings', () => findings(sample('newsletter/schema.sql')).length > 0);
  });

  it('appear in a new, unsaved SQL document', async () => {
    document = await vscode.workspace.openTextDocument({
      language: 'sql',
      content: 'create table visit (at timestamptz not null, page text not null);\n',
    });
    await vscode.window.showTextDocument(document);
    await until('the missing key is reported', () => findings(document.uri, 'no-primary-key').length > 0);
  });
});
