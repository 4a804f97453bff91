/** Conversations in the form of the protocol `chat/completions`. */
import type { ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import type { Message, MessagePart, Tool } from '../conversation/message.ts';

export function wireMessages(messages: readonly Message[]): ChatCompletionMessageParam[] {
  return messages.flatMap(({ role, parts }) => {
    const text = textOf(parts);
    if (role === 'assistant') return assistantMessage(parts, text);
    // Results come first: they have to follow the message with the calls.
    const results = parts
      .filter((part) => part.kind === 'result')
      .map((part) => ({ role: 'tool' as const, tool_call_id: part.callId, content: part.text }));
    return text === '' ? results : [...results, { role, content: text }];
  });
}

export function wireTools(tools: readonly Tool[]): ChatCompletionTool[] {
  return tools.map(({ name, description, inputSchema }) => ({
    type: 'function',
    function: { name, description, parameters: { ...inputSchema } },
  }));
}

function assistantMessage(parts: readonly MessagePart[], text: string): ChatCompletionMessageParam[] {
  const calls = parts
    .filter((part) => part.kind === 'call')
    .map(({ id, name, input }) => ({
      id,
      type: 'function' as const,
      function: { name, arguments: JSON.stringify(input) },
    }));
  if (calls.length > 0) return [{ role: 'assistant', content: text === '' ? null : text, tool_calls: calls }];
  return text === '' ? [] : [{ role: 'assistant', content: text }];
}

function textOf(parts: readonly MessagePart[]): string {
  return parts.flatMap((part) => (part.kind === 'text' ? part.text : [])).join('');
}
