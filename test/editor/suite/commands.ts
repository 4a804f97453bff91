/** The contributed commands do what their titles say. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { findings, openSample, orders, until } from './workspace.ts';

describe('commands', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('restart the server', async () => {
    const { uri } = await openSample(orders);
    await until('there are findings', () => findings(uri).length > 0);
    await vscode.commands.executeCommand('dbArchitect.restartServer');
    await until('there are findings again', () => findings(uri).length > 0);
  });

  it('explain a rule in a preview', async () => {
    await vscode.commands.executeCommand('dbArchitect.explainRule', 'fk-without-index');
    await until('a preview is open', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputWebview && input.viewType.includes('markdown');
    });
  });

  it('give the explanation as a document, for links in findings', async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('db-architect-rule:/fk-without-index.md'),
    );
    assert.match(document.getText(), /foreign key/i);
    assert.ok(document.lineCount > 5);
  });

  it('say so when there is no such rule', async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('db-architect-rule:/nonsense.md'));
    assert.match(document.getText(), /no rule/i);
  });

  it('show the log', async () => {
    await vscode.commands.executeCommand('dbArchitect.showLog');
    await until('the log is visible', () =>
      vscode.window.visibleTextEditors.some(({ document }) => /database-architect/.test(document.uri.toString())),
    );
  });
});
