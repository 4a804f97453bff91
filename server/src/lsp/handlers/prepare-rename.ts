/** `textDocument/prepareRename`: whether there is something to rename, and its name without quotes. */
import type { PrepareRenameParams, Range } from 'vscode-languageserver/node';
import { languageOf } from '../../analysis/languages.ts';
import { nameOf } from '../identifier.ts';
import type { Session } from '../session.ts';
import { symbolUnder } from '../symbol-under.ts';
import { toRange } from '../to-protocol.ts';

export function prepareRename(
  session: Session,
  params: PrepareRenameParams,
): { range: Range; placeholder: string } | null {
  const under = symbolUnder(session, params);
  // Python names are used all over the code: the editor's own rename knows where.
  if (under === undefined || languageOf(under.occurrence.file) === 'python') return null;
  const { file, span } = under.occurrence;
  const written = session.analyzer.textOf(file)?.slice(span.start, span.end) ?? '';
  return { range: toRange(session.linesOf(file), span), placeholder: nameOf(written) };
}
