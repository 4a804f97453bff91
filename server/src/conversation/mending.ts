/** The round after an answer in which the model mends what the check of its code found. */
import type { CheckedBlock } from '../architect/consultation.ts';

export const languageNames: Readonly<Record<CheckedBlock['language'], string>> = {
  sql: 'SQL',
  prisma: 'Prisma',
  python: 'SQLAlchemy',
};

/** Undefined where nothing is wrong. */
export function mendingRequest(checked: readonly CheckedBlock[]): string | undefined {
  const wrong = checked.flatMap((block, at) =>
    block.ok
      ? []
      : [`Block ${at + 1} (${languageNames[block.language]}):`, ...block.problems.map((text) => `- ${text}`)],
  );
  if (wrong.length === 0) return undefined;
  return [
    'The engine read the code blocks of your answer over the schema of the workspace and found mistakes:',
    ...wrong,
    '',
    'Write each block that is wrong once more, whole and mended, and say in one sentence each what was wrong. Nothing else.',
  ].join('\n');
}
