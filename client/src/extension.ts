/** Entry point of the extension: registrations only, so that VS Code's start-up never waits for it. */
import * as vscode from 'vscode';
import { registerCodeCommands } from './chat/code-commands.ts';
import { registerArchitect } from './chat/register.ts';
import { registerAsk } from './commands/ask.ts';
import { registerCheckWorkspace } from './commands/check-workspace.ts';
import { registerExplainRule } from './commands/explain-rule.ts';
import { registerRestartServer } from './commands/restart-server.ts';
import { registerShowFile } from './commands/show-file.ts';
import { registerShowLog } from './commands/show-log.ts';
import { registerShowSchema } from './commands/show-schema.ts';
import { registerEndpointModels } from './models/endpoint-models.ts';
import { registerOfflineModel } from './models/offline-model.ts';
import { registerRuleDocuments } from './rule-documents.ts';
import { ServerLifecycle } from './server-lifecycle.ts';
import { Status } from './status.ts';
import { registerMcpServer } from './tools/mcp-server.ts';
import { registerTools } from './tools/register.ts';
import { registerShowDiagram } from './views/show-diagram.ts';

let servers: ServerLifecycle | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Database Architect', { log: true });
  const status = new Status();
  servers = new ServerLifecycle(context.extensionPath, log, status);
  context.subscriptions.push(
    log,
    status,
    servers,
    registerRuleDocuments(servers),
    registerCheckWorkspace(servers),
    registerExplainRule(servers),
    registerShowSchema(servers),
    registerRestartServer(servers),
    registerShowFile(),
    registerShowLog(log),
    registerOfflineModel(),
    registerEndpointModels(context.secrets),
    registerShowDiagram(servers, context.extensionUri),
    registerAsk(servers, context.extension),
    registerCodeCommands(servers),
    registerTools(servers, context.extension),
    registerMcpServer(context),
    registerArchitect({ servers, memory: context.globalState, log }, context.extensionUri),
  );
}

/** VS Code waits for this, so the server process is gone before the window is. */
export async function deactivate(): Promise<void> {
  await servers?.stop();
}
