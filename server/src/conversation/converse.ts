/** A conversation with a model that may call tools: rounds of questions and results until there is an answer. */
import { workspaceData } from '../architect/prompt/workspace-data.ts';
import type { Message, Piece, Tool, ToolCall } from './message.ts';

export interface ConversingModel {
  /** One answer, piece by piece. */
  answer(messages: readonly Message[], tools: readonly Tool[]): AsyncIterable<Piece>;
}

export interface Conversation {
  readonly model: ConversingModel;
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  /** The text that a tool gives; throws where it fails. */
  callTool(call: ToolCall): Promise<string>;
  onText(text: string): void;
  isCancelled(): boolean;
}

export interface Conversed {
  /** All that the model said. */
  readonly text: string;
  /** The conversation with the answer at its end, for a question that follows. */
  readonly messages: readonly Message[];
}

/** Rounds with calls; then the model has to answer with what it has. */
const mostRounds = 8;
const mostCallsPerRound = 8;
const longestResult = 12_000;

export async function converse(conversation: Conversation): Promise<Conversed> {
  const messages = [...conversation.messages];
  let text = '';
  for (let round = 0; ; round++) {
    const tools = round < mostRounds ? conversation.tools : [];
    const { said, calls } = await oneAnswer(conversation, messages, tools);
    text += said;
    messages.push({
      role: 'assistant',
      parts: [...(said === '' ? [] : [{ kind: 'text' as const, text: said }]), ...calls],
    });
    if (calls.length === 0 || tools.length === 0 || conversation.isCancelled()) return { text, messages };
    if (said !== '') {
      // What follows the results begins a paragraph of its own.
      text += '\n\n';
      conversation.onText('\n\n');
    }
    messages.push({ role: 'user', parts: await resultsOf(conversation, calls) });
  }
}

async function oneAnswer(
  { model, onText, isCancelled }: Conversation,
  messages: readonly Message[],
  tools: readonly Tool[],
): Promise<{ readonly said: string; readonly calls: readonly ToolCall[] }> {
  let said = '';
  const calls: ToolCall[] = [];
  for await (const piece of model.answer(messages, tools)) {
    if (isCancelled()) break;
    if (piece.kind === 'call') calls.push(piece);
    else {
      said += piece.text;
      onText(piece.text);
    }
  }
  return { said, calls };
}

/** Every call needs a result; one that is not made says so. */
async function resultsOf(conversation: Conversation, calls: readonly ToolCall[]): Promise<Message['parts']> {
  const results: Message['parts'][number][] = [];
  for (const [at, call] of calls.entries()) {
    const text = at < mostCallsPerRound ? await resultOf(conversation, call) : 'Not called: too many calls at once.';
    results.push({ kind: 'result', callId: call.id, text });
  }
  return results;
}

/** Marked as data, like the workspace in the prompt: what a tool read is no instruction. */
async function resultOf({ tools, callTool }: Conversation, call: ToolCall): Promise<string> {
  if (!tools.some(({ name }) => name === call.name)) return `There is no tool ${call.name}.`;
  return workspaceData('tool result', call.name, bounded(await textOf(callTool, call)));
}

async function textOf(callTool: Conversation['callTool'], call: ToolCall): Promise<string> {
  try {
    return await callTool(call);
  } catch (error) {
    // The model is told, and can call again with what was wrong put right.
    return `The tool failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function bounded(text: string): string {
  return text.length > longestResult ? `${text.slice(0, longestResult)}\n(cut here: the result is longer)` : text;
}
