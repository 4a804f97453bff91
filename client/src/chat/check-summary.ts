/** What the check of an answer's code came to. */
import { languageNames } from '../../../server/src/conversation/mending.ts';
import type { CheckedCode } from '../../../server/src/protocol.ts';

/** The end of an answer; empty where there was nothing to check. */
export function checkSummary(checked: readonly CheckedCode[] | null): string {
  if (checked === null) return '\n\n*The code was not checked: the check could not be started.*\n';
  if (checked.length === 0) return '';
  const lines = checked.map((block, at) => {
    const name = `${languageNames[block.language]} block ${at + 1}`;
    if (!block.ok) return [`- ✘ ${name}:`, ...block.problems.map((problem) => `  - ${problem}`)].join('\n');
    return `- ✔ ${name}${block.problems.length === 0 ? '' : `: ${block.problems.join(' ')}`}`;
  });
  return `\n\n**Checked** against this workspace:\n\n${lines.join('\n')}\n`;
}
