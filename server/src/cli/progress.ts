/** A line on the error output that tells how far a long run has come, on terminals only. */
import type { Io } from './io.ts';

const quietMs = 400;
const pauseMs = 80;

/** Since the process began. `performance` would load a part of Node that nothing else needs. */
export function milliseconds(): number {
  return process.uptime() * 1000;
}

export class Progress {
  readonly #output: Io['stderr'];
  #next: number;
  #shown = false;

  constructor({ stderr }: Pick<Io, 'stderr'>, now = milliseconds()) {
    this.#output = stderr;
    this.#next = stderr.columns === undefined ? Number.POSITIVE_INFINITY : now + quietMs;
  }

  report(what: string, done: number, total: number): void {
    const now = milliseconds();
    if (now < this.#next) return;
    this.#next = now + pauseMs;
    this.#shown = true;
    const line = `${what} ${done} of ${total}`;
    this.#output.write(`\r\x1b[2K${line.slice(0, this.#output.columns)}`);
  }

  /** Takes the line away before anything else is written. */
  end(): void {
    if (this.#shown) this.#output.write('\r\x1b[2K');
    this.#shown = false;
  }
}
