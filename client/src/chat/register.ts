/** `@architect` in the Chat view: registered at the start, loaded at the first question. */
import * as vscode from 'vscode';
import type { ServerLifecycle } from '../server-lifecycle.ts';
import type { AnswerMetadata } from './answer-metadata.ts';

const participantId = 'database-architect.architect';

export function registerArchitect(servers: ServerLifecycle, extension: vscode.Uri): vscode.Disposable {
  const participant = vscode.chat.createChatParticipant(participantId, async (request, context, stream, token) => {
    const { answer } = await import('./chat.ts');
    return answer({ request, context, stream, token }, servers);
  });
  participant.iconPath = vscode.Uri.joinPath(extension, 'media', 'icon.png');
  participant.followupProvider = {
    provideFollowups: ({ metadata }) => {
      const { followups } = (metadata ?? { followups: [] }) as AnswerMetadata;
      return followups.map((prompt) => ({ prompt }));
    },
  };
  return participant;
}
