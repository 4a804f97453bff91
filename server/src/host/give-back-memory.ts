import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { forgetRemembered } from '../model/remembered.ts';

/**
 * Keeps the part of the heap for young objects at the size it begins with. Reading a workspace would let it grow to the
 * largest the engine knows, 100 MB and more, for a server that is idle from then on.
 */
export function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** How long nothing must have happened, in milliseconds: giving back stops the process for a moment. */
const rest = 3000;

/** Gives memory back once after much was read, as soon as the process rests. */
export class MemoryAtRest {
  #timer: NodeJS.Timeout | undefined;

  /** Much was read. */
  due(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      giveBackMemory();
    }, rest).unref();
  }

  /** Somebody waits for answers. */
  busy(): void {
    this.#timer?.refresh();
  }
}

/** Less than this is not worth a pause. */
const worthwhile = 64 * 1024 * 1024;

/**
 * Forgets what can be found again, collects garbage and hands free pages back to the system. Reading a large workspace leaves as much garbage as
 * knowledge behind, and the engine keeps the pages for growth that will not come. Does nothing where it cannot.
 */
function giveBackMemory(): void {
  if (process.memoryUsage().heapTotal < worthwhile) return;
  forgetRemembered();
  try {
    setFlagsFromString('--expose-gc');
    const collect: (options: object) => void = runInNewContext('gc');
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  } catch {
    // An engine without this flag keeps its pages.
  }
}
