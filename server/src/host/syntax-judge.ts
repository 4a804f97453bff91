/**
 * Judges single statements: PostgreSQL's own grammar, compiled to WebAssembly, for PostgreSQL; for the other dialects
 * only what is an error in any of them.
 */
/// <reference path="./libpg-query.d.ts" />
import { setFlagsFromString } from 'node:v8';
import type { PgQueryModule } from 'libpg-query/wasm/libpg-query.js';
import type { SyntaxJudge, SyntaxError as WrongSyntax } from '../analysis/syntax-judge.ts';
import type { Dialect, SqlDialect } from '../model/dialect.ts';
import { tokenize } from '../syntax/sql/lexer.ts';
import { structuralError } from '../syntax/sql/structure.ts';
import { QueryGrammars } from './query-grammars.ts';

/** Longer ones are rows of data, which cost much and are seldom written by hand. */
const longestStatement = 200_000;

/** Text that another tool fills in before the database sees the statement, and commands of clients. */
const isTemplate = /\{\{|\$\{|#\{|<%|\{%|^\s*delimiter\b/i;

/** Syntax of PostgreSQL versions behind the grammar's, which is that of PostgreSQL 18. */
const isNewer =
  /\bproperty\s+graph\b|\bgraph_table\b|\bfor\s+portion\s+of\b|\b(?:merge\s+partitions|split\s+partition)\b|^\s*(?:repack|wait\s+for)\b|\bgroup\s+by\s+all\b|\b(?:ignore|respect)\s+nulls\b|\bdo\s+select\b/i;

/** With everything that it may need. */
export async function loadSyntaxJudge(): Promise<SyntaxJudge> {
  const judge = new GrammarJudge();
  await judge.loadFor('postgresql');
  return judge;
}

export class GrammarJudge implements SyntaxJudge {
  #grammar: PgQueryModule | undefined;
  readonly #queries = new QueryGrammars();

  /** Has to be done before a statement of the dialect is judged. Only PostgreSQL's grammar takes time. */
  async loadFor(dialect: Dialect): Promise<void> {
    if (dialect !== 'postgresql' || this.#grammar !== undefined) return;
    // The optimizing compiler takes 500 MB for the grammar's huge functions and more time than it ever saves.
    setFlagsFromString('--no-wasm-tier-up');
    setFlagsFromString('--no-wasm-dynamic-tiering');
    const { default: load } = await import('libpg-query/wasm/libpg-query.js');
    this.#grammar = await load();
  }

  errorIn(statement: string, dialect: Dialect): WrongSyntax | undefined {
    if (statement.length > longestStatement || dialect === 'mongodb') return undefined;
    if (dialect !== 'postgresql') return this.#structuralError(statement, dialect);
    const grammar = this.#grammar;
    if (grammar === undefined) throw new Error('the grammar of PostgreSQL is not loaded');
    try {
      const error = parse(grammar, statement);
      if (error === undefined || isFilledIn(statement, error.offset) || isNewer.test(statement)) return undefined;
      return error;
    } catch {
      // Nested too deeply for the grammar's stack, which says nothing about the statement.
      return undefined;
    }
  }

  /** An error of structure that the dialect's query grammar, where it has a say, does not contradict. */
  #structuralError(statement: string, dialect: Exclude<SqlDialect, 'postgresql'>): WrongSyntax | undefined {
    if (isTemplate.test(statement)) return undefined;
    const error = structuralError(tokenize(statement, dialect), dialect);
    return error === undefined || this.#queries.accepts(statement, dialect) ? undefined : error;
  }
}

/** Reads the error alone: the tree, which the wrapper of the library would decode, is not needed. */
function parse(grammar: PgQueryModule, statement: string): WrongSyntax | undefined {
  const bytes = grammar.lengthBytesUTF8(statement) + 1;
  const text = grammar._malloc(bytes);
  let result = 0;
  try {
    grammar.stringToUTF8(statement, text, bytes);
    result = grammar._wasm_parse_query_raw(text);
    if (result === 0) return undefined;
    const error = grammar.getValue(result + 8, 'i32');
    if (error === 0) return undefined;
    const message = grammar.UTF8ToString(grammar.getValue(error, 'i32'));
    if (message.startsWith('memory exhausted')) return undefined;
    const position = grammar.getValue(error + 16, 'i32');
    return { message: `${message[0]!.toUpperCase()}${message.slice(1)}.`, offset: offsetOf(statement, position - 1) };
  } finally {
    grammar._free(text);
    if (result !== 0) grammar._wasm_free_parse_result(result);
  }
}

/** What stands for something that is filled in: a variable of psql, `{}`, `{prefix}`, `%(name)s`, `%query%`, `@name`, `<OWNER>`. */
const isPlaceholder = /^(?::['"]?\w|\{\w*\}|%(?:\(\w+\))?[sdiI]|%\w+%|@\w|<[a-z_][\w -]*>)/i;

/** Whether the error may come from what is filled in: a template anywhere, or a placeholder where it stands. */
function isFilledIn(statement: string, offset: number): boolean {
  if (isTemplate.test(statement) || isPlaceholder.test(statement.slice(offset, offset + 64))) return true;
  if (isParameter(statement.slice(Math.max(0, offset - 256), offset), statement[offset])) return true;
  // `%query%` reads as two operators, and what comes behind it is one operand too many.
  return /%\w+%\s*$/.test(statement.slice(Math.max(0, offset - 64), offset));
}

/**
 * The question mark of JDBC and ODBC, which drivers replace by values. PostgreSQL reads it as an operator, and what comes
 * behind it as its operand: `(?, ?)`, `= ? AND`.
 */
function isParameter(before: string, at: string | undefined): boolean {
  if (at === '?') return true;
  return /(?:[(,=<>+*|-]|\b(?:in|like|ilike|limit|offset|between|and|or|when|then|else|values|set|select|by|is|not|interval))\s*\?\d*\s*$/i.test(
    before,
  );
}

/** PostgreSQL counts characters, we count UTF-16 units. */
function offsetOf(text: string, characters: number): number {
  let offset = 0;
  for (let count = 0; count < characters && offset < text.length; count++) {
    offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  }
  return offset;
}
