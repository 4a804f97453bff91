/**
 * Errors that are errors in any dialect: parentheses and quotes that are never closed, list items that are missing.
 * For the dialects whose own grammar we do not have; what passes here may still be wrong.
 */
import type { Dialect } from '../../model/dialect.ts';
import { Kind, type Tokens } from './lexer.ts';

export interface StructuralError {
  readonly message: string;
  /** In the statement. */
  readonly offset: number;
}

/** `dialect` decides only about the comma behind the last column, which SQL Server allows. */
export function structuralError(tokens: Tokens, dialect: Dialect): StructuralError | undefined {
  const open: number[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const offset = tokens.starts[index]!;
    const text = tokens.texts[index]!;
    const kind = tokens.kinds[index];
    if ((kind === Kind.string || kind === Kind.quoted) && isUnclosed(text)) {
      return { message: `The quote ${text[0] === '[' ? '[' : text.match(/['"`]/)?.[0]} is never closed.`, offset };
    }
    if (kind === Kind.symbol) {
      if (text === '(') open.push(offset);
      else if (text === ')') {
        if (open.pop() === undefined) return { message: 'This closing parenthesis has no opening one.', offset };
        if (dialect !== 'sqlserver' && tokens.kinds[index - 1] === Kind.symbol && tokens.texts[index - 1] === ',') {
          return { message: 'Something is missing between the comma and the closing parenthesis.', offset };
        }
      } else if (text === ',' && tokens.kinds[index - 1] === Kind.symbol && /^[,(]$/.test(tokens.texts[index - 1]!)) {
        return { message: 'Something is missing before this comma.', offset };
      }
    } else if (kind === Kind.word && text === 'from' && open.length === 0) {
      if (tokens.kinds[index - 1] === Kind.symbol && tokens.texts[index - 1] === ',') {
        return { message: 'Something is missing between the comma and FROM.', offset };
      }
    }
  }
  const last = open.pop();
  return last === undefined ? undefined : { message: 'This parenthesis is never closed.', offset: last };
}

function isUnclosed(raw: string): boolean {
  const start = raw.search(/['"`[]/);
  if (start === -1) return false;
  const quote = raw[start] === '[' ? ']' : raw[start]!;
  return raw.length < start + 2 || !raw.endsWith(quote);
}
