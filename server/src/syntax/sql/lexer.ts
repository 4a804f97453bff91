/**
 * Turns SQL of four dialects into tokens. Never fails: what it does not know becomes an operator token, and a quote
 * that is never closed ends where the next statement evidently begins.
 */
import type { Dialect } from '../../model/dialect.ts';
import { TextSearch } from './text-search.ts';

export const Kind = {
  /** The end of the text or range. */
  end: 0,
  /** An unquoted identifier or keyword. */
  word: 1,
  /** An identifier in the dialect's quotes, or a template placeholder standing for one. */
  quoted: 2,
  string: 3,
  number: 4,
  /** A parameter: `$1`, `:name`, `?`, `@name`. */
  parameter: 5,
  /** One of `( ) , ; . [ ]` or an operator. */
  symbol: 6,
  comment: 7,
  /** A psql meta command, up to the end of its line. */
  meta: 8,
} as const;

export type Kind = (typeof Kind)[keyof typeof Kind];

const C = {
  tab: 9,
  newline: 10,
  space: 32,
  doubleQuote: 34,
  hash: 35,
  dollar: 36,
  percent: 37,
  quote: 39,
  open: 40,
  close: 41,
  star: 42,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  slash: 47,
  zero: 48,
  nine: 57,
  colon: 58,
  semicolon: 59,
  less: 60,
  equals: 61,
  question: 63,
  at: 64,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  underscore: 95,
  backtick: 96,
  openBrace: 123,
  closeBrace: 125,
  nonBreakingSpace: 160,
} as const;

/** A line that can only be the beginning of a statement: where an unclosed quote is cut off. */
const statementStart =
  /\n[ \t]*(?:create\s+(?:table|index|unique|type|view)|alter\s+table|drop\s+(?:table|index)|insert\s+into)\b/i;

/** Reads one token after another; `kind`, `start` and `end` describe the last one read. */
export class Scanner {
  readonly text: string;
  readonly dialect: Dialect;
  readonly limit: number;
  readonly search: TextSearch;
  position: number;
  kind: Kind = Kind.end;
  start = 0;
  end = 0;

  constructor(text: string, dialect: Dialect, from = 0, limit = text.length) {
    this.text = text;
    this.dialect = dialect;
    this.position = from;
    this.limit = limit;
    this.search = new TextSearch(text);
  }

  next(): Kind {
    const text = this.text;
    let at = this.position;
    for (;;) {
      if (at >= this.limit) return this.#token(Kind.end, this.limit, this.limit);
      const code = text.charCodeAt(at);
      if (code <= C.space || code === C.nonBreakingSpace || code === 0xfeff) {
        at++;
        continue;
      }
      // MySQL runs what stands in /*!40101 … */: its markers are white space, its content is code.
      if (this.dialect === 'mysql' && code === C.slash && text.startsWith('/*!', at)) {
        at += 3;
        while (at < this.limit && isDigit(text.charCodeAt(at))) at++;
        continue;
      }
      if (this.dialect === 'mysql' && code === C.star && text.charCodeAt(at + 1) === C.slash) {
        at += 2;
        continue;
      }
      return this.#read(at, code);
    }
  }

