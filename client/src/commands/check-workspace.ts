/** `dbArchitect.checkWorkspace`: checks every schema file, then shows the Problems view. */
import * as vscode from 'vscode';
import type { WorkspaceCheck } from '../../../server/src/protocol.ts';
import type { ServerLifecycle } from '../server-lifecycle.ts';

export function registerCheckWorkspace(servers: ServerLifecycle): vscode.Disposable {
  return vscode.commands.registerCommand('dbArchitect.checkWorkspace', async () => {
    const check = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Checking the database schema', cancellable: true },
      async (_progress, token) => {
        const server = await servers.get();
        return server?.request('dbArchitect/checkWorkspace', undefined, token);
      },
    );
    if (!check) return;
    if (check.findings > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
    vscode.window.showInformationMessage(summary(check));
  });
}

function summary({ findings, files }: WorkspaceCheck): string {
  if (findings === 0) return 'Database Architect found nothing to improve.';
  const where = files === 1 ? '1 file' : `${files} files`;
  return `Database Architect: ${findings === 1 ? '1 finding' : `${findings} findings`} in ${where}.`;
}
