/** `dbArchitect.explainRule`: shows what a rule looks for and why, as a markdown preview. */
import * as vscode from 'vscode';
import { ruleDocument } from '../rule-documents.ts';
import type { ServerLifecycle } from '../server-lifecycle.ts';

export function registerExplainRule(servers: ServerLifecycle): vscode.Disposable {
  // From the palette there is no argument; code actions and tests pass the rule id.
  return vscode.commands.registerCommand('dbArchitect.explainRule', async (argument?: unknown) => {
    const rule = typeof argument === 'string' ? argument : await pickRule(servers);
    if (rule) await vscode.commands.executeCommand('markdown.showPreview', ruleDocument(rule));
  });
}

async function pickRule(servers: ServerLifecycle): Promise<string | undefined> {
  const server = await servers.get();
  if (!server) return undefined;
  const rules = await server.request('dbArchitect/rules', undefined);
  const picked = await vscode.window.showQuickPick(
    rules.map(({ id, summary }) => ({ label: id, detail: summary })),
    { title: 'Explain a rule', placeHolder: 'Rule name or a word from its description', matchOnDetail: true },
  );
  return picked?.label;
}
