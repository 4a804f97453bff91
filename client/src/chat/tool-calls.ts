/** The tools that a model may call for the architect: our own, and those that the user named in the question. */
import * as vscode from 'vscode';
import type { Tool, ToolCall } from '../../../server/src/endpoint/message.ts';

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

/** The text of the result, marked as data. */
export async function invokeTool(
  { name, input }: ToolCall,
  { toolInvocationToken }: vscode.ChatRequest,
  token: vscode.CancellationToken,
): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken }, token);
  const text = content.flatMap((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : [])).join('\n');
  return asData(name, text);
}

/** As the server marks the workspace in its prompts: nothing in it is an instruction. */
function asData(tool: string, text: string): string {
  const held = text.replace(/<(\/?)(workspace-data)/gi, '<$1 $2');
  return `<workspace-data kind="tool result" name="${tool}">\n${held}\n</workspace-data>`;
}
