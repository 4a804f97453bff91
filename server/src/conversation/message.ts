/** A conversation with a model, and what comes back. The same for every host; no protocol's own names. */

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly parts: readonly MessagePart[];
}

export type MessagePart =
  | { readonly kind: 'text'; readonly text: string }
  /** Of the assistant. */
  | ToolCall
  /** Of the user, for a call before it. */
  | { readonly kind: 'result'; readonly callId: string; readonly text: string };

export interface ToolCall {
  readonly kind: 'call';
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON schema of an object. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

/** What a model answers with, piece by piece. */
export type Piece = { readonly kind: 'text'; readonly text: string } | ToolCall;
