/** The tools as an MCP server of this editor, for agents that call MCP servers and no tools of extensions. */
import { join } from 'node:path';
import * as vscode from 'vscode';

const setting = 'dbArchitect.mcpServer';

export function registerMcpServer({ extensionPath, extension }: vscode.ExtensionContext): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(setting)) changed.fire();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    vscode.lm.registerMcpServerDefinitionProvider('database-architect', {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => (isWanted() ? [definition(extensionPath, extension.packageJSON.version)] : []),
    }),
  );
}

function isWanted(): boolean {
  return vscode.workspace.getConfiguration().get(setting, false) && folders().length > 0;
}

function definition(extensionPath: string, version: string): vscode.McpStdioServerDefinition {
  const args = [join(extensionPath, 'dist', 'mcp.js'), ...folders().flatMap((folder) => ['--path', folder])];
  // On the desktop the editor's own program is Electron, which runs as Node when told to.
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  return new vscode.McpStdioServerDefinition('Database Architect', process.execPath, args, env, version);
}

function folders(): readonly string[] {
  const known = vscode.workspace.workspaceFolders ?? [];
  return known.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
}
