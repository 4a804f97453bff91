/** What the process with the embedded PostgreSQL and the one that started it say to each other, as JSON. */

export type Request =
  /** Ends what was before, and makes a schema in a new transaction, which stays open. */
  | { readonly kind: 'replay'; readonly statements: readonly string[] }
  /** Makes functions and their like, without stand-ins for what they lack. */
  | { readonly kind: 'define'; readonly statements: readonly string[]; readonly checksBodies: boolean }
  /** Adds to the schema what a replay could not make. */
  | { readonly kind: 'add'; readonly statements: readonly string[] }
  /** Executes on top of the schema and takes it all back. */
  | { readonly kind: 'execute'; readonly statements: readonly string[] };

export type Response =
  | { readonly kind: 'ready' }
  /** The database cannot be started; the process ends. */
  | { readonly kind: 'unusable'; readonly reason: string }
  /** One for each statement; undefined where PostgreSQL took it. */
  | { readonly kind: 'outcomes'; readonly refusals: readonly (Refusal | null)[] };

/** PostgreSQL's own words about a statement that it did not take. */
export interface Refusal {
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** The function in which it happened. */
  readonly where: string | undefined;
}
