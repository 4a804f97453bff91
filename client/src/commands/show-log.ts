/** `dbArchitect.showLog`: opens the output channel. */
import * as vscode from 'vscode';

export const showLogCommand = 'dbArchitect.showLog';

export function registerShowLog(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(showLogCommand, () => log.show());
}
