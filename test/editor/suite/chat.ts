/** What the extension offers to chats: a model that is always there, tools, and the same as plain commands. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until } from './workspace.ts';

async function callTool(name: string, input: object): Promise<string> {
  const token = new vscode.CancellationTokenSource().token;
  const { content } = await vscode.lm.invokeTool(
    `dbArchitect_${name}`,
    { input, toolInvocationToken: undefined },
    token,
  );
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

describe('chat', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('has a model without a key', async () => {
    const [model] = await vscode.lm.selectChatModels({ vendor: 'db-architect' });
    assert.ok(model);
    const response = await model.sendRequest([vscode.LanguageModelChatMessage.User('Hello?')]);
    let text = '';
    for await (const piece of response.text) text += piece;
    assert.match(text, /@architect/);
  });

  it('offers every tool of the manifest', () => {
    const offered = vscode.lm.tools.filter(({ tags }) => tags.includes('db-architect'));
    assert.equal(offered.length, 7);
  });

  it('lists tables through a tool', async () => {
    assert.match(await callTool('list_tables', {}), /order_line/);
  });

  it('tells a model what was wrong with its call', async () => {
    await assert.rejects(
      callTool('describe_table', { table: 'order_line', database: 'nowhere' }),
      /There is no database nowhere/,
    );
  });

  it('answers as a command with a report', async () => {
    await vscode.commands.executeCommand('dbArchitect.ask', 'review', 'What must be mended first?');
    await until('a report is open', () =>
      vscode.workspace.textDocuments.some(({ languageId, isUntitled }) => isUntitled && languageId === 'markdown'),
    );
    const report = vscode.workspace.textDocuments.find(({ isUntitled, languageId }) => {
      return isUntitled && languageId === 'markdown';
    });
    assert.match(report?.getText() ?? '', /order_line/);
  });

  it('opens the code of an answer as a file', async () => {
    await vscode.commands.executeCommand('dbArchitect.openCode', [{ language: 'sql', code: 'select 42;' }]);
    await until('the code is open', () => vscode.window.activeTextEditor?.document.getText() === 'select 42;\n');
  });

  it('inserts the code of an answer at the cursor', async () => {
    // An unsaved document may get the name, and with it the text, of one that is just being closed.
    const document = await until('a document is open', async () => {
      const opened = await vscode.workspace.openTextDocument({ content: 'select 1;\n', language: 'sql' });
      return opened.getText() === 'select 1;\n' && opened;
    });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand('dbArchitect.insertCode', [{ language: 'sql', code: 'select 2;' }]);
    assert.equal(document.getText(), 'select 1;\nselect 2;\n');
  });
});
