/** While a statement is typed, the others keep their findings and it gets none of its own. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { findings, openSample, orders, revert, ruleOf, until } from './workspace.ts';

const statement = ['create table parcel (', 'order_id bigint not null references shop', '_order (id)', ')'];

/** After so long without a key the server takes the typing for finished, in ms. */
const rest = 600;

function rulesIn({ uri }: vscode.TextDocument): string {
  return findings(uri).map(ruleOf).sort().join(' ');
}

/** Types the statement, and says which rules were reported meanwhile and how long (ms) the longest wait for a word was. */
async function type(document: vscode.TextDocument): Promise<{ between: string[]; longestGap: number }> {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  const end = document.lineAt(11).range.end;
  editor.selection = new vscode.Selection(end, end);
  const between = new Set<string>();
  const listener = vscode.languages.onDidChangeDiagnostics(() => between.add(rulesIn(document)));
  let longestGap = 0;
  try {
    // Word by word: the fewer pieces, the likelier a busy machine takes them all without a rest.
    for (const word of statement.join('').match(/\w+\W*/g) ?? []) {
      const began = performance.now();
      await vscode.commands.executeCommand('type', { text: word });
      await new Promise((resolve) => setTimeout(resolve, 30));
      longestGap = Math.max(longestGap, performance.now() - began);
    }
  } finally {
    listener.dispose();
  }
  return { between: [...between], longestGap };
}

describe('typing', () => {
  let document: vscode.TextDocument;
  afterEach(() => revert(document));

  it('makes no noise', async () => {
    document = await openSample(orders);
    await until('there are findings', () => findings(document.uri).length > 0);
    const before = rulesIn(document);
    const between = await until('the machine was fast enough for typing without a rest', async () => {
      const typed = await type(document);
      if (typed.longestGap < rest / 2) return typed.between;
      await revert(document);
      await until('the findings are those of the file', () => rulesIn(document) === before);
      return undefined;
    });
    assert.deepEqual(between, between.length === 0 ? [] : [before]);
    await until('the new table is reported once the typing rests', () =>
      findings(document.uri, 'no-primary-key').some(({ message }) => message.startsWith('parcel ')),
    );
  });
});
