import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Less than this is not worth a pause. */
const worthwhile = 64 * 1024 * 1024;

/**
 * Collects garbage and hands free pages back to the system. Reading a large workspace leaves as much garbage as
 * knowledge behind, and the engine keeps the pages for growth that will not come. Does nothing where it cannot.
 */
export function giveBackMemory(): void {
  if (process.memoryUsage().heapTotal < worthwhile) return;
  try {
    setFlagsFromString('--expose-gc');
    const collect: (options: object) => void = runInNewContext('gc');
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  } catch {
    // An engine without this flag keeps its pages.
  }
}
