/** What executes SQL over a schema. Everything is rolled back, and nothing it does leaves the process it runs in. */
import type { Schema } from '../model/schema.ts';
import type { Refusal } from './messages.ts';

export interface Verifier {
  /**
   * Executes each block, a list of statements, over the schema. Blocks do not see each other; the statements of one do.
   * Never rejects: what could not be executed says why.
   */
  execute(schema: Schema, blocks: readonly (readonly string[])[]): Promise<readonly Execution[]>;
  stop(): void;
}

export type Execution =
  /** One for each statement; null where PostgreSQL took it. */
  | { readonly ran: true; readonly refusals: readonly (Refusal | null)[] }
  /** The reason goes on after "because". */
  | { readonly ran: false; readonly reason: string };
