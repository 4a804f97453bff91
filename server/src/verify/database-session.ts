/** One schema in the embedded PostgreSQL, inside a transaction that never ends well. */
import type { PGlite } from '@electric-sql/pglite';
import type { Refusal } from './messages.ts';
import { standInFor } from './stand-in.ts';

/** A statement may lack one thing after another. */
const mostStandIns = 30;

/** Statements that go to the server together while all goes well. */
const together = 40;

export class DatabaseSession {
  readonly #database: PGlite;

  constructor(database: PGlite) {
    this.#database = database;
  }

  /** Forgets the schema before, and makes another one. */
  async replay(statements: readonly string[]): Promise<(Refusal | null)[]> {
    // Outside a transaction this is only a warning.
    await this.#database.exec('rollback; reset session authorization; reset all; begin');
    await this.#database.exec('set local search_path = public, extensions; set local role architect');
    return this.add(statements);
  }

  /** Most schemas are taken whole; where a bundle of statements is not, each gets its own judgement. */
  async add(statements: readonly string[]): Promise<(Refusal | null)[]> {
    const refusals: (Refusal | null)[] = [];
    for (let at = 0; at < statements.length; at += together) {
      const bundle = statements.slice(at, at + together);
      if ((await this.#try(bundle.join(';\n'))) === null) {
        for (const _ of bundle) refusals.push(null);
        continue;
      }
      for (const statement of bundle) refusals.push(await this.#tryWithStandIns(statement, true));
    }
    return refusals;
  }

  async define(statements: readonly string[], checksBodies: boolean): Promise<(Refusal | null)[]> {
    await this.#database.exec(`set local check_function_bodies = ${checksBodies ? 'on' : 'off'}`);
    const refusals: (Refusal | null)[] = [];
    for (let at = 0; at < statements.length; at += together) {
      const bundle = statements.slice(at, at + together);
      const isTaken = (await this.#try(bundle.join(';\n'))) === null;
      for (const statement of bundle) refusals.push(isTaken ? null : await this.#try(statement));
    }
    await this.#database.exec('set local check_function_bodies = on');
    return refusals;
  }

  async execute(statements: readonly string[]): Promise<(Refusal | null)[]> {
    await this.#database.exec('savepoint block');
    const refusals: (Refusal | null)[] = [];
    for (const statement of statements) refusals.push(await this.#tryWithStandIns(statement, false));
    await this.#database.exec('reset session authorization; rollback to savepoint block; set local role architect');
    await this.#probe();
    return refusals;
  }

  /** What breaks the server inside the WebAssembly makes it answer everything with nothing. */
  async #probe(): Promise<void> {
    const { rows } = await this.#database.query('select 1');
    if (rows.length !== 1) throw new Error('it stopped answering');
  }

  async #tryWithStandIns(statement: string, anyType: boolean): Promise<Refusal | null> {
    for (let made = 0; ; made++) {
      const refusal = await this.#try(statement);
      const missing = refusal === null || made === mostStandIns ? undefined : standInFor(refusal, anyType);
      if (missing === undefined || (await this.#make(missing)) !== null) return refusal;
    }
  }

  /** As the superuser, who alone may make types. */
  async #make(standIn: string): Promise<Refusal | null> {
    await this.#database.exec('set local role postgres');
    const refusal = await this.#try(standIn);
    await this.#database.exec('set local role architect');
    return refusal;
  }

  async #try(statement: string): Promise<Refusal | null> {
    await this.#database.exec('savepoint statement');
    try {
      await this.#database.exec(statement);
      await this.#database.exec('release savepoint statement');
      return null;
    } catch (error) {
      await this.#database.exec('rollback to savepoint statement');
      return refusalOf(error);
    }
  }
}

/** PGlite throws what the server said, with its fields; anything else is a failure of the process. */
function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  const field = (name: 'hint' | 'detail' | 'where'): string | undefined => {
    const value: unknown = name in error ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  return {
    code: error.code,
    message: error.message,
    detail: field('detail'),
    hint: field('hint'),
    where: field('where'),
  };
}
