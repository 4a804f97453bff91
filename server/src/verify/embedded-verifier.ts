/** The embedded PostgreSQL as a verifier: started at the first question, stopped when nobody asks any more. */
import type { Schema } from '../model/schema.ts';
import { PostgresProcess, PostgresUnavailable } from './postgres-process.ts';
import { plainTables, type SchemaStatement, schemaStatements } from './schema-statements.ts';
import type { Execution, Verifier } from './verifier.ts';

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
  #replayed: Schema | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  constructor(bundle: string, limits: Limits) {
    this.#bundle = bundle;
    this.#limits = limits;
  }

  execute(schema: Schema, blocks: readonly (readonly string[])[]): Promise<readonly Execution[]> {
    const answer = this.#last.then(() => this.#executeAll(schema, blocks));
    this.#last = answer;
    return answer;
  }

  stop(): void {
    clearTimeout(this.#idle);
    this.#process?.stop();
    this.#process = undefined;
    this.#replayed = undefined;
  }

  async #executeAll(schema: Schema, blocks: readonly (readonly string[])[]): Promise<readonly Execution[]> {
    clearTimeout(this.#idle);
    const executions: Execution[] = [];
    for (const block of blocks) executions.push(await this.#executeOne(schema, block));
    this.#idle = setTimeout(() => this.stop(), this.#limits.idle).unref();
    return executions;
  }

  async #executeOne(schema: Schema, block: readonly string[]): Promise<Execution> {
    try {
      const postgres = await this.#holding(schema);
      const refusals = await postgres.ask({ kind: 'execute', statements: block }, this.#limits.block);
      return { ran: true, refusals };
    } catch (error) {
      if (!(error instanceof PostgresUnavailable)) throw error;
      return { ran: false, reason: error.message };
    }
  }

  /** The process, its transaction holding the schema. */
  async #holding(schema: Schema): Promise<PostgresProcess> {
    if (this.#process?.isUsable !== true) {
      this.#replayed = undefined;
      this.#process = await PostgresProcess.start(this.#bundle, this.#limits.start);
    }
    if (this.#replayed !== schema) {
      this.#replayed = undefined;
      await this.#replay(this.#process, schema);
      this.#replayed = schema;
    }
    return this.#process;
  }

  async #replay(postgres: PostgresProcess, schema: Schema): Promise<void> {
    const statements = schemaStatements(schema);
    const refusals = await postgres.ask({ kind: 'replay', statements: texts(statements) }, this.#limits.schema);
    const refused = statements.filter((_, index) => refusals[index] !== null);
    const tables = new Set(refused.flatMap(({ creates }) => creates ?? []));
    if (tables.size === 0) return;
    const others = texts(refused.filter(({ creates }) => creates === undefined));
    await postgres.ask({ kind: 'add', statements: [...plainTables(schema, tables), ...others] }, this.#limits.schema);
  }
}

function texts(statements: readonly SchemaStatement[]): readonly string[] {
  return statements.map(({ text }) => text);
}
