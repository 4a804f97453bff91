/** Calls of tools arrive in pieces: the name in one, the arguments, as JSON, over many. */
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { ToolCall } from '../conversation/message.ts';
import { EndpointError } from './endpoint-error.ts';

type CallPiece = NonNullable<ChatCompletionChunk.Choice.Delta['tool_calls']>[number];

interface Collected {
  id: string | undefined;
  name: string;
  arguments: string;
}

export class ToolCalls {
  readonly #byIndex = new Map<number, Collected>();

  add({ index, id, function: called }: CallPiece): void {
    // Some servers leave the index out, and send each call whole.
    const key = index ?? this.#byIndex.size;
    const known = this.#byIndex.get(key) ?? { id: undefined, name: '', arguments: '' };
    this.#byIndex.set(key, known);
    known.id ??= id;
    known.name += called?.name ?? '';
    known.arguments += called?.arguments ?? '';
  }

  /** Throws where the arguments of a call are no JSON object. */
  take(url: string): readonly ToolCall[] {
    return [...this.#byIndex].map(([index, { id, name, arguments: text }]) => ({
      kind: 'call',
      id: id ?? `call_${index}`,
      name,
      input: inputOf(name, text, url),
    }));
  }
}

function inputOf(name: string, text: string, url: string): ToolCall['input'] {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (error) {
    throw new EndpointError('answer', `The model called ${name} with arguments that are no JSON (${url}).`, error);
  }
  throw new EndpointError('answer', `The model called ${name} with arguments that are no object (${url}).`, undefined);
}
