/** An assembled prompt as messages. */
import type { Message } from './message.ts';

export interface SpokenPart {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** Parts of one role that follow each other are one message: some models want the roles to alternate. */
export function promptMessages(parts: readonly SpokenPart[]): readonly Message[] {
  const messages: { role: SpokenPart['role']; texts: string[] }[] = [];
  for (const { role, text } of parts) {
    const last = messages.at(-1);
    if (last?.role === role) last.texts.push(text);
    else messages.push({ role, texts: [text] });
  }
  return messages.map(({ role, texts }) => ({ role, parts: [{ kind: 'text', text: texts.join('\n\n') }] }));
}
