/** The embedded PostgreSQL as a verifier: started at the first question, stopped when nobody asks any more. */
import { PostgresProcess, PostgresUnavailable } from './postgres-process.ts';
import { type Replayed, replay } from './replay.ts';
import type { Execution, Replayable, Verifier } from './verifier.ts';

/** In milliseconds. */
export interface Limits {
  readonly start: number;
  readonly schema: number;
  readonly block: number;
  readonly idle: number;
}

const usual: Limits = { start: 20_000, schema: 30_000, block: 5_000, idle: 60_000 };

/** `bundle` is the built program of the process, `verify.js`. */
export function createVerifier(bundle: string, limits: Partial<Limits> = {}): Verifier {
  return new EmbeddedVerifier(bundle, { ...usual, ...limits });
}

class EmbeddedVerifier implements Verifier {
  readonly #bundle: string;
  readonly #limits: Limits;
  #process: PostgresProcess | undefined;
  /** What the open transaction of the process holds. */
  #held: { readonly over: Replayable; readonly replayed: Replayed } | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  constructor(bundle: string, limits: Limits) {
    this.#bundle = bundle;
    this.#limits = limits;
  }

  execute(over: Replayable, blocks: readonly (readonly string[])[]): Promise<readonly Execution[]> {
    const answer = this.#last.then(() => this.#executeAll(over, blocks));
    this.#last = answer;
    return answer;
  }

  stop(): void {
    clearTimeout(this.#idle);
    this.#process?.stop();
    this.#process = undefined;
    this.#held = undefined;
  }

  async #executeAll(over: Replayable, blocks: readonly (readonly string[])[]): Promise<readonly Execution[]> {
    clearTimeout(this.#idle);
    const executions: Execution[] = [];
    for (const block of blocks) executions.push(await this.#executeOne(over, block));
    this.#idle = setTimeout(() => this.stop(), this.#limits.idle).unref();
    return executions;
  }

  async #executeOne(over: Replayable, block: readonly string[]): Promise<Execution> {
    try {
      const { postgres, replayed } = await this.#holding(over);
      const refusals = await postgres.ask({ kind: 'execute', statements: block }, this.#limits.block);
      return { ran: true, refusals, replayed };
    } catch (error) {
      if (!(error instanceof PostgresUnavailable)) throw error;
      return { ran: false, reason: error.message };
    }
  }

  /** The process, its transaction holding the schema. */
  async #holding(over: Replayable): Promise<{ readonly postgres: PostgresProcess; readonly replayed: Replayed }> {
    if (this.#process?.isUsable !== true) {
      this.#held = undefined;
      this.#process = await PostgresProcess.start(this.#bundle, this.#limits.start);
    }
    const postgres = this.#process;
    const held = this.#held !== undefined && isSame(this.#held.over, over) ? this.#held : undefined;
    if (held !== undefined) return { postgres, replayed: held.replayed };
    this.#held = undefined;
    const replayed = await replay(over, (request) => postgres.ask(request, this.#limits.schema));
    this.#held = { over, replayed };
    return { postgres, replayed };
  }
}

function isSame(one: Replayable, other: Replayable): boolean {
  return (
    one.schema === other.schema &&
    one.routines.length === other.routines.length &&
    one.routines.every(({ text }, at) => text === other.routines[at]!.text)
  );
}