  #token(kind: Kind, start: number, end: number): Kind {
    this.kind = kind;
    this.start = start;
    this.end = Math.min(end, this.limit);
    this.position = this.end;
    return kind;
  }

  #read(at: number, code: number): Kind {
    const text = this.text;
    const next = text.charCodeAt(at + 1);
    if (isWordStart(code)) {
      if (next === C.quote || (next === 38 && text.charCodeAt(at + 2) === C.quote)) {
        const prefix = code | 32;
        // E'', N'', B'', X'' and U&'' strings.
        if (prefix === 101 || prefix === 110 || prefix === 98 || prefix === 120 || (prefix === 117 && next === 38)) {
          return this.#string(at, next === C.quote ? at + 1 : at + 2, prefix === 101);
        }
      }
      return this.#token(Kind.word, at, this.#wordEnd(at + 1));
    }
    if (isDigit(code) || (code === C.dot && isDigit(next))) return this.#token(Kind.number, at, this.#numberEnd(at));
    switch (code) {
      case C.quote:
        return this.#string(at, at, false);
      case C.doubleQuote:
        return this.#quoted(at, C.doubleQuote, this.dialect === 'mysql' ? Kind.string : Kind.quoted);
      case C.backtick:
        return this.#quoted(at, C.backtick, Kind.quoted);
      case C.openBracket:
        if (this.dialect === 'sqlserver' || this.dialect === 'sqlite') {
          return this.#quoted(at, C.closeBracket, Kind.quoted);
        }
        return this.#token(Kind.symbol, at, at + 1);
      case C.minus:
        if (next === C.minus) return this.#token(Kind.comment, at, this.#lineEnd(at));
        break;
      case C.hash:
        if (this.dialect === 'mysql') return this.#token(Kind.comment, at, this.#lineEnd(at));
        if (this.dialect === 'sqlserver' && (isWordStart(next) || next === C.hash)) {
          return this.#token(Kind.word, at, this.#wordEnd(at + 1));
        }
        break;
      case C.slash:
        if (next === C.star) return this.#token(Kind.comment, at, this.#blockCommentEnd(at));
        break;
      case C.dollar:
        return this.#dollar(at, next);
      case C.backslash:
        if (this.dialect === 'postgresql') return this.#token(Kind.meta, at, this.#lineEnd(at));
        break;
      case C.openBrace:
        if (next === C.openBrace) return this.#placeholder(at, '}}');
        if (next === C.percent) return this.#placeholder(at, '%}', Kind.comment);
        break;
      case C.less:
        if (next === C.percent) return this.#placeholder(at, '%>');
        break;
      case C.question:
        if (this.dialect !== 'postgresql') return this.#token(Kind.parameter, at, at + 1);
        break;
      case C.at:
        if (isWordStart(next) || next === C.at) {
          if (this.dialect === 'mysql' || this.dialect === 'sqlserver') {
            return this.#token(Kind.parameter, at, this.#wordEnd(at + 2));
          }
        }
        break;
      case C.colon:
        if (next === C.colon) return this.#token(Kind.symbol, at, at + 2);
        if (isWordStart(next) || next === C.quote) return this.#token(Kind.parameter, at, this.#wordEnd(at + 1));
        break;
    }
    return this.#operator(at, code);
  }

  #operator(at: number, code: number): Kind {
    if (
      code === C.open ||
      code === C.close ||
      code === C.comma ||
      code === C.semicolon ||
      code === C.dot ||
      code === C.openBracket ||
      code === C.closeBracket
    ) {
      return this.#token(Kind.symbol, at, at + 1);
    }
    if (!isOperator(code)) return this.#token(Kind.symbol, at, at + 1);
    let end = at + 1;
    while (end < this.limit && isOperator(this.text.charCodeAt(end))) {
      const here = this.text.charCodeAt(end);
      const after = this.text.charCodeAt(end + 1);
      // A comment ends an operator.
      if ((here === C.minus && after === C.minus) || (here === C.slash && after === C.star)) break;
      // `=-1` is two operators; `->`, `@-@` and `<->` are one.
      if ((here === C.minus || here === C.plus) && after !== 62 && !hasSpecialOperator(this.text, at, end)) break;
      end++;
    }
    return this.#token(Kind.symbol, at, end);
  }

  #wordEnd(from: number): number {
    const text = this.text;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (at < this.limit && isWordPart(code)) {
        at++;
        continue;
      }
      // `orders_{{ tenant }}` and `orders_${tenant}` are one name.
      if (code === C.openBrace && text.charCodeAt(at + 1) === C.openBrace) {
        const close = this.#inLine('}}', at);
        if (close !== -1) {
          at = close + 2;
          continue;
        }
      }
      return at;
    }
  }

  #numberEnd(from: number): number {
    const text = this.text;
    let at = from;
    while (at < this.limit) {
      const code = text.charCodeAt(at);
      if (isWordPart(code) || code === C.dot) {
        const exponent = (code | 32) === 101 && at > from;
        const sign = text.charCodeAt(at + 1);
        at += exponent && (sign === C.plus || sign === C.minus) ? 2 : 1;
      } else break;
    }
    return at;
  }

  #lineEnd(from: number): number {
    const end = Math.min(this.search.next('\n', from), this.limit);
    return this.text.charCodeAt(end - 1) === 13 ? end - 1 : end;
  }

  #blockCommentEnd(from: number): number {
    const nested = this.dialect === 'postgresql' || this.dialect === 'sqlserver';
    let depth = 1;
    let at = from + 2;
    while (at < this.limit) {
      const close = this.search.next('*/', at);
      if (close >= this.limit) return this.limit;
      const open = nested ? this.search.next('/*', at) : close;
      if (open < close) {
        depth++;
        at = open + 2;
      } else {
        depth--;
        at = close + 2;
        if (depth === 0) return at;
      }
    }
    return this.limit;
  }

  #string(start: number, quoteAt: number, escapes: boolean): Kind {
    const text = this.text;
    const backslash = escapes || this.dialect === 'mysql';
    let at = quoteAt + 1;
    while (at < this.limit) {
      const code = text.charCodeAt(at);
      if (code === C.quote) {
        if (text.charCodeAt(at + 1) === C.quote) at += 2;
        else return this.#token(Kind.string, start, at + 1 < this.limit ? this.#cutRunaway(start, at + 1) : at + 1);
      } else if (code === C.backslash && backslash) at += 2;
      else at++;
    }
    return this.#token(Kind.string, start, this.#cutRunaway(start, this.limit));
  }

  /**
   * A string that swallows the beginning of another statement and ends where another string seems to begin was never
   * closed: it ends with its line. Code kept in a string ends where code goes on.
   */
  #cutRunaway(start: number, end: number): number {
    const newline = this.search.next('\n', start);
    if (newline >= end) return end;
    if (end < this.limit && !/[\w%@.#{/-]/.test(this.text[end]!)) return end;
    if (!statementStart.test(this.text.slice(newline, Math.min(end, newline + 100_000)))) return end;
    return this.#lineEnd(start);
  }

  #quoted(start: number, close: number, kind: Kind): Kind {
    const text = this.text;
    let at = start + 1;
    // A template in quotes may bring quotes of its own: `"{{ index .Options "Namespace" }}"`.
    if (text.startsWith('{{', at)) at = Math.max(at, this.#inLine('}}', at) + 2);
    while (at < this.limit) {
      const code = text.charCodeAt(at);
      if (code === close) {
        if (text.charCodeAt(at + 1) === close) at += 2;
        else return this.#token(kind, start, at + 1);
      } else if (code === C.newline && kind === Kind.quoted) break;
      else if (code === C.backslash && kind === Kind.string) at += 2;
      else at++;
    }
    return this.#token(kind, start, kind === Kind.string ? this.#cutRunaway(start, at) : at);
  }

  #dollar(at: number, next: number): Kind {
    const text = this.text;
    if (next === C.openBrace) return this.#placeholder(at, '}');
    if (isDigit(next)) return this.#token(Kind.parameter, at, this.#numberEnd(at + 1));
    if (this.dialect === 'postgresql' && (next === C.dollar || isWordStart(next))) {
      let tagEnd = at + 1;
      while (tagEnd < this.limit && isWordPart(text.charCodeAt(tagEnd)) && text.charCodeAt(tagEnd) !== C.dollar)
        tagEnd++;
      if (text.charCodeAt(tagEnd) === C.dollar) {
        const tag = text.slice(at, tagEnd + 1);
        const close = this.search.nextTag(tag, tagEnd + 1, this.limit);
        if (close !== -1) return this.#token(Kind.string, at, close + tag.length);
        return this.#token(Kind.symbol, at, tagEnd + 1);
      }
    }
    return this.#token(Kind.symbol, at, at + 1);
  }

  /** Where the text stands in the rest of the line; -1 when it does not. */
  #inLine(wanted: string, from: number): number {
    const at = this.search.next(wanted, from);
    return at < this.limit && at < this.search.next('\n', from) ? at : -1;
  }

  #placeholder(at: number, close: string, kind: Kind = Kind.quoted): Kind {
    const end = this.#inLine(close, at);
    if (end === -1) return this.#token(Kind.symbol, at, at + 1);
    let after = end + close.length;
    if (kind === Kind.quoted) after = this.#wordEnd(after);
    return this.#token(kind, at, after);
  }
}

