/** The tools that a model may call for the architect: our own, and those that the user named in the question. */
import * as vscode from 'vscode';
import type { Tool, ToolCall } from '../../../server/src/conversation/message.ts';
import type { SpokenPart } from '../../../server/src/conversation/prompt-messages.ts';

/** Our own tools carry it in the manifest. */
const toolTag = 'db-architect';
/** The prompt has its answer already. */
const itself = 'dbArchitect_consult_architect';

export function toolsFor({ toolReferences }: vscode.ChatRequest): readonly Tool[] {
  const named = new Set(toolReferences.map(({ name }) => name));
  return vscode.lm.tools
    .filter(({ name, tags }) => (tags.includes(toolTag) && name !== itself) || named.has(name))
    .map(({ name, description, inputSchema }) => ({ name, description, inputSchema: { ...inputSchema } }));
}

/** What the user said with `#dbTables`: the model knows the tools by other names. */
export function namedTools({ toolReferences }: vscode.ChatRequest): readonly SpokenPart[] {
  const names = new Set(toolReferences.map(({ name }) => name));
  if (names.size === 0) return [];
  return [{ role: 'user', text: `The question names these tools; call them: ${[...names].join(', ')}.` }];
}

/** The text of the result. */
export async function invokeTool(
  { name, input }: ToolCall,
  { toolInvocationToken }: vscode.ChatRequest,
  token: vscode.CancellationToken,
): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken }, token);
  return content.flatMap((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : [])).join('\n');
}
