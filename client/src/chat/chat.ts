/** Answers a question put to `@architect`. A bundle of its own: loaded when the first one is asked. */
import type * as vscode from 'vscode';
import type { ServerLifecycle } from '../server-lifecycle.ts';
import type { AnswerMetadata } from './answer-metadata.ts';
import { askedIn } from './asked.ts';
import { showConsulted } from './show-consulted.ts';

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

const unanswered: Answered = { metadata: { followups: [] } };

export async function answer(turn: ChatTurn, servers: ServerLifecycle): Promise<Answered> {
  const { stream, token } = turn;
  const asked = await askedIn(turn);
  const server = await servers.get();
  if (server === undefined) {
    stream.markdown('The language server of Database Architect does not run; its log says why (*Show Log*).');
    return unanswered;
  }
  const consulted = await server.request('dbArchitect/consult', asked, token);
  if (consulted === null) {
    stream.markdown('The question could not be answered; the log of Database Architect says why (*Show Log*).');
    return unanswered;
  }
  showConsulted(consulted, stream);
  return { metadata: { followups: consulted.followups } };
}
