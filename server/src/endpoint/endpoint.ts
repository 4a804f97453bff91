/** One OpenAI-compatible endpoint: its models, and answers of them as they are written. */
import OpenAI from 'openai';
import type { Message, Piece, Tool } from '../conversation/message.ts';
import type { EndpointAddress } from './address.ts';
import { EndpointError, endpointError } from './endpoint-error.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { ToolCalls } from './tool-calls.ts';
import { wireMessages, wireTools } from './wire-messages.ts';

export interface EndpointOptions {
  readonly address: EndpointAddress;
  /** Left out where the endpoint wants none, as one on this machine. */
  readonly key: string | undefined;
  /** Milliseconds until the beginning of an answer. */
  readonly timeout?: number;
  /** Milliseconds between two pieces of an answer. */
  readonly silence?: number;
}

export interface ModelRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools?: readonly Tool[];
  /** The model has to call a tool. */
  readonly mustCall?: boolean;
  readonly signal?: AbortSignal;
}

export interface EndpointModel {
  readonly id: string;
  /** Where the endpoint says so; the protocol has no place for it. */
  readonly inputTokens: number | undefined;
}

/** Said in the answer: whoever reads it would take it for whole. */
const cutOff = '\n\n*The answer is cut off here: it reached the limit of tokens of the endpoint.*\n';

/** UTF-16 units of all pieces as JSON: some hundred bytes for each of more tokens than a model writes at once. */
const longestAnswer = 64_000_000;

const defaultTimeout = 90_000;
const defaultSilence = 60_000;

export class Endpoint {
  readonly #client: OpenAI;
  readonly #baseUrl: string;
  readonly #silence: number;

  constructor({ address, key, timeout = defaultTimeout, silence = defaultSilence }: EndpointOptions) {
    this.#baseUrl = address.baseUrl;
    this.#silence = silence;
    // What is left out here the client takes from the environment, and sends to any address.
    this.#client = new OpenAI({
      baseURL: address.baseUrl,
      apiKey: key ?? 'none',
      organization: null,
      project: null,
      webhookSecret: null,
      adminAPIKey: null,
      timeout,
      maxRetries: 1,
      logLevel: 'off',
      fetch: guardedFetch(key),
    });
  }

  /** In order of their names. Throws `EndpointError`. */
  async models(signal?: AbortSignal): Promise<readonly EndpointModel[]> {
    const url = `${this.#baseUrl}/models`;
    try {
      const found = new Map<string, EndpointModel>();
      for await (const model of this.#client.models.list({ ...(signal !== undefined && { signal }) })) {
        if (typeof model.id === 'string') found.set(model.id, { id: model.id, inputTokens: windowOf({ ...model }) });
      }
      return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    } catch (error) {
      if (signal?.aborted) return [];
      throw endpointError(error, url) ?? error;
    }
  }

  /** Throws `EndpointError`; ends early, without an error, when the signal is aborted. */
  async *answer(request: ModelRequest): AsyncGenerator<Piece> {
    const { signal } = request;
    const url = `${this.#baseUrl}/chat/completions`;
    const stop = new AbortController();
    const forward = () => stop.abort();
    signal?.addEventListener('abort', forward, { once: true });
    let isSilent = false;
    let timer: NodeJS.Timeout | undefined;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        isSilent = true;
        stop.abort();
      }, this.#silence);
    };
    try {
      yield* this.#pieces(request, url, stop.signal, heard);
      if (isSilent) throw new EndpointError('time', `${url} stopped in the middle of its answer.`, undefined);
    } catch (error) {
      if (isSilent) throw new EndpointError('time', `${url} stopped in the middle of its answer.`, error);
      const said = signal?.aborted === true ? undefined : endpointError(error, url);
      if (said !== undefined) throw said;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
      stop.abort();
    }
  }

  async *#pieces(
    { model, messages, tools = [], mustCall = false }: ModelRequest,
    url: string,
    signal: AbortSignal,
    heard: () => void,
  ): AsyncGenerator<Piece> {
    const stream = await this.#client.chat.completions.create(
      {
        model,
        messages: wireMessages(messages),
        stream: true,
        ...(tools.length > 0 && { tools: wireTools(tools), tool_choice: mustCall ? 'required' : 'auto' }),
      },
      { signal },
    );
    const calls = new ToolCalls();
    let end: string | null | undefined;
    let isEmpty = true;
    let length = 0;
    heard();
    for await (const chunk of stream) {
      heard();
      length += JSON.stringify(chunk).length;
      if (length > longestAnswer) {
        throw new EndpointError('answer', `${url} sent more than any answer needs.`, undefined);
      }
      const choice = chunk.choices?.[0];
      if (choice === undefined) continue;
      const { delta } = choice;
      if (typeof delta?.content === 'string' && delta.content !== '') {
        isEmpty = false;
        yield { kind: 'text', text: delta.content };
      }
      if (typeof delta?.refusal === 'string' && delta.refusal !== '') {
        throw new EndpointError('refused', `The model declined to answer: ${delta.refusal}`, undefined);
      }
      for (const part of delta?.tool_calls ?? []) calls.add(part);
      end = choice.finish_reason ?? end;
    }
    if (signal.aborted) return;
    const called = calls.take(url);
    if (end === 'content_filter') {
      throw new EndpointError('refused', `${url} held the answer back (content filter).`, undefined);
    }
    if (end === 'length' && called.length === 0) {
      if (isEmpty)
        throw new EndpointError('answer', `${url} reached its limit of tokens before it answered.`, undefined);
      yield { kind: 'text', text: cutOff };
    }
    if (end === undefined && isEmpty && called.length === 0) {
      throw new EndpointError('answer', `${url} sent no answer. Is it the address of a chat endpoint?`, undefined);
    }
    if (end === undefined) throw new EndpointError('connection', `The answer of ${url} broke off.`, undefined);
    yield* called;
  }
}

/** As OpenRouter, vLLM, LM Studio and others call it. */
const windowNames = ['context_length', 'max_model_len', 'max_context_length', 'context_window', 'max_input_tokens'];

function windowOf(model: Readonly<Record<string, unknown>>): number | undefined {
  const values = windowNames.map((name) => model[name]);
  return values.find((value): value is number => typeof value === 'number' && value > 0);
}
