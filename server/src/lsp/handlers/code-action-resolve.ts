/** `codeAction/resolve`: the edit of an action that was chosen. */
import { type CodeAction, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { editOf, isCodeActionData } from '../code-action-data.ts';
import type { Session } from '../session.ts';

export function codeActionResolve(session: Session, action: CodeAction): CodeAction {
  if (!isCodeActionData(action.data)) return action;
  const edit = editOf(session, action.data);
  // The text has changed since the action was offered; the editor asks again.
  if (edit === undefined) throw new ResponseError(LSPErrorCodes.ContentModified, 'the finding is gone');
  return { ...action, edit };
}
