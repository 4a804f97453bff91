/** How long a person waits for something, and how often the person tries. */
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * In ms. A wait ends with what it waits for, so that much patience costs nothing where all is well. VS Code itself gives
 * its own agents 60 s to get ready.
 */
export const patience = 150_000;

/**
 * Does what a person does until it works: the first attempt is given `time` (ms), each later one half as much again, and
 * none begins when the patience is used up. `otherwise` is done between two attempts. Throws what the last one threw.
 */
export async function persist(attempt, { time = 3_000, otherwise = async () => {} } = {}) {
  const deadline = Date.now() + patience;
  for (let given = time; ; given = Math.min(given * 1.5, patience)) {
    try {
      return await attempt(given);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(200);
      await otherwise();
    }
  }
}
