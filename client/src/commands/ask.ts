/** `dbArchitect.ask`: the abilities of `@architect` as a command with a report, for editors without the Chat view. */
import * as vscode from 'vscode';
import { activeUri } from '../chat/active-file.ts';
import type { ServerLifecycle } from '../server-lifecycle.ts';

interface ContributedCommand {
  readonly name: string;
  readonly description: string;
  readonly sampleRequest?: string;
}

interface Ability extends vscode.QuickPickItem {
  readonly command: string | undefined;
  readonly sample: string;
}

export function registerAsk(servers: ServerLifecycle, extension: vscode.Extension<unknown>): vscode.Disposable {
  // Keys and tests may pass a command and the question; from the palette they are asked for.
  return vscode.commands.registerCommand('dbArchitect.ask', async (command?: unknown, question?: unknown) => {
    const ability = typeof command === 'string' ? { command, sample: '' } : await chooseAbility(extension);
    if (ability === undefined) return;
    const text = typeof question === 'string' ? question : await askQuestion(ability);
    if (text === undefined) return;
    const server = await servers.get();
    const references = selectionOf(vscode.window.activeTextEditor);
    const asked = { text, command: ability.command, references, ...activeUri(), history: [] };
    const consulted = await server?.request('dbArchitect/consult', asked);
    if (consulted === undefined || consulted === null) return;
    const report = [
      `# ${text === '' ? `/${ability.command}` : text}`,
      ...consulted.parts.map(({ markdown }) => markdown),
    ];
    const content = `${report.join('\n\n')}\n`;
    const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
    await vscode.window.showTextDocument(document, { preview: false });
    await vscode.commands.executeCommand('markdown.showPreviewToSide', document.uri);
  });
}

/** The slash commands of the manifest, with a plain question in front. */
function chooseAbility({ packageJSON }: vscode.Extension<unknown>): Thenable<Ability | undefined> {
  const commands: readonly ContributedCommand[] = packageJSON.contributes.chatParticipants[0].commands;
  const abilities: readonly Ability[] = [
    { label: 'Ask', detail: 'A question of any kind', command: undefined, sample: '' },
    ...commands.map(({ name, description, sampleRequest = '' }) => ({
      label: name,
      detail: description,
      command: name,
      sample: sampleRequest,
    })),
  ];
  return vscode.window.showQuickPick(abilities, { title: 'Ask the Architect', matchOnDetail: true });
}

function askQuestion({ sample }: { readonly sample: string }): Thenable<string | undefined> {
  return vscode.window.showInputBox({ title: 'Ask the Architect', prompt: 'Your question', placeHolder: sample });
}

function selectionOf(editor: vscode.TextEditor | undefined) {
  if (editor === undefined || editor.selection.isEmpty) return [];
  const { document, selection } = editor;
  const span = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  return [{ uri: document.uri.toString(), span, text: document.getText(selection) }];
}
