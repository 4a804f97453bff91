import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import type { TestEditor } from './editor.ts';

/** The rules that find something, by file, as the whole workspace is asked for. */
export async function workspaceFindings(editor: TestEditor): Promise<Record<string, string[]>> {
  const { items } = await editor.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  return Object.fromEntries(
    items.map((item) => [
      editor.path(item.uri),
      item.kind === 'full' ? item.items.map(({ code }) => String(code)) : [],
    ]),
  );
}
