/** What the check of an answer's code came to, for the user and for the model that is to mend it. */
import type { CheckedCode } from '../../../server/src/protocol.ts';

const languages: Readonly<Record<CheckedCode['language'], string>> = {
  sql: 'SQL',
  prisma: 'Prisma',
  python: 'SQLAlchemy',
};

/** The end of an answer; empty where there was nothing to check. */
export function checkSummary(checked: readonly CheckedCode[] | null): string {
  if (checked === null) return '\n\n*The code was not checked: the check could not be started.*\n';
  if (checked.length === 0) return '';
  const lines = checked.map((block, at) => {
    const name = `${languages[block.language]} block ${at + 1}`;
    if (!block.ok) return [`- ✘ ${name}:`, ...block.problems.map((problem) => `  - ${problem}`)].join('\n');
    return `- ✔ ${name}${block.problems.length === 0 ? '' : `: ${block.problems.join(' ')}`}`;
  });
  return `\n\n**Checked** against this workspace:\n\n${lines.join('\n')}\n`;
}

/** Undefined where nothing is wrong. */
export function mendingRequest(checked: readonly CheckedCode[]): string | undefined {
  const wrong = checked.flatMap((block, at) =>
    block.ok ? [] : [`Block ${at + 1} (${languages[block.language]}):`, ...block.problems.map((text) => `- ${text}`)],
  );
  if (wrong.length === 0) return undefined;
  return [
    'The engine read the code blocks of your answer over the schema of the workspace and found mistakes:',
    ...wrong,
    '',
    'Write each block that is wrong once more, whole and mended, and say in one sentence each what was wrong. Nothing else.',
  ].join('\n');
}
