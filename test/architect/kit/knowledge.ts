/** The knowledge as the build collects it, once for a test file. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Knowledge } from '../../../server/src/architect/knowledge.ts';
import { readKnowledge } from '../../../server/src/architect/read-knowledge.ts';
import { readPatternSchema } from '../../../server/src/host/knowledge.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const program =
  "import('./scripts/knowledge.mjs').then(async (m) => console.log(JSON.stringify(await m.collectKnowledge('prompts'))))";

export function readPrompts(): Knowledge {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', program], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return readKnowledge(JSON.parse(stdout), readPatternSchema);
}
