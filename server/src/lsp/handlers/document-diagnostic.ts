/** `textDocument/diagnostic`: a document's findings, and those of other open documents that changed with it. */
import type {
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { fileOf } from '../from-protocol.ts';
import type { Session } from '../session.ts';

export function documentDiagnostic(
  session: Session,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
): DocumentDiagnosticReport {
  const file = session.documents.withUri(textDocument.uri)?.file ?? fileOf(textDocument.uri);
  const { reports } = session;
  if (!reports.has(file)) return { kind: 'full', items: [] };
  const { resultId, diagnostics } = reports.report(file);
  reports.markSent(file, resultId);
  const related = session.features.relatedDocuments ? relatedReports(session, file) : {};
  const report: DocumentDiagnosticReport =
    resultId === previousResultId
      ? { kind: 'unchanged', resultId }
      : { kind: 'full', resultId, items: [...diagnostics()] };
  return Object.keys(related).length === 0 ? report : { ...report, relatedDocuments: related };
}

/** Only what the editor shows and has in another state; the rest is for the workspace's own request. */
function relatedReports(session: Session, file: string): Record<string, FullDocumentDiagnosticReport> {
  const { documents, reports, analyzer } = session;
  const related: Record<string, FullDocumentDiagnosticReport> = {};
  for (const other of documents.all()) {
    const sent = reports.sentId(other.file);
    if (other.file === file || sent === undefined || !reports.has(other.file)) continue;
    const { resultId, diagnostics } = reports.report(other.file);
    if (sent === resultId || analyzer.databaseOf(file)?.id !== analyzer.databaseOf(other.file)?.id) continue;
    reports.markSent(other.file, resultId);
    related[other.uri] = { kind: 'full', resultId, items: [...diagnostics()] };
  }
  return related;
}
