/**
 * The contract of languages whose pieces need one another to be understood: a Prisma model names enums and models of
 * other blocks, a SQLAlchemy class takes columns from mixins of other files. SQL needs none of this; its statements
 * are read one by one (`lower/sql`).
 */
import type { Dialect } from '../model/dialect.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { Revision } from '../model/revision.ts';
import type { SchemaChange } from '../model/schema-change.ts';
import type { Gap } from '../model/table.ts';

/** A top-level piece of a text: a Prisma block, a Python statement. Offsets are absolute. */
export interface Piece {
  /** Where looking for this piece began: the end of the one before. Pieces cover the whole text from here to `next`. */
  readonly boundary: number;
  /** First character that is neither white space nor comment. Decorators belong to what they decorate. */
  readonly start: number;
  /** Behind the last character of code. */
  readonly end: number;
  /** The `boundary` of the next piece. */
  readonly next: number;
  /** Behind the last character that says where the piece ends; beyond the end of the text where that says it. */
  readonly reach: number;
  /** Comments in and before the piece that look like a message to a linter; offsets count from `start`. */
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

/** What a piece says of the schema. Origins count from the start of their unit. */
export interface LoweredPiece {
  readonly changes: readonly SchemaChange[];
  readonly gaps: readonly Gap[];
  /** PostgreSQL extensions that the piece creates, in lower case. */
  readonly extensions: readonly string[];
}

export interface PieceError {
  /** Counted from the start of the unit. */
  readonly offset: number;
  readonly message: string;
}

/** One piece as the program is given it. */
export interface SourceUnit {
  /** Unique within the file; stays while the piece's own text does. */
  readonly id: number;
  readonly text: string;
}

/**
 * All files that are understood together. Each answer costs what changed since the last one. Nothing throws on user
 * text.
 */
export interface Program {
  /** Adds a file or replaces its units; a unit that is the same object as before has not changed. */
  setUnits(file: string, units: readonly SourceUnit[]): void;
  removeFile(file: string): void;
  /** Units that were asked for and may say something else since the last call; none where only the declaration may. */
  takeDoubtful(): ReadonlyMap<string, ReadonlySet<number>>;
  /** The same object as long as what it says is the same, whatever else was edited meanwhile. */
  lowered(file: string, unit: number): LoweredPiece;
  /** Places in the unit that name tables and columns; read anew on every call. */
  occurrencesIn(file: string, unit: number): readonly Occurrence[];
  errorsIn(file: string, unit: number): readonly PieceError[];
  /**
   * What the file's tables are declared with, such as a declarative base; undefined where it declares none. A program
   * that is one declaration as a whole leaves it out.
   */
  declarationOf?(file: string): string | undefined;
}

export interface ProgramLanguage {
  /** Whether a text can say anything about a schema: a cheap test, so that other files cost nothing. */
  concerns(text: string): boolean;
  /** Cuts a text; linear in its length, whatever is written. */
  split(text: string): readonly Piece[];
  /** The same pieces from the boundary of one of them on, cut as they are taken: what comes before it says nothing. */
  splitFrom(text: string, boundary: number): Iterable<Piece>;
  newProgram(dialect: Dialect): Program;
  /** For languages in which migrations are written that name the one before them. */
  revisionIn?(text: string): Revision | undefined;
  /** What a part of a text holds where it has a say in `revisionIn`. */
  readonly saysRevision?: RegExp;
}
