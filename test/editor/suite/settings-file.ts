/** `db-architect.jsonc`: the editor completes and checks it, and a change counts at once. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { answered, findings, openSample, orders, revert, sample, until } from './workspace.ts';

const file = sample('db-architect.jsonc');
const rule = 'fk-without-index';

async function write(text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
}

async function open(text: string): Promise<vscode.TextDocument> {
  await write(text);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  await until('the editor has what is on the disk', () => document.getText() === text);
  return document;
}

async function completions(document: vscode.TextDocument, offset: number): Promise<string[]> {
  const { items } = await answered<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(offset),
  );
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label).replaceAll('"', ''));
}

describe('db-architect.jsonc', () => {
  beforeEach(async () => {
    const { uri } = await openSample(orders);
    await until('the rule reports', () => findings(uri, rule).length > 0);
  });

  afterEach(async () => {
    // The editor keeps documents that an extension has opened for minutes, so their text has to be harmless.
    await write('{}');
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.toString() === file.toString()) await revert(document);
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(file);
    await openSample(orders);
    await until('the rule reports again', () => findings(sample(orders), rule).length > 0);
  });

  it('is JSON with comments, and its settings, rules and severities are completed', async () => {
    const text = `{ "rules": { "${rule}": "" }, }`;
    const document = await open(text);
    assert.equal(document.languageId, 'jsonc');
    // The JSON extension loads the schema when it is asked first.
    let settings: string[] = [];
    for (let attempt = 0; attempt < 50 && !settings.includes('dialect'); attempt++) {
      settings = await completions(document, text.length - 1);
    }
    assert.ok(settings.includes('dialect'), `offered: ${settings.join(', ')}`);
    assert.ok((await completions(document, text.indexOf(`"${rule}"`))).includes('no-primary-key'));
    assert.ok((await completions(document, text.indexOf('""') + 1)).includes('off'));
  });

  it('has each wrong value underlined, once', async () => {
    const document = await open(`{ "severity": "loud", "rules": { "${rule}": "error" } }`);
    const underlined = () => vscode.languages.getDiagnostics(file).map(({ range }) => document.getText(range));
    await until('the value is reported', () => underlined().includes('"loud"'));
    // Whoever says it a second time has said it by now.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.deepEqual(underlined(), ['"loud"']);
  });

  it('has wrong values reported while it is closed', async () => {
    await write('{ "rules": { "fk-without-indx": "off" } }');
    await until('the rule is reported', () =>
      findings(file, 'configuration').some(({ message }) => message.includes('Did you mean "fk-without-index"?')),
    );
  });

  it('counts while it is typed', async () => {
    const document = await open('{}');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file, document.positionAt(1), `"rules": { "${rule}": "off" }`);
    await vscode.workspace.applyEdit(edit);
    await until('the rule is silent', () => findings(sample(orders), rule).length === 0);
  });
});
