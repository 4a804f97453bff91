/** `dbArchitect.showDiagram`: the tables of a database as a drawing, to look around in and to save. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pickDatabase } from '../commands/show-schema.ts';
import type { ServerLifecycle } from '../server-lifecycle.ts';
import { drawDiagram } from './draw-diagram.ts';

export function registerShowDiagram(servers: ServerLifecycle, extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand('dbArchitect.showDiagram', async () => {
    const server = await servers.get();
    if (!server) return;
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const { databases } = await server.request('dbArchitect/databases', { uri });
    const database = await pickDatabase(databases);
    if (!database) return;
    const diagram = await server.request('dbArchitect/diagram', { database: database.id });
    if (diagram === null) return;
    show(diagram.title, drawDiagram(diagram), vscode.Uri.joinPath(extension, 'media'));
  });
}

function show(name: string, svg: string, media: vscode.Uri): void {
  const title = `Diagram of ${name}`;
  const panel = vscode.window.createWebviewPanel('dbArchitect.diagram', title, vscode.ViewColumn.Beside, {
    enableScripts: true,
    retainContextWhenHidden: true,
    localResourceRoots: [media],
  });
  panel.webview.html = page(svg, panel.webview, media);
  panel.webview.onDidReceiveMessage(async (message: unknown) => {
    if (message === 'save') await save(name, svg);
  });
}

async function save(name: string, svg: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${name.replace(/[^\p{L}\p{N}_.-]+/gu, '-').replace(/\.\w+$/, '')}.svg`;
  const defaultUri = folder && vscode.Uri.joinPath(folder, file);
  const target = await vscode.window.showSaveDialog({
    filters: { SVG: ['svg'] },
    title: 'Save Diagram',
    ...(defaultUri !== undefined && { defaultUri }),
  });
  if (target) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(svg));
}

/** Nothing is loaded but our own script: no network, no mark-up of the workspace. */
function page(svg: string, webview: vscode.Webview, media: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(media, 'diagram.js'));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}';">
<style nonce="${nonce}">
body { margin: 0; padding: 0; display: flex; flex-direction: column; height: 100vh; }
nav { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; padding: 6px; }
nav input { flex: 1; min-width: 8em; max-width: 20em; }
nav input, nav button { height: 26px; box-sizing: border-box; white-space: nowrap; }
nav input, nav button { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-widget-border, transparent); padding: 3px 8px; }
#stage { flex: 1; overflow: auto; cursor: grab; user-select: none; }
.table .body { fill: var(--vscode-editorWidget-background); }
.table .head { fill: color-mix(in srgb, var(--vscode-editorWidget-background), var(--vscode-focusBorder) 25%); }
.table .body, .table .head { stroke: color-mix(in srgb, var(--vscode-editorWidget-background), var(--vscode-foreground) 40%); }
.table .names { fill: var(--vscode-foreground); }
.table .type { fill: var(--vscode-descriptionForeground); }
.reference { stroke: color-mix(in srgb, var(--vscode-editor-background), var(--vscode-foreground) 45%); }
.faded { opacity: 0.2; }
</style>
</head>
<body>
<nav><input id="search" type="search" placeholder="Find a table" aria-label="Find a table"><button id="out" aria-label="Smaller">−</button><button id="in" aria-label="Larger">+</button><button id="fit">Fit</button><button id="save">Save as SVG…</button></nav>
<div id="stage">${svg}</div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
