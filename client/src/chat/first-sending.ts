/** Before the first question goes to a model, the user can see what is sent. Asked once for each provider of models. */
import * as vscode from 'vscode';
import type { AssembledPrompt } from '../../../server/src/protocol.ts';

const memoryKey = 'dbArchitect.sendsTo';
const promptScheme = 'db-architect-prompt';

const send = 'Send';
const show = 'Show First';
const without = 'Answer Without a Model';

export async function maySend(
  prompt: AssembledPrompt,
  { name, vendor }: vscode.LanguageModelChat,
  memory: vscode.Memento,
  token: vscode.CancellationToken,
): Promise<boolean> {
  const known = memory.get<readonly string[]>(memoryKey, []);
  if (known.includes(vendor)) return true;
  const allowed = await askToSend(prompt, name, token);
  if (!allowed || token.isCancellationRequested) return false;
  await memory.update(memoryKey, [...known, vendor]);
  return true;
}

async function askToSend(prompt: AssembledPrompt, model: string, token: vscode.CancellationToken): Promise<boolean> {
  const message = `Send this question to ${model}?`;
  const detail = summaryOf(prompt);
  const chosen = await vscode.window.showInformationMessage(message, { modal: true, detail }, send, show, without);
  if (chosen !== show) return chosen === send;
  await showPrompt(prompt);
  // A notification would be gone before anybody has read that much.
  const options = { title: message, placeHolder: 'What is sent is shown below', ignoreFocusOut: true };
  return (await vscode.window.showQuickPick([send, without], options, token)) === send;
}

/** Read-only, and nobody is asked to save it. */
async function showPrompt({ parts }: AssembledPrompt): Promise<void> {
  const content = parts.map(({ name, text }) => `===== ${name} =====\n\n${text}`).join('\n\n');
  const provider = vscode.workspace.registerTextDocumentContentProvider(promptScheme, {
    provideTextDocumentContent: () => content,
  });
  try {
    const uri = vscode.Uri.from({ scheme: promptScheme, path: '/question.md', query: String(Date.now()) });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  } finally {
    provider.dispose();
  }
}

function summaryOf({ parts, size, masked }: AssembledPrompt): string {
  const named = parts.map(({ name }) => name).join(', ');
  const secrets = masked === 0 ? '' : ` ${masked === 1 ? '1 secret is' : `${masked} secrets are`} taken out.`;
  return `About ${size.toLocaleString('en-US')} tokens: ${named}.${secrets} You are asked this once for each provider of models.`;
}
