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
        const check = server?.request('dbArchitect/checkWorkspace', undefined, token);
        return check?.catch((error) => {
          if (!token.isCancellationRequested) throw error;
        });
      },
    );
    // Switched off, or stopped by the user.
    if (check === undefined) return;
    if (check === null) {
      vscode.window.showErrorMessage('Database Architect could not check the workspace; the log says why.');
      return;
    }
    if (reported(check) > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
    vscode.window.showInformationMessage(summary(check));
  });
}

/** What the Problems view lists: it leaves hints out, and so does the command line unless it is asked for them. */
function reported({ findings: { error, warning, info } }: WorkspaceCheck): number {
  return error + warning + info;
}

/** Short enough to be read in one line of a notification; the Problems view has the rest. */
function summary(check: WorkspaceCheck): string {
  const { findings, files, filesWithFindings } = check;
  const total = reported(check);
  const found = total === 0 ? 'no findings' : counted(total, 'finding');
  const some = total === 0 || filesWithFindings === files ? '' : `${filesWithFindings} of `;
  const hints = findings.hint === 0 ? '' : `, and ${counted(findings.hint, 'hint')}`;
  return `Database Architect: ${found} in ${some}${counted(files, 'file')}${hints}.`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
