/** The file in front: its language is the one to write new tables in. */
import * as vscode from 'vscode';
import type { Asked } from '../../../server/src/protocol.ts';

export function activeUri(): Pick<Asked, 'activeUri'> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri === undefined ? {} : { activeUri: uri.toString() };
}
