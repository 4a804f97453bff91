import type { Schema } from '../../../server/src/model/schema.ts';

/** What a language cannot say, and why. */
export interface Unsayable {
  readonly cannot: string;
}

/** One concept of the model, said in each language. */
export interface ConformanceCase {
  readonly concept: string;
  /** PostgreSQL, which can say nearly everything; the other languages have to come to the same model. */
  readonly sql: string;
  /** Without the datasource. */
  readonly prisma: string | Unsayable;
  /** Without imports and the declarative base. */
  readonly sqlalchemy: string | Unsayable;
  /** A part of the model that all of them are to come to, so that nobody is equally blind. */
  readonly expected: (schema: Schema) => unknown;
  readonly is: unknown;
}
