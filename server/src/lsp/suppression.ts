/** Code actions that silence a finding with a comment and a reason. */
import { type CodeAction, CodeActionKind } from 'vscode-languageserver/node';
import type { ReportedFinding } from '../analysis/analyzer.ts';
import { type Language, languageOf } from '../analysis/languages.ts';
import type { Session } from './session.ts';
import { toDiagnostic } from './to-protocol.ts';
import { toSnippetEdit } from './workspace-edit.ts';

const placeholder = 'reason';

const lineComments: Readonly<Record<Language, string>> = { sql: '--', prisma: '//', python: '#' };

export function suppressions(session: Session, finding: ReportedFinding): CodeAction[] {
  const { rule, file } = finding;
  const text = session.analyzer.textOf(file) ?? '';
  const lines = session.linesOf(file);
  const { line } = lines.positionAt(finding.span.start);
  const lineStart = lines.offsetAt({ line, character: 0 });
  const indent = /^[ \t]*/.exec(text.slice(lineStart, finding.span.start))?.[0] ?? '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';

  const marker = lineComments[languageOf(file)];

  const action = (title: string, at: number, before: string, directive: string): CodeAction[] => {
    const comment = (reason: string) => `${before}${marker} ${directive} ${rule}: ${reason}${eol}`;
    const edit = { file, span: { start: at, end: at }, newText: comment(placeholder) };
    const workspaceEdit = toSnippetEdit(session, edit, comment(`\${1:${placeholder}}`));
    if (workspaceEdit === undefined) return [];
    const diagnostics = [toDiagnostic(finding, lines, session, session.diagnosticDetail)];
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics, edit: workspaceEdit }];
  };
  return [
    ...action(`Ignore ${rule} on this line`, lineStart, indent, 'db-architect-ignore'),
    ...action(`Ignore ${rule} in this file`, 0, '', 'db-architect-ignore-file'),
  ];
}