/** The tokens of a range without comments, as parallel arrays; comments are kept apart. */
export class Tokens {
  readonly kinds: Kind[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Lower-case text of words and symbols, the raw text of everything else. */
  readonly texts: string[] = [];

  get length(): number {
    return this.kinds.length;
  }

  push(kind: Kind, start: number, end: number, source: string): void {
    this.kinds.push(kind);
    this.starts.push(start);
    this.ends.push(end);
    const raw = source.slice(start, end);
    this.texts.push(kind === Kind.word ? raw.toLowerCase() : raw);
  }
}

/** All tokens of a text, comments left out, with offsets counting from the start of the text. */
export function tokenize(text: string, dialect: Dialect): Tokens {
  const scanner = new Scanner(text, dialect);
  const tokens = new Tokens();
  while (scanner.next() !== Kind.end) {
    if (scanner.kind !== Kind.comment) tokens.push(scanner.kind, scanner.start, scanner.end, text);
  }
  return tokens;
}

export function isDigit(code: number): boolean {
  return code >= C.zero && code <= C.nine;
}

export function isWordStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === C.underscore || code > 160;
}

function isWordPart(code: number): boolean {
  return isWordStart(code) || isDigit(code) || code === C.dollar || code === C.hash;
}

function isOperator(code: number): boolean {
  switch (code) {
    case 33: // !
    case C.hash:
    case C.percent:
    case 38: // &
    case C.star:
    case C.plus:
    case C.minus:
    case C.slash:
    case C.less:
    case C.equals:
    case 62: // >
    case C.question:
    case C.at:
    case 94: // ^
    case 124: // |
    case 126: // ~
    case C.colon:
      return true;
    default:
      return false;
  }
}

/** PostgreSQL lets an operator end in + or - only when it contains one of these. */
function hasSpecialOperator(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if ('~!@#%^&|`?<'.includes(text[at]!)) return true;
  }
  return false;
}
