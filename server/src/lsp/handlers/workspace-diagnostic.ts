/** `workspace/diagnostic`: findings of every file, in portions, leaving out what the editor has already. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { fileOf, pathOf } from '../from-protocol.ts';
import { type RequestScope, throwIfCancelled } from '../guard.ts';
import type { Session } from '../session.ts';

const filesPerPortion = 100;

export async function workspaceDiagnostic(
  session: Session,
  { previousResultIds }: WorkspaceDiagnosticParams,
  { token, partialResult }: RequestScope<WorkspaceDiagnosticReportPartialResult>,
): Promise<WorkspaceDiagnosticReport> {
  const previous = new Map(previousResultIds.map(({ uri, value }) => [fileOf(uri), { uri, value }]));
  const gone = [...previous].filter(([file]) => !session.reports.has(file));
  let items = gone.map(([, { uri }]): WorkspaceDocumentDiagnosticReport => {
    return { kind: 'full', uri, version: null, items: [] };
  });
  let count = 0;
  for (const file of session.reports.files()) {
    const item = reportOf(session, file, previous.get(file)?.value);
    if (item !== undefined) items.push(item);
    if (++count % filesPerPortion !== 0) continue;
    if (partialResult !== undefined && items.length > 0) {
      partialResult.report({ items });
      items = [];
    }
    await nextTurn();
    throwIfCancelled(token);
  }
  if (partialResult === undefined) return { items };
  if (items.length > 0) partialResult.report({ items });
  return { items: [] };
}

/** Undefined for a file that has no findings and of which the editor knows none. */
function reportOf(
  session: Session,
  file: string,
  previousResultId: string | undefined,
): WorkspaceDocumentDiagnosticReport | undefined {
  const uri = session.uriOf(file);
  if (pathOf(uri) === undefined || !session.reports.has(file)) return undefined;
  const { resultId, isEmpty, diagnostics } = session.reports.report(file);
  const version = session.documents.of(file)?.version ?? null;
  if (resultId === previousResultId) return { kind: 'unchanged', uri, version, resultId };
  if (isEmpty && previousResultId === undefined) return undefined;
  return { kind: 'full', uri, version, resultId, items: [...diagnostics()] };
}
