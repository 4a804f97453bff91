/** While a statement is typed, the others keep their findings and it gets none of its own. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { findings, openSample, orders, revert, ruleOf, until } from './workspace.ts';

const statement = ['create table parcel (', 'order_id bigint not null references shop', '_order (id)', ')'];

describe('typing', () => {
  let document: vscode.TextDocument;
  afterEach(() => revert(document));

  it('makes no noise', async () => {
    document = await openSample(orders);
    await until('there are findings', () => findings(document.uri).length > 0);
    const rules = () => findings(document.uri).map(ruleOf).sort().join(' ');
    const before = rules();
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const end = document.lineAt(11).range.end;
    editor.selection = new vscode.Selection(end, end);

    const between = new Set<string>();
    const listener = vscode.languages.onDidChangeDiagnostics(() => between.add(rules()));
    try {
      for (const key of statement.join('')) {
        await vscode.commands.executeCommand('type', { text: key });
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      assert.deepEqual([...between], between.size === 0 ? [] : [before]);
    } finally {
      listener.dispose();
    }
    await until('the new table is reported once the typing rests', () =>
      findings(document.uri, 'no-primary-key').some(({ message }) => message.startsWith('parcel ')),
    );
  });
});
