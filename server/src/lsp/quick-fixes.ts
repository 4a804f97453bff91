/** Code actions that mend or explain findings. */
import { type CodeAction, CodeActionKind, type Command, type Diagnostic } from 'vscode-languageserver/node';
import type { ReportedFinding } from '../analysis/analyzer.ts';
import { catalogue } from '../rules/catalogue.ts';
import { fixAllKind } from './capabilities.ts';
import { type CodeActionData, editOf } from './code-action-data.ts';
import type { Session } from './session.ts';
import { toDiagnostic } from './to-protocol.ts';
import { canApply } from './workspace-edit.ts';

export function fixes(session: Session, finding: ReportedFinding): CodeAction[] {
  if (!finding.fixable) return [];
  const available = session.analyzer.fixesFor(finding).filter(({ edits }) => canApply(session, edits));
  const preferred = available.find(({ safe }) => safe);
  const { file, rule, span } = finding;
  return available.flatMap((fix) => {
    const added = fix.edits.find(({ creates }) => creates)?.file;
    const action: CodeAction = {
      title: added === undefined ? fix.title : `${fix.title} in a new migration`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic(session, finding)],
    };
    if (fix === preferred) action.isPreferred = true;
    if (added !== undefined && session.features.ruleDocuments) action.command = showing(session.uriOf(added));
    return withEdit(session, action, { kind: 'fix', file, rule, ...span, title: fix.title });
  });
}

/** A file that a fix adds is nowhere to be seen until somebody opens it. */
function showing(uri: string): Command {
  return { title: 'Show the new migration', command: 'dbArchitect.showFile', arguments: [uri] };
}

export function fixAll(session: Session, file: string): CodeAction[] {
  const action: CodeAction = { title: 'Apply all safe fixes of Database Architect', kind: fixAllKind };
  return withEdit(session, action, { kind: 'fix-all', file });
}

/** Leaves the edit for later where the client asks for it when the action is chosen. */
function withEdit(session: Session, action: CodeAction, data: CodeActionData): CodeAction[] {
  if (session.features.lazyCodeActionEdit) return [{ ...action, data }];
  const edit = editOf(session, data);
  return edit === undefined ? [] : [{ ...action, edit }];
}

export function explanations(session: Session, findings: readonly ReportedFinding[]): CodeAction[] {
  if (!session.features.ruleDocuments) return [];
  const rules = new Set(findings.filter(isRule).map(({ rule }) => rule));
  return [...rules].map((rule) => ({
    title: `Explain ${rule}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: findings.filter((finding) => finding.rule === rule).map((finding) => diagnostic(session, finding)),
    command: { title: `Explain ${rule}`, command: 'dbArchitect.explainRule', arguments: [rule] },
  }));
}

function diagnostic(session: Session, finding: ReportedFinding): Diagnostic {
  return toDiagnostic(finding, session.linesOf(finding.file), session, session.diagnosticDetail);
}

/** Whether the finding is a rule's, and not the engine's own. */
export function isRule({ rule }: ReportedFinding): boolean {
  return catalogue.some(({ id }) => id === rule);
}
