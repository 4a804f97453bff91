/** The code of an answer, checked over the workspace, and one paragraph about it. */
import type { Analyzer } from '../analysis/analyzer.ts';
import type { CheckedBlock } from '../architect/consultation.ts';
import { checkAnswer } from '../verify/check-answer.ts';
import { checkedDatabase, databaseNamed } from '../verify/checked-database.ts';
import type { Verifier } from '../verify/verifier.ts';

/** Over the database whose tables the answer names. Where PostgreSQL does not start, the results say so. */
export function checkCode(markdown: string, analyzer: Analyzer, verifier: Verifier): Promise<readonly CheckedBlock[]> {
  return checkAnswer(markdown, checkedDatabase(analyzer, databaseNamed(analyzer, markdown)), verifier);
}

/** Markdown; empty where there was no code to check. */
export function checkedText(checked: readonly CheckedBlock[]): string {
  if (checked.length === 0) return '';
  const failed = checked.filter(({ ok }) => !ok).length;
  const notes = [...new Set(checked.flatMap(({ problems }) => problems))];
  const blocks = `${checked.length} ${checked.length === 1 ? 'block' : 'blocks'} of code`;
  const result =
    failed > 0
      ? `${failed} with errors`
      : notes.length === 0
        ? 'no error found'
        : 'no error found, but not all could be checked';
  const said = notes.map((note) => `- ${note.replaceAll('\n', ' ')}\n`).join('');
  return `\nChecked over the schema of the workspace: ${blocks}, ${result}${said === '' ? '.' : `:\n\n${said.trimEnd()}`}\n`;
}
