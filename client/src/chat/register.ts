/** `@architect` in the Chat view: registered at the start, loaded at the first question. */
import * as vscode from 'vscode';
import type { AnswerMetadata } from './answer-metadata.ts';
import type { ChatHost } from './chat.ts';

const participantId = 'database-architect.architect';

export function registerArchitect(host: ChatHost, extension: vscode.Uri): vscode.Disposable {
  const participant = vscode.chat.createChatParticipant(participantId, async (request, context, stream, token) => {
    const { answer } = await import('./chat.ts');
    return answer({ request, context, stream, token }, host);
  });
  participant.iconPath = vscode.Uri.joinPath(extension, 'media', 'icon.png');
  participant.followupProvider = {
    provideFollowups: ({ metadata }) => {
      const { followups } = (metadata ?? { followups: [] }) as AnswerMetadata;
      return followups.map(followup);
    },
  };
  return participant;
}

/** `/scale How large does it get?` with its command apart. */
function followup(text: string): vscode.ChatFollowup {
  const [, command, prompt] = /^\/(\w+)\s+(.*)$/s.exec(text) ?? [];
  return command === undefined || prompt === undefined ? { prompt: text } : { prompt, command, label: text };
}
