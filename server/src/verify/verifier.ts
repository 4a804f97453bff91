/** What executes SQL over a schema. Everything is rolled back, and nothing it does leaves the process it runs in. */
import type { Schema } from '../model/schema.ts';
import type { Refusal } from './messages.ts';
import type { Replayed } from './replay.ts';
import type { Routine } from './routines.ts';

/** What is executed over. */
export interface Replayable {
  readonly schema: Schema;
  readonly routines: readonly Routine[];
}

export interface Verifier {
  /**
   * Executes each block, a list of statements, over a schema. Blocks do not see each other; the statements of one do.
   * Never rejects: what could not be executed says why.
   */
  execute(over: Replayable, blocks: readonly (readonly string[])[]): Promise<readonly Execution[]>;
  stop(): void;
}

export type Execution =
  /** One for each statement; null where PostgreSQL took it. */
  | { readonly ran: true; readonly refusals: readonly (Refusal | null)[]; readonly replayed: Replayed }
  /** The reason goes on after "because". */
  | { readonly ran: false; readonly reason: string };
