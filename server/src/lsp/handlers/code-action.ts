/** `textDocument/codeAction`: fixes, suppressions and explanations of the findings in a range. */
import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver/node';
import type { ReportedFinding } from '../../analysis/analyzer.ts';
import { catalogue } from '../../rules/catalogue.ts';
import { fixAllKind } from '../capabilities.ts';
import type { CodeActionData } from '../code-action-data.ts';
import { fileOf } from '../from-protocol.ts';
import type { Session } from '../session.ts';
import { suppressions } from '../suppression.ts';
import { toDiagnostic } from '../to-protocol.ts';
import { editOf } from './code-action-resolve.ts';

export function codeAction(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const file = session.documents.withUri(textDocument.uri)?.file ?? fileOf(textDocument.uri);
  if (!session.analyzer.has(file)) return [];
  const wants = (kind: string) => context.only?.some((only) => kind === only || kind.startsWith(`${only}.`));
  // An action on the whole file is offered to who asks for it, not at every light bulb.
  const all = wants(fixAllKind) ? fixAll(session, file) : [];
  if (context.only !== undefined && !wants(CodeActionKind.QuickFix)) return all;

  const lines = session.linesOf(file);
  const start = lines.offsetAt(range.start);
  const end = lines.offsetAt(range.end);
  const here = session.reports.findingsIn(file).filter(({ span }) => span.start <= end && start <= span.end);
  return [
    ...all,
    ...here.flatMap((finding) => fixes(session, finding)),
    ...here.flatMap((finding) => (isRule(finding) ? suppressions(session, finding) : [])),
    ...explanations(session, here),
  ];
}

function fixes(session: Session, finding: ReportedFinding): CodeAction[] {
  if (!finding.fixable) return [];
  const available = session.analyzer.fixesFor(finding);
  const preferred = available.find(({ safe }) => safe);
  const { file, rule, span } = finding;
  return available.flatMap((fix) => {
    const action: CodeAction = {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic(session, finding)],
    };
    if (fix === preferred) action.isPreferred = true;
    return withEdit(session, action, { kind: 'fix', file, rule, ...span, title: fix.title });
  });
}

function fixAll(session: Session, file: string): CodeAction[] {
  const action: CodeAction = { title: 'Apply all safe fixes of Database Architect', kind: fixAllKind };
  return withEdit(session, action, { kind: 'fix-all', file });
}

/** Leaves the edit for later where the client asks for it when the action is chosen. */
function withEdit(session: Session, action: CodeAction, data: CodeActionData): CodeAction[] {
  if (session.features.lazyCodeActionEdit) return [{ ...action, data }];
  const edit = editOf(session, data);
  return edit === undefined ? [] : [{ ...action, edit }];
}

function explanations(session: Session, findings: readonly ReportedFinding[]): CodeAction[] {
  if (!session.features.ruleDocuments) return [];
  const rules = new Set(findings.filter(isRule).map(({ rule }) => rule));
  return [...rules].map((rule) => ({
    title: `Explain ${rule}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: findings.filter((finding) => finding.rule === rule).map((finding) => diagnostic(session, finding)),
    command: { title: `Explain ${rule}`, command: 'dbArchitect.explainRule', arguments: [rule] },
  }));
}

function diagnostic(session: Session, finding: ReportedFinding) {
  return toDiagnostic(finding, session.linesOf(finding.file), session, session.diagnosticDetail);
}

function isRule({ rule }: ReportedFinding): boolean {
  return catalogue.some(({ id }) => id === rule);
}
