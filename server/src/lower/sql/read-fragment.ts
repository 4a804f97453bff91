/** Pieces of SQL that other languages hold as text: expressions, types, parts of an index. */
import type { Dialect } from '../../model/dialect.ts';
import type { WrittenExpression } from '../../model/expression.ts';
import { nowhere } from '../../model/origin.ts';
import { tokenize } from '../../syntax/sql/lexer.ts';
import { readExpression } from './read-expression.ts';
import { StatementReader } from './statement-reader.ts';

/** A reader of the piece, whose elements have no place: the piece is not where a SQL file says it. */
export function fragmentReader(text: string, dialect: Dialect): StatementReader {
  return new StatementReader(tokenize(text, dialect), text, nowhere, dialect, undefined);
}

/** The expression that the whole text is; opaque where it is not understood. */
export function expressionIn(text: string, dialect: Dialect): WrittenExpression {
  const { cursor, names } = fragmentReader(text, dialect);
  return readExpression(cursor, cursor.tokens.length, names);
}

export function stringLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
