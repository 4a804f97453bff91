import type { Dialect } from '../model/dialect.ts';

/** A syntax error in a statement; `offset` in UTF-16 units from its start. */
export interface SyntaxError {
  readonly message: string;
  readonly offset: number;
}

/**
 * Judges the syntax of single statements with the databases' own grammars. A port: the grammars are WebAssembly and
 * large libraries that a host loads. Answers undefined for what is right, and for what it cannot judge.
 */
export interface SyntaxJudge {
  errorIn(statement: string, dialect: Dialect): SyntaxError | undefined;
}
