/** What the buttons below an answer do with its code. Nothing changes without a click on one of them. */
import * as vscode from 'vscode';
import type { ServerLifecycle } from '../server-lifecycle.ts';
import { type AnswerCode, titleOf } from './answer-code.ts';

const languageIds: Readonly<Record<string, string>> = { sql: 'sql', prisma: 'prisma', python: 'python' };

export function registerCodeCommands(servers: ServerLifecycle): vscode.Disposable {
  return vscode.Disposable.from(
    command('dbArchitect.insertCode', insertAtCursor),
    command('dbArchitect.openCode', openAsFile),
    command('dbArchitect.createMigration', (block) => createMigration(block, servers)),
  );
}

/** The blocks come from the button; of several the user chooses. */
function command(id: string, run: (block: AnswerCode) => Promise<void>): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (blocks: readonly AnswerCode[]) => {
    const block = blocks.length === 1 ? blocks[0] : await chooseBlock(blocks);
    if (block !== undefined) await run(block);
  });
}

async function chooseBlock(blocks: readonly AnswerCode[]): Promise<AnswerCode | undefined> {
  const items = blocks.map((block, at) => ({
    label: `${at + 1}. ${titleOf(block)}`,
    description: block.language,
    block,
  }));
  return (await vscode.window.showQuickPick(items, { title: 'Which code?' }))?.block;
}

async function insertAtCursor(block: AnswerCode): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (editor === undefined) return openAsFile(block);
  await editor.edit((edit) => edit.replace(editor.selection, `${block.code}\n`));
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

async function openAsFile({ code, language }: AnswerCode): Promise<void> {
  const known = await vscode.languages.getLanguages();
  const id = languageIds[language] ?? 'plaintext';
  const document = await vscode.workspace.openTextDocument({
    content: `${code}\n`,
    language: known.includes(id) ? id : 'plaintext',
  });
  await vscode.window.showTextDocument(document, { preview: false });
}

async function createMigration(block: AnswerCode, servers: ServerLifecycle): Promise<void> {
  const words = await vscode.window.showInputBox({
    title: 'Create Migration',
    prompt: 'What the migration does, in a few words',
    value: 'schema change',
  });
  const slug = words
    ?.toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join('_');
  if (slug === undefined) return;
  const server = await servers.get();
  const place = await server?.request('dbArchitect/newMigration', { code: block.code, slug });
  if (place === undefined || place === null) {
    void vscode.window.showInformationMessage(
      'There is no folder of SQL migrations to follow; the code opens as a file.',
    );
    return openAsFile(block);
  }
  const uri = vscode.Uri.parse(place.uri);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(place.text) });
  if (await vscode.workspace.applyEdit(edit)) await vscode.window.showTextDocument(uri, { preview: false });
}
