/** Before the first question goes to a model, the user can see what is sent. Asked once for each provider of models. */
import * as vscode from 'vscode';
import type { AssembledPrompt } from '../../../server/src/protocol.ts';

const memoryKey = 'dbArchitect.sendsTo';

export async function maySend(
  prompt: AssembledPrompt,
  { name, vendor }: vscode.LanguageModelChat,
  memory: vscode.Memento,
  token: vscode.CancellationToken,
): Promise<boolean> {
  const known = memory.get<readonly string[]>(memoryKey, []);
  if (known.includes(vendor)) return true;
  const allowed = await askToSend(prompt, name);
  if (!allowed || token.isCancellationRequested) return false;
  await memory.update(memoryKey, [...known, vendor]);
  return true;
}

async function askToSend(prompt: AssembledPrompt, model: string): Promise<boolean> {
  const send = 'Send';
  const show = 'Show First';
  const without = 'Answer Without a Model';
  const message = `Send this question to ${model}?`;
  const detail = summaryOf(prompt);
  const chosen = await vscode.window.showInformationMessage(message, { modal: true, detail }, send, show, without);
  if (chosen === send) return true;
  if (chosen !== show) return false;
  const content = prompt.parts.map(({ name, text }) => `===== ${name} =====\n\n${text}`).join('\n\n');
  const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
  await vscode.window.showTextDocument(document, { preview: true });
  return (await vscode.window.showInformationMessage(message, send, without)) === send;
}

function summaryOf({ parts, size, masked }: AssembledPrompt): string {
  const named = parts.map(({ name }) => name).join(', ');
  const secrets = masked === 0 ? '' : ` ${masked === 1 ? '1 secret is' : `${masked} secrets are`} taken out.`;
  return `About ${size.toLocaleString('en-US')} tokens: ${named}.${secrets} You are asked this once for each provider of models.`;
}
