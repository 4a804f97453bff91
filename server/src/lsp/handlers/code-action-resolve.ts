/** `codeAction/resolve`: the edit of an action that was chosen. */
import { type CodeAction, LSPErrorCodes, ResponseError, type WorkspaceEdit } from 'vscode-languageserver/node';
import { fixFile } from '../../host/fix-all.ts';
import { type CodeActionData, isAbout, isCodeActionData } from '../code-action-data.ts';
import type { Session } from '../session.ts';
import { toWorkspaceEdit } from '../workspace-edit.ts';

export function codeActionResolve(session: Session, action: CodeAction): CodeAction {
  if (!isCodeActionData(action.data)) return action;
  const edit = editOf(session, action.data);
  // The text has changed since the action was offered; the editor asks again.
  if (edit === undefined) throw new ResponseError(LSPErrorCodes.ContentModified, 'the finding is gone');
  return { ...action, edit };
}

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
