/** A question in the chat, with what it points at and what was said before, as the server takes it. */
import * as vscode from 'vscode';
import type { Asked, AskedReference } from '../../../server/src/protocol.ts';
import { activeUri } from './active-file.ts';
import type { ChatTurn } from './chat.ts';

/** Longer files are cut: a reference says what the question is about, the workspace is read by the server. */
const longestReference = 100_000;
const rememberedTurns = 6;

export async function askedIn({ request, context }: ChatTurn): Promise<Asked> {
  // VS Code hands them over last first.
  const references = await Promise.all([...request.references].reverse().map(referenceOf));
  return {
    text: request.prompt,
    command: request.command,
    references: references.flatMap((reference) => reference ?? []),
    ...activeUri(),
    history: historyOf(context.history),
  };
}

/** Undefined for what is no text: pictures, folders, and values that the editor adds on its own. */
async function referenceOf({ value }: vscode.ChatPromptReference): Promise<AskedReference | undefined> {
  const uri = value instanceof vscode.Location ? value.uri : value;
  if (!(uri instanceof vscode.Uri)) return undefined;
  const range = value instanceof vscode.Location ? value.range : undefined;
  const document = await textDocument(uri);
  if (document === undefined) return undefined;
  const text = document.getText(range).slice(0, longestReference);
  const span = range && { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return { uri: uri.toString(), span, text };
}

async function textDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    // A folder, a binary file or one that is gone: the editor's only way to say so. The question stands without it.
    return undefined;
  }
}

function historyOf(turns: vscode.ChatContext['history']): Asked['history'] {
  const history: { question: string; answer: string }[] = [];
  for (const turn of turns) {
    if (turn instanceof vscode.ChatRequestTurn) history.push({ question: typed(turn), answer: '' });
    else history.push({ question: history.pop()?.question ?? '', answer: markdownOf(turn) });
  }
  return history.slice(-rememberedTurns);
}

/** As it was typed, with its command. */
function typed({ command, prompt }: vscode.ChatRequestTurn): string {
  return command === undefined ? prompt : `/${command} ${prompt}`;
}

function markdownOf({ response }: vscode.ChatResponseTurn): string {
  const parts = response.filter((part) => part instanceof vscode.ChatResponseMarkdownPart);
  return parts.map(({ value }) => value.value).join('');
}
