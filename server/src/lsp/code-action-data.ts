/** What a code action carries along, so that its edit can be worked out when it is chosen. */
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import type { ReportedFinding } from '../analysis/analyzer.ts';
import { fixFile } from '../host/fix-all.ts';
import type { Session } from './session.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

export type CodeActionData =
  | {
      readonly kind: 'fix';
      readonly file: string;
      readonly rule: string;
      readonly start: number;
      readonly end: number;
      readonly title: string;
    }
  | { readonly kind: 'fix-all'; readonly file: string };

export function isCodeActionData(data: unknown): data is CodeActionData {
  return typeof data === 'object' && data !== null && 'kind' in data && 'file' in data;
}

/** Undefined when the text has changed so that the action is about nothing any more. */
export function editOf(session: Session, data: CodeActionData): WorkspaceEdit | undefined {
  const { analyzer } = session;
  if (data.kind === 'fix-all') {
    const edits = fixFile(analyzer, data.file);
    return toWorkspaceEdit(
      session,
      edits.map((edit) => ({ ...edit, file: data.file })),
    );
  }
  const finding = session.reports.findingsIn(data.file).find((found) => isAbout(found, data));
  const fix = finding && analyzer.fixesFor(finding).find(({ title }) => title === data.title);
  return fix && toWorkspaceEdit(session, fix.edits);
}

function isAbout(finding: ReportedFinding, { rule, start, end }: CodeActionData & { kind: 'fix' }): boolean {
  return finding.rule === rule && finding.span.start === start && finding.span.end === end;
}
