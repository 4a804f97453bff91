/** The answer of a language model, checked, and mended once. A bundle of its own: without a model nobody needs it. */

import type { CheckedBlock } from '../architect/consultation.ts';
import { type Conversation, converse } from '../conversation/converse.ts';
import { mendingRequest } from '../conversation/mending.ts';
import { Endpoint } from '../endpoint/endpoint.ts';
import { EndpointError } from '../endpoint/endpoint-error.ts';
import type { ModelSetup } from './model-setup.ts';

export interface Asking extends Pick<Conversation, 'messages' | 'tools' | 'callTool' | 'onText'> {
  readonly setup: ModelSetup;
  check(markdown: string): Promise<readonly CheckedBlock[]>;
}

export type ModelAnswer =
  | { readonly text: string; readonly checked: readonly CheckedBlock[] }
  /** Why there is no answer, as a sentence. */
  | { readonly failed: string };

export async function answerWithModel(asking: Asking): Promise<ModelAnswer> {
  try {
    return await answerOf(asking);
  } catch (error) {
    if (error instanceof EndpointError) return { failed: error.message };
    throw error;
  }
}

async function answerOf({ setup, check, ...given }: Asking): Promise<ModelAnswer> {
  const endpoint = new Endpoint({ address: setup.address, key: setup.key });
  const conversation: Conversation = {
    ...given,
    model: { answer: (messages, tools) => endpoint.answer({ model: setup.model, messages, tools }) },
    isCancelled: () => false,
  };
  const { text, messages } = await converse(conversation);
  if (text.trim() === '') return { failed: `${setup.model} said nothing.` };
  const checked = await check(text);
  const request = mendingRequest(checked);
  if (request === undefined) return { text, checked };
  const heading = '\n\n**Mended after a check:**\n\n';
  given.onText(heading);
  const mended = await converse({
    ...conversation,
    messages: [...messages, { role: 'user', parts: [{ kind: 'text', text: request }] }],
    tools: [],
  });
  return { text: `${text}${heading}${mended.text}`, checked: await check(mended.text) };
}
