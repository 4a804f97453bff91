/** `textDocument/codeAction`: fixes, suppressions and explanations of the findings in a range. */
import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver/node';
import { fixAllKind } from '../capabilities.ts';
import { fileOf } from '../from-protocol.ts';
import { explanations, fixAll, fixes, isRule } from '../quick-fixes.ts';
import type { Session } from '../session.ts';
import { suppressions } from '../suppression.ts';

/** A light bulb over a whole selected file would list hundreds of actions, which nobody reads. */
const mostFindings = 20;

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
  const here = session.reports
    .findingsIn(file)
    .filter(({ span }) => span.start <= end && start <= span.end)
    .slice(0, mostFindings);
  return [
    ...all,
    ...here.flatMap((finding) => fixes(session, finding)),
    ...here.flatMap((finding) => (isRule(finding) ? suppressions(session, finding) : [])),
    ...explanations(session, here),
  ];
}
