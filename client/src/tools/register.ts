/** The tools of the manifest: each is a request to the server. They only read. */
import * as vscode from 'vscode';
import type { ServerLifecycle } from '../server-lifecycle.ts';

/** Names of tools are shared by all extensions. */
const prefix = 'dbArchitect_';

interface ContributedTool {
  readonly name: string;
  readonly displayName: string;
}

export function registerTools(servers: ServerLifecycle, extension: vscode.Extension<unknown>): vscode.Disposable {
  const contributed: readonly ContributedTool[] = extension.packageJSON.contributes.languageModelTools;
  return vscode.Disposable.from(
    ...contributed.map((tool) =>
      vscode.lm.registerTool<Readonly<Record<string, unknown>>>(tool.name, {
        prepareInvocation: () => ({ invocationMessage: tool.displayName }),
        invoke: (options, token) => callTool(tool.name.slice(prefix.length), options.input, servers, token),
      }),
    ),
  );
}

/** Throws where the tool cannot do what is asked: models read the message. */
async function callTool(
  name: string,
  input: Readonly<Record<string, unknown>>,
  servers: ServerLifecycle,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  const server = await servers.get();
  const answer = await server?.request('dbArchitect/callTool', { name, input }, token);
  if (answer === undefined || answer === null)
    throw new Error('The language server of Database Architect does not run.');
  if (answer.isError) throw new Error(answer.markdown);
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer.markdown)]);
}
