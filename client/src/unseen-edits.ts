/**
 * Notices edits to files that no tab shows. The language client asks for diagnostics of shown files only, and only when
 * one of those is typed in; a fix that writes a new migration changes what is true of the file in front.
 */
import * as vscode from 'vscode';

/** One workspace edit changes several documents, each with an event of its own. */
const pause = 200;

export function onUnseenEdit(edited: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const changes = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (!document.uri.path.endsWith('.sql') || isShown(document.uri)) return;
    clearTimeout(timer);
    timer = setTimeout(edited, pause);
  });
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    changes.dispose();
  });
}

function isShown(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
}
