/**
 * Cuts a Python text into its top-level statements, in one pass and whatever is written. Strings, brackets,
 * continued lines and indentation are understood, expressions are not.
 */

/** A top-level statement, with the decorators that belong to it. Offsets are absolute. */
export interface PythonPiece {
  readonly boundary: number;
  readonly start: number;
  /** Behind the last character of code. */
  readonly end: number;
  readonly next: number;
  /** Behind the last character that says where the piece ends; beyond the end of the text where that says it. */
  readonly reach: number;
  /** Comments that look like a message to a linter; offsets count from `start`. */
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

const linterComment = /ignore|disable|noqa|suppress|pylint|type:|fmt:/i;

/** What can only begin a statement: an unclosed bracket or string before it ends there. */
const statementStart = /(?:class|def|async[ \t]+def|from|import)[ \t]|@[A-Za-z_]/y;

/** What continues the statement above it although it stands at the margin. */
const clause = /(?:else|elif|except|finally)\b/y;

export function splitPython(text: string): readonly PythonPiece[] {
  return [...splitPythonFrom(text, 0)];
}

/** The pieces from the boundary of one of them on, cut as they are taken. */
export function* splitPythonFrom(text: string, boundary: number): Iterable<PythonPiece> {
  const splitter = new Splitter(text);
  let last: PythonPiece | undefined;
  for (let from = boundary === 0 && text.startsWith('\uFEFF') ? 1 : boundary; from < text.length; ) {
    const piece = splitter.pieceFrom(last === undefined ? boundary : from, from);
    from = piece.next;
    const isWritten = piece.start !== piece.end || piece.comments.length > 0;
    if (last === undefined) last = isWritten ? piece : undefined;
    else if (isWritten) {
      yield last;
      last = piece;
    } else last = { ...last, next: piece.next };
  }
  if (last !== undefined) yield last;
}

/** The logical lines of a text with code, comments left out: where the code begins and ends. */
export function logicalLines(text: string): readonly { readonly start: number; readonly end: number }[] {
  const splitter = new Splitter(text);
  const lines: { start: number; end: number }[] = [];
  for (let line = splitter.nextLine(); line !== undefined; line = splitter.nextLine()) lines.push(line);
  return lines;
}

class Splitter {
  readonly #text: string;
  #position = 0;
  #comments: { start: number; end: number }[] = [];
  #end = 0;
  /** Quotes of the piece were looked for to the end of the text. */
  #seesEnd = false;
  /** Kinds of triple quotes of which one was found to have no end. */
  readonly #unclosed = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  pieceFrom(boundary: number, from: number): PythonPiece {
    this.#position = from;
    this.#comments = [];
    this.#seesEnd = false;
    this.#skipEmptyLines();
    const start = this.#position;
    if (start >= this.#text.length) {
      const comments = this.#comments.map((comment) => ({ start: comment.start - from, end: comment.end - from }));
      const { length } = this.#text;
      return { boundary, start: from, end: from, next: length, reach: length + 1, comments };
    }
    for (;;) {
      const decorates = this.#text[this.#position] === '@';
      const cutShort = this.#logicalLine();
      const next = Math.min(this.#position, this.#text.length);
      const known = this.#comments.length;
      this.#skipEmptyLines();
      const continues = !cutShort && this.#position < this.#text.length && (decorates || this.#continues());
      if (continues) continue;
      this.#comments.length = known;
      // The line at the margin below says whether it goes on with this statement.
      const reach = this.#seesEnd ? this.#text.length + 1 : lineEnd(this.#text, this.#position) + 1;
      const comments = this.#comments.map((comment) => ({ start: comment.start - start, end: comment.end - start }));
      return { boundary, start, end: this.#end, next, reach, comments };
    }
  }

  nextLine(): { readonly start: number; readonly end: number } | undefined {
    this.#skipEmptyLines();
    const start = this.#position;
    if (start >= this.#text.length) return undefined;
    this.#logicalLine();
    return { start, end: this.#end };
  }

  /** Whether the line of the current position belongs to the statement above. */
  #continues(): boolean {
    const before = this.#text[this.#position - 1];
    if (before === ' ' || before === '\t' || before === '\f') return true;
    clause.lastIndex = this.#position;
    return clause.test(this.#text);
  }

  /** To the first character of code, past blank lines and comments. */
  #skipEmptyLines(): void {
    const text = this.#text;
    for (; this.#position < text.length; this.#position++) {
      const character = text[this.#position];
      if (character === '#') this.#comment();
      else if (character !== undefined && !/\s/.test(character)) return;
    }
  }

  /** Leaves the position before the end of the line. */
  #comment(): void {
    const start = this.#position;
    const end = lineEnd(this.#text, start);
    if (linterComment.test(this.#text.slice(start, end))) this.#comments.push({ start, end });
    this.#position = end - 1;
  }

  /** Reads past the end of a logical line; true when it was cut short because another statement begins. */
  #logicalLine(): boolean {
    const text = this.#text;
    let depth = 0;
    for (; this.#position < text.length; this.#position++) {
      const character = text[this.#position]!;
      switch (character) {
        case ' ':
        case '\t':
        case '\f':
        case '\r':
          continue;
        case '#':
          this.#comment();
          continue;
        case '\n':
          if (depth === 0) {
            this.#position++;
            return false;
          }
          if (this.#statementStartsAt(this.#position + 1)) {
            this.#position++;
            return true;
          }
          continue;
        case '\\':
          if (text[this.#position + 1] === '\r') this.#position++;
          this.#position++;
          break;
        case '"':
        case "'":
          if (this.#string(character)) return true;
          break;
        case '(':
        case '[':
        case '{':
          depth++;
          break;
        case ')':
        case ']':
        case '}':
          depth = Math.max(0, depth - 1);
          break;
      }
      this.#end = Math.min(this.#position + 1, text.length);
    }
    return false;
  }

  #statementStartsAt(position: number): boolean {
    statementStart.lastIndex = position;
    return statementStart.test(this.#text);
  }

  /** Leaves the position at the closing quote; true when the string has no end and another statement begins. */
  #string(quote: string): boolean {
    const text = this.#text;
    const triple = quote.repeat(3);
    if (!text.startsWith(triple, this.#position)) {
      this.#position = closingQuote(text, this.#position + 1, quote);
      return false;
    }
    const close = this.#unclosed.has(quote) ? -1 : closingTriple(text, this.#position + 3, triple);
    if (close !== -1) {
      this.#position = close + 2;
      return false;
    }
    this.#unclosed.add(quote);
    this.#seesEnd = true;
    for (let line = this.#position; line < text.length; ) {
      const end = lineEnd(text, line);
      this.#end = end;
      line = end + 1;
      if (this.#statementStartsAt(line)) {
        this.#position = line;
        return true;
      }
    }
    this.#position = text.length;
    return false;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** The closing quote, or the last character of the line when there is none. */
function closingQuote(text: string, from: number, quote: string): number {
  for (let position = from; position < text.length; position++) {
    const character = text[position];
    if (character === '\\') position++;
    else if (character === quote) return position;
    else if (character === '\n') return position - 1;
  }
  return text.length - 1;
}

function closingTriple(text: string, from: number, triple: string): number {
  for (let position = from; ; ) {
    const close = text.indexOf(triple, position);
    if (close === -1) return -1;
    let slashes = 0;
    while (close - slashes > from && text[close - slashes - 1] === '\\') slashes++;
    if (slashes % 2 === 0) return close;
    position = close + 1;
  }
}
