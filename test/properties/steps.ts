/** Counts what our code does, so that growth can be told without a clock. */
import { Session } from 'node:inspector';

/**
 * Counts from here on. To be called before the server's modules are loaded: what the engine compiled earlier has no
 * counters. Answers a function that tells how often blocks of the server's code were entered while another one ran.
 */
export function startCounting(): (run: () => void) => number {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const take = (): number => {
    let steps = 0;
    session.post('Profiler.takePreciseCoverage', (error, coverage) => {
      if (error !== null) throw error;
      for (const { url, functions } of coverage.result) {
        if (!url.includes('/server/src/')) continue;
        for (const { ranges } of functions) for (const { count } of ranges) steps += count;
      }
    });
    return steps;
  };
  return (run) => {
    take();
    run();
    return take();
  };
}
