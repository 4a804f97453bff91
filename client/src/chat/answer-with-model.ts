/** An answer of a language model that was given the workspace; checked, and mended once where the check found mistakes. */
import * as vscode from 'vscode';
import { type Conversation, type Conversed, converse } from '../../../server/src/conversation/converse.ts';
import { mendingRequest } from '../../../server/src/conversation/mending.ts';
import type { Message, Tool } from '../../../server/src/conversation/message.ts';
import { promptMessages } from '../../../server/src/conversation/prompt-messages.ts';
import type { Asked, AssembledPrompt, CheckedCode } from '../../../server/src/protocol.ts';
import type { Server } from '../language-client.ts';
import type { ChatTurn } from './chat.ts';
import { checkSummary } from './check-summary.ts';
import { editorModel } from './editor-model.ts';
import { maySend } from './first-sending.ts';
import { SectionProgress } from './section-progress.ts';
import { StepProgress } from './step-progress.ts';
import { invokeTool, namedTools, toolsFor } from './tool-calls.ts';

export interface ModelAnswer {
  readonly text: string;
  readonly prompt: AssembledPrompt;
}

/** What a prompt may take of a window: the rest is for the results of tools and for mending. */
const promptShare = 0.7;
/** More does not make answers better, and costs. */
const largestWindow = 128_000;
const smallestWindow = 2_000;

/** Undefined where the user does not want anything sent. Throws what the model throws. */
export async function answerWithModel(
  turn: ChatTurn,
  asked: Asked,
  server: Server,
  memory: vscode.Memento,
): Promise<ModelAnswer | undefined> {
  const steps = new StepProgress(turn.stream);
  try {
    return await answerInSteps(turn, asked, server, memory, steps);
  } finally {
    steps.dispose();
  }
}

async function answerInSteps(
  turn: ChatTurn,
  asked: Asked,
  server: Server,
  memory: vscode.Memento,
  steps: StepProgress,
): Promise<ModelAnswer | undefined> {
  const { request, stream, token } = turn;
  const { model } = request;
  steps.report('Reading the workspace');
  const prompt = await promptWithin(model, asked, server, token);
  steps.report(`Sending the question to ${model.name}, if you allow it`);
  if (!(await maySend(prompt, model, memory, token))) return undefined;
  for (const uri of new Set(prompt.places.map((place) => place.uri))) stream.reference(vscode.Uri.parse(uri));
  steps.report(`Asking ${model.name}`);
  const tools = toolsFor(request);
  const progress = new SectionProgress(
    prompt.consulted.parts.map(({ title }) => title),
    (text) => steps.report(text),
  );
  const conversation: Conversation = {
    model: editorModel(model, token),
    messages: promptMessages([...prompt.parts, ...namedTools(request)]),
    tools,
    callTool: (call) => invokeTool(call, request, token),
    onText: (text) => {
      steps.markdown(text);
      progress.add(text);
    },
    isCancelled: () => token.isCancellationRequested,
  };
  const conversed = await converse(conversation);
  progress.end();
  if (conversed.text.trim() === '' && !token.isCancellationRequested) throw new Error('it said nothing');
  return { text: await checkedAndMended(conversed, conversation, asked, server, steps, token), prompt };
}

/** The estimate of the server is careful; where the model counts more all the same, the prompt is made again. */
async function promptWithin(
  model: vscode.LanguageModelChat,
  asked: Asked,
  server: Server,
  token: vscode.CancellationToken,
): Promise<AssembledPrompt> {
  const known = model.maxInputTokens > 0 ? model.maxInputTokens : 8_000;
  const window = Math.max(smallestWindow, Math.floor(Math.min(known, largestWindow) * promptShare));
  const first = await assemble(server, asked, window, token);
  const counted = await model.countTokens(first.parts.map(({ text }) => text).join('\n\n'), token);
  if (counted <= window) return first;
  return assemble(server, asked, Math.floor((window * window) / counted), token);
}

async function assemble(
  server: Server,
  asked: Asked,
  window: number,
  token: vscode.CancellationToken,
): Promise<AssembledPrompt> {
  const prompt = await server.request('dbArchitect/prompt', { asked, window }, token);
  if (prompt === null) throw new Error('the language server could not read the workspace');
  return prompt;
}

/** The text of the answer, with its mended blocks behind it. */
async function checkedAndMended(
  conversed: Conversed,
  conversation: Conversation,
  asked: Asked,
  server: Server,
  steps: StepProgress,
  token: vscode.CancellationToken,
): Promise<string> {
  const check = (text: string): Promise<readonly CheckedCode[] | null> => {
    steps.report('Checking the code');
    return server.request('dbArchitect/checkAnswer', { markdown: text, references: asked.references }, token);
  };
  const { text } = conversed;
  if (token.isCancellationRequested || !text.includes('```')) return text;
  const checked = await check(text);
  const request = checked === null ? undefined : mendingRequest(checked);
  if (request === undefined || token.isCancellationRequested) {
    steps.markdown(checkSummary(checked));
    return text;
  }
  steps.report('Mending what the check found');
  steps.markdown('\n\n**Mended after a check:**\n\n');
  const noTools: readonly Tool[] = [];
  const messages: Message[] = [...conversed.messages, { role: 'user', parts: [{ kind: 'text', text: request }] }];
  const mended = await converse({ ...conversation, messages, tools: noTools });
  steps.markdown(checkSummary(await check(mended.text)));
  return mended.text.includes('```') ? mended.text : text;
}
