/**
 * Makes the workspace's schema in the embedded PostgreSQL, with the functions and triggers around it. Tables need
 * functions (defaults, checks), functions need tables (their types, their queries): what is refused is tried again once
 * the others are there, and what stays refused keeps nothing else from being made.
 */
import type { Refusal, Request } from './messages.ts';
import { type Routine, standInOf } from './routines.ts';
import { plainTables, type SchemaStatement, schemaStatements } from './schema-statements.ts';
import type { Replayable } from './verifier.ts';

type Ask = (request: Request) => Promise<readonly (Refusal | null)[]>;

export interface Replayed {
  /** Functions that could not be made. */
  readonly unmade: ReadonlySet<string>;
  /** Functions in whose place stands one that does nothing, each with the language of its own. */
  readonly standIns: ReadonlyMap<string, string>;
}

export async function replay({ schema, routines }: Replayable, ask: Ask): Promise<Replayed> {
  const statements = schemaStatements(schema);
  const isType = ({ type, text }: SchemaStatement): boolean => type !== undefined || /^create\s+domain\b/i.test(text);
  const [types, rest] = [statements.filter(isType), statements.filter((statement) => !isType(statement))];
  const program = new Program(ask);
  let refused = await ask({ kind: 'replay', statements: textsOf(types) }).then((refusals) =>
    refusedOf(types, refusals),
  );
  await program.define(routines.filter(({ kind }) => kind !== 'trigger'));
  refused = [...refused, ...(await refusedBy(ask, rest))];
  const before = program.open.length;
  await program.define(program.open);
  if (refused.length > 0 && (program.hasMade || program.open.length < before)) refused = await refusedBy(ask, refused);
  await program.takeStandIns();
  await program.replaceBroken();
  await makePlain({ schema, routines }, refused, ask);
  await ask({
    kind: 'define',
    statements: routines.filter(({ kind }) => kind === 'trigger').map(({ text }) => text),
    checksBodies: true,
  });
  return { unmade: new Set(program.open.map(({ name }) => name)), standIns: program.standIns };
}

/** A default that calls what is not there would otherwise hide all columns. */
async function makePlain({ schema }: Replayable, refused: readonly SchemaStatement[], ask: Ask): Promise<void> {
  const tables = new Set(refused.flatMap(({ creates }) => creates ?? []));
  if (tables.size === 0) return;
  const others = textsOf(refused.filter(({ creates }) => creates === undefined));
  await ask({ kind: 'add', statements: [...plainTables(schema, tables), ...others] });
}

async function refusedBy(ask: Ask, statements: readonly SchemaStatement[]): Promise<readonly SchemaStatement[]> {
  if (statements.length === 0) return [];
  return refusedOf(statements, await ask({ kind: 'add', statements: textsOf(statements) }));
}

function refusedOf<T>(statements: readonly T[], refusals: readonly (Refusal | null)[]): readonly T[] {
  return statements.filter((_, index) => refusals[index] !== null);
}

function textsOf(statements: readonly SchemaStatement[]): readonly string[] {
  return statements.map(({ text }) => text);
}

/** The functions and what else is made beside the tables. */
class Program {
  readonly #ask: Ask;
  readonly #made = new Set<Routine>();
  /** Refused so far. */
  open: readonly Routine[] = [];
  readonly standIns = new Map<string, string>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  get hasMade(): boolean {
    return this.#made.size > 0;
  }

  /** Bodies are not looked at: they may name what is made later. */
  async define(routines: readonly Routine[]): Promise<void> {
    if (routines.length === 0) return;
    const statements = routines.map(({ text }) => text);
    this.open = refusedOf(routines, await this.#ask({ kind: 'define', statements, checksBodies: false }));
    for (const routine of routines) if (!this.open.includes(routine)) this.#made.add(routine);
  }

  /** With stand-ins for types of extensions, else a function that does nothing. */
  async takeStandIns(): Promise<void> {
    if (this.open.length === 0) return;
    const statements = this.open.map(({ text }) => text);
    const still = refusedOf(this.open, await this.#ask({ kind: 'add', statements }));
    this.open = [...still.filter(({ kind }) => kind !== 'function'), ...(await this.#standIn(still))];
  }

  /** PostgreSQL puts the body of an SQL function into the query that calls it: a broken one would break that query. */
  async replaceBroken(): Promise<void> {
    const inSql = [...this.#made].filter(({ kind, language }) => kind === 'function' && language === 'sql');
    if (inSql.length === 0) return;
    const statements = inSql.map(({ text }) => text);
    const broken = refusedOf(inSql, await this.#ask({ kind: 'define', statements, checksBodies: true }));
    this.open = [...this.open, ...(await this.#standIn(broken))];
  }

  /** Those that nothing can stand in for. */
  async #standIn(routines: readonly Routine[]): Promise<readonly Routine[]> {
    const functions = routines.filter(({ kind }) => kind === 'function');
    if (functions.length === 0) return [];
    const refusals = await this.#ask({ kind: 'add', statements: functions.map(standInOf) });
    const refused = refusedOf(functions, refusals);
    for (const routine of functions)
      if (!refused.includes(routine)) this.standIns.set(routine.name, routine.language ?? 'sql');
    return refused;
  }
}
