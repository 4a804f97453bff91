/** `dbArchitect.restartServer`: ends the language server and starts a fresh one. */
import * as vscode from 'vscode';
import type { ServerLifecycle } from '../server-lifecycle.ts';

export function registerRestartServer(servers: ServerLifecycle): vscode.Disposable {
  return vscode.commands.registerCommand('dbArchitect.restartServer', () => servers.restart());
}
