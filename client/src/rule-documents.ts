/** Read-only documents with a rule's explanation, so that commands, code actions and diagnostic codes can open one. */
import * as vscode from 'vscode';
import type { RuleDocumentScheme } from '../../server/src/protocol.ts';
import type { ServerLifecycle } from './server-lifecycle.ts';

const ruleScheme: RuleDocumentScheme = 'db-architect-rule';

export function ruleDocument(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: ruleScheme, path: `/${rule}.md` });
}

export function registerRuleDocuments(servers: ServerLifecycle): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(ruleScheme, {
    async provideTextDocumentContent(uri, token) {
      const rule = uri.path.replace(/^\//, '').replace(/\.md$/, '');
      const server = await servers.get();
      const explanation = await server?.request('dbArchitect/explainRule', { rule }, token);
      return explanation?.markdown ?? `# ${rule}\n\nThere is no rule of this name.\n`;
    },
  });
}
