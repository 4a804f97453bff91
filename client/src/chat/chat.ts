/** Answers a question put to `@architect`. A bundle of its own: loaded when the first one is asked. */
import type * as vscode from 'vscode';
import type { Asked } from '../../../server/src/protocol.ts';
import type { Server } from '../language-client.ts';
import { offlineVendor } from '../models/offline-vendor.ts';
import type { ServerLifecycle } from '../server-lifecycle.ts';
import type { AnswerMetadata } from './answer-metadata.ts';
import { answerWithModel } from './answer-with-model.ts';
import { askedIn } from './asked.ts';
import { codeButtons } from './code-buttons.ts';
import { showConsulted } from './show-consulted.ts';
import { whyNoModel } from './why-no-model.ts';

/** One question with everything that VS Code hands over for it. */
export interface ChatTurn {
  readonly request: vscode.ChatRequest;
  readonly context: vscode.ChatContext;
  readonly stream: vscode.ChatResponseStream;
  readonly token: vscode.CancellationToken;
}

export interface Answered extends vscode.ChatResult {
  readonly metadata: AnswerMetadata;
}

/** What the extension lends to the chat, which is a bundle of its own. */
export interface ChatHost {
  readonly servers: ServerLifecycle;
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

const unanswered: Answered = { metadata: { followups: [] } };

export async function answer(turn: ChatTurn, host: ChatHost): Promise<Answered> {
  const { stream, token } = turn;
  const asked = await askedIn(turn);
  const server = await host.servers.get();
  if (server === undefined) {
    stream.markdown('The language server of Database Architect does not run; its log says why (*Show Log*).');
    return unanswered;
  }
  if (asked.command === 'erd') stream.button({ command: 'dbArchitect.showDiagram', title: 'Open Diagram' });
  const answered = await modelAnswer(turn, asked, server, host);
  if (answered !== undefined || token.isCancellationRequested) return answered ?? unanswered;
  const consulted = await server.request('dbArchitect/consult', asked, token);
  if (consulted === null) {
    stream.markdown('The question could not be answered; the log of Database Architect says why (*Show Log*).');
    return unanswered;
  }
  showConsulted(consulted, stream);
  codeButtons(consulted.parts.map(({ markdown }) => markdown).join('\n\n'), stream);
  return { metadata: { followups: consulted.followups } };
}

/** Undefined where there is no model, or where it does not answer: that is said, and the answer is given without it. */
async function modelAnswer(
  turn: ChatTurn,
  asked: Asked,
  server: Server,
  { memory, log }: ChatHost,
): Promise<Answered | undefined> {
  const { model } = turn.request;
  if (model.vendor === offlineVendor) return undefined;
  try {
    const answered = await answerWithModel(turn, asked, server, memory);
    if (answered === undefined) return undefined;
    codeButtons(answered.text, turn.stream);
    return { metadata: { followups: answered.prompt.consulted.followups } };
  } catch (error) {
    if (turn.token.isCancellationRequested) return undefined;
    const why = whyNoModel(error, model.name);
    log.warn(`chat: ${why}`);
    turn.stream.markdown(`\n\n> ${why} This is the answer without a model.\n\n`);
    return undefined;
  }
}
