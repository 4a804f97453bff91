/** VS Code asks a model of an endpoint. */
import * as vscode from 'vscode';
import type { Message, MessagePart, Tool } from '../../../server/src/conversation/message.ts';
import { readAddress } from '../../../server/src/endpoint/address.ts';
import { Endpoint } from '../../../server/src/endpoint/endpoint.ts';
import { EndpointError } from '../../../server/src/endpoint/endpoint-error.ts';
import type { EndpointModelInformation } from './endpoint-models.ts';
import { keyName } from './endpoint-settings.ts';

export async function respond(
  { endpoint: { address }, model }: EndpointModelInformation,
  messages: readonly vscode.LanguageModelChatRequestMessage[],
  { tools = [], toolMode }: vscode.ProvideLanguageModelChatResponseOptions,
  progress: vscode.Progress<vscode.LanguageModelResponsePart>,
  token: vscode.CancellationToken,
  secrets: vscode.SecretStorage,
): Promise<void> {
  const known = readAddress(address);
  const key = await secrets.get(keyName(known.origin));
  const stop = new AbortController();
  const stopped = token.onCancellationRequested(() => stop.abort());
  try {
    const answer = new Endpoint({ address: known, key }).answer({
      model: model.id,
      messages: messages.map(messageOf),
      tools: tools.map(toolOf),
      mustCall: toolMode === vscode.LanguageModelChatToolMode.Required,
      signal: stop.signal,
    });
    for await (const piece of answer) {
      progress.report(
        piece.kind === 'text'
          ? new vscode.LanguageModelTextPart(piece.text)
          : new vscode.LanguageModelToolCallPart(piece.id, piece.name, piece.input),
      );
    }
  } catch (error) {
    throw editorError(error);
  } finally {
    stopped.dispose();
  }
}

function messageOf({ role, content }: vscode.LanguageModelChatRequestMessage): Message {
  const parts = content.flatMap(partOf);
  if (role === vscode.LanguageModelChatMessageRole.Assistant) return { role: 'assistant', parts };
  // VS Code sends instructions with a role that its published types do not name.
  return { role: role === vscode.LanguageModelChatMessageRole.User ? 'user' : 'system', parts };
}

function partOf(part: unknown): MessagePart[] {
  if (part instanceof vscode.LanguageModelTextPart) return [{ kind: 'text', text: part.value }];
  if (part instanceof vscode.LanguageModelToolCallPart) {
    return [{ kind: 'call', id: part.callId, name: part.name, input: { ...part.input } }];
  }
  if (part instanceof vscode.LanguageModelToolResultPart) {
    const text = part.content.flatMap((each) => (each instanceof vscode.LanguageModelTextPart ? each.value : []));
    return [{ kind: 'result', callId: part.callId, text: text.join('\n') }];
  }
  // Pictures and other data: these endpoints are asked in text only.
  return [];
}

function toolOf({ name, description, inputSchema }: vscode.LanguageModelChatTool): Tool {
  return { name, description, inputSchema: { type: 'object', properties: {}, ...inputSchema } };
}

function editorError(error: unknown): unknown {
  if (!(error instanceof EndpointError)) return error;
  switch (error.problem) {
    case 'key':
      return vscode.LanguageModelError.NoPermissions(error.message);
    case 'quota':
      return vscode.LanguageModelError.Blocked(error.message);
    case 'address':
      return vscode.LanguageModelError.NotFound(error.message);
    default:
      return new Error(error.message);
  }
}
