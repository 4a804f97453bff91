/** A model of the editor, as the conversation uses it. */
import * as vscode from 'vscode';
import type { ConversingModel } from '../../../server/src/conversation/converse.ts';
import type { Message, MessagePart, Piece, Tool } from '../../../server/src/conversation/message.ts';

export function editorModel(model: vscode.LanguageModelChat, token: vscode.CancellationToken): ConversingModel {
  return {
    async *answer(messages, tools): AsyncGenerator<Piece> {
      const options: vscode.LanguageModelChatRequestOptions = {
        justification: 'To answer a question to @architect',
        tools: tools.map(editorTool),
      };
      const response = await model.sendRequest(messages.map(editorMessage), options, token);
      for await (const part of response.stream) {
        if (part instanceof vscode.LanguageModelTextPart) yield { kind: 'text', text: part.value };
        else if (part instanceof vscode.LanguageModelToolCallPart) {
          yield { kind: 'call', id: part.callId, name: part.name, input: { ...part.input } };
        }
      }
    },
  };
}

function editorTool({ name, description, inputSchema }: Tool): vscode.LanguageModelChatTool {
  return { name, description, inputSchema };
}

/** Editors know users and assistants only: instructions are what the user says first. */
function editorMessage({ role, parts }: Message): vscode.LanguageModelChatMessage {
  if (role === 'assistant') {
    return vscode.LanguageModelChatMessage.Assistant(
      parts.flatMap((part) => {
        if (part.kind === 'text') return new vscode.LanguageModelTextPart(part.text);
        return part.kind === 'call' ? new vscode.LanguageModelToolCallPart(part.id, part.name, part.input) : [];
      }),
    );
  }
  return vscode.LanguageModelChatMessage.User(parts.flatMap(userPart));
}

function userPart(part: MessagePart): (vscode.LanguageModelTextPart | vscode.LanguageModelToolResultPart)[] {
  if (part.kind === 'text') return [new vscode.LanguageModelTextPart(part.text)];
  if (part.kind === 'call') return [];
  return [new vscode.LanguageModelToolResultPart(part.callId, [new vscode.LanguageModelTextPart(part.text)])];
}
