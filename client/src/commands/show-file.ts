/** `dbArchitect.showFile`: opens the migration that a fix has added. Called by code actions, so it is not in the palette. */
import * as vscode from 'vscode';

export function registerShowFile(): vscode.Disposable {
  return vscode.commands.registerCommand('dbArchitect.showFile', (uri: string) =>
    vscode.window.showTextDocument(vscode.Uri.parse(uri), { preview: false }),
  );
}
