/** The process with the embedded PostgreSQL, seen from the one that starts it. */
import { type ChildProcess, fork } from 'node:child_process';
import { dirname } from 'node:path';
import type { Refusal, Request, Response } from './messages.ts';

/** Why there is no answer, for people: a start that failed, a limit of time, an end out of turn. */
export class PostgresUnavailable extends Error {}

interface Waiting {
  readonly done: (response: Response) => void;
  readonly failed: (error: Error) => void;
}

export class PostgresProcess {
  readonly #child: ChildProcess;
  #waiting: Waiting | undefined;
  /** Set when the process is of no more use. */
  #ended: string | undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (response: Response) => this.#settle((waiting) => waiting.done(response)));
    child.on('error', (error) => this.#end(`it could not be started: ${error.message}`));
    child.on('exit', (code, signal) => this.#end(`its process ended with ${signal ?? code}`));
  }

  /** Resolves when the database takes requests. Throws `PostgresUnavailable`. */
  static async start(bundle: string, milliseconds: number): Promise<PostgresProcess> {
    const child = fork(bundle, [], { env: environment(), execArgv: restrictions(bundle), stdio: 'ignore' });
    child.unref();
    const started = new PostgresProcess(child);
    await started.#response(milliseconds, `it did not start within ${milliseconds / 1000} s`);
    return started;
  }

  get isUsable(): boolean {
    return this.#ended === undefined;
  }

  /** One request at a time. Throws `PostgresUnavailable`; after that the process is gone. */
  async ask(request: Request, milliseconds: number): Promise<readonly (Refusal | null)[]> {
    if (this.#ended !== undefined) throw new PostgresUnavailable(this.#ended);
    const response = this.#response(milliseconds, `it took longer than ${milliseconds / 1000} s`);
    this.#child.send(request, (error) => {
      if (error !== null) this.#end(error.message);
    });
    const answered = await response;
    return answered.kind === 'outcomes' ? answered.refusals : [];
  }

  /** At once: a WebAssembly that computes hears nothing. */
  stop(): void {
    this.#end('it was stopped');
  }

  async #response(milliseconds: number, late: string): Promise<Response> {
    // While somebody waits, the process must not end.
    this.#child.channel?.ref();
    const timer = setTimeout(() => this.#end(late), milliseconds);
    try {
      const response = await new Promise<Response>((done, failed) => {
        this.#waiting = { done, failed };
      });
      if (response.kind !== 'unusable') return response;
      this.#end(response.reason);
      throw new PostgresUnavailable(response.reason);
    } finally {
      clearTimeout(timer);
      this.#child.channel?.unref();
    }
  }

  #settle(how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) how(waiting);
  }

  #end(reason: string): void {
    this.#ended ??= reason;
    this.#child.kill('SIGKILL');
    this.#settle(({ failed }) => failed(new PostgresUnavailable(reason)));
  }
}

/** Nothing of the user's environment: no address, no key. */
function environment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return {
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    ...(process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' }),
  };
}

/**
 * The process reads its own files and starts nothing, where Node can see to that. SQL could do neither anyway: what it
 * takes for files is memory of the WebAssembly. Electron's Node is left as it is, since its file system is another.
 */
function restrictions(bundle: string): string[] {
  const isKnown = process.allowedNodeEnvironmentFlags.has('--permission') && process.versions.electron === undefined;
  return isKnown ? ['--permission', `--allow-fs-read=${dirname(bundle)}/*`] : [];
}
