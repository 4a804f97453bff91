/** Handles on the sample workspace that the suites share: its files and what the extension says about them. */
import * as vscode from 'vscode';

export const source = 'db-architect';

export const orders = 'shop/migrations/0003_orders.sql';

export function sample(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no workspace folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** A file's path within the workspace. */
export function named(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri, false);
}

/** The middle of a piece of text, at the first place where it stands within a longer one. */
export function placeOf(document: vscode.TextDocument, within: string, piece: string): vscode.Position {
  const text = document.getText();
  const start = text.indexOf(piece, text.indexOf(within));
  if (start === -1) throw new Error(`not there: ${piece}`);
  return document.positionAt(start + Math.floor(piece.length / 2));
}

export async function openSample(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(sample(path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The extension's diagnostics of a file, without those of other extensions. */
export function findings(uri: vscode.Uri, rule?: string): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((diagnostic) => diagnostic.source === source && (rule === undefined || ruleOf(diagnostic) === rule));
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Polls, because the editor has no event for "the server has answered". */
export async function until<T>(
  what: string,
  read: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * What a provider of the editor answers, when it answers something: the editor gives questions up while the file's view
 * still changes.
 */
export function answered<T>(command: string, ...input: unknown[]): Promise<T> {
  return until(`${command} has an answer`, async () => {
    try {
      const answer = await vscode.commands.executeCommand<T | undefined>(command, ...input);
      return Array.isArray(answer) && answer.length === 0 ? undefined : answer;
    } catch (error) {
      if (error instanceof Error && error.name === 'Canceled') return undefined;
      throw error;
    }
  });
}

/** The quick fixes at a range, with their edits. */
export function quickFixes(uri: vscode.Uri, range: vscode.Range): Promise<readonly vscode.CodeAction[]> {
  const kind = vscode.CodeActionKind.QuickFix.value;
  return answered('vscode.executeCodeActionProvider', uri, range, kind, 20);
}

/** Gives a document back the text that is on disk, so that one test leaves nothing to the next. */
export async function revert(document: vscode.TextDocument): Promise<void> {
  await until('the document is as it was', async () => {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    // The command is about the editor that has the focus, which may still be another one. What was never saved has
    // nothing to go back to.
    return document.isUntitled || document.isClosed || !document.isDirty;
  });
}
