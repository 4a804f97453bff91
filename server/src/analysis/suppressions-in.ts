import type { Span } from '../text/span.ts';

import { readSuppression, type Suppression } from './suppression.ts';
import type { SourceDocument, Unit } from './unit.ts';

/**
 * The silencing comments of a document. One before a statement speaks for the statement, one on a line of its own
 * inside a statement for the next line, one behind code for its own line.
 */
export function suppressionsIn(document: SourceDocument): readonly Suppression[] {
  const found: Suppression[] = [];
  const lines = new Lines(document.text);
  for (const unit of document.units) {
    for (const comment of unit.comments) {
      const span = { start: unit.start + comment.start, end: unit.start + comment.end };
      const text = document.text.slice(span.start, span.end);
      const suppression = readSuppression(text, span, (onNextLine) => targetOf(lines, unit, span, onNextLine));
      if (suppression !== undefined) found.push(suppression);
    }
  }
  return found;
}

function targetOf(lines: Lines, unit: Unit, comment: Span, onNextLine: boolean): Span {
  const line = lines.around(comment.start);
  if (line.firstCode < comment.start && !onNextLine) return { start: line.start, end: lines.endFrom(comment.end) };
  if (comment.start < unit.start) return { start: unit.start, end: unit.end };
  return lines.codeBehind(lines.endFrom(comment.end) + 1);
}

/** The lines around comments that are asked for in their order: each line is looked at once, however many ask. */
class Lines {
  readonly #text: string;
  #line = { start: 0, end: -1, firstCode: 0 };
  #code = { from: 0, start: -1, end: -1 };

  constructor(text: string) {
    this.#text = text;
  }

  /** The line that an offset lies in, and its first character that is no white space. */
  around(offset: number): { readonly start: number; readonly end: number; readonly firstCode: number } {
    if (offset < this.#line.start || offset > this.#line.end) {
      const start = this.#text.lastIndexOf('\n', offset - 1) + 1;
      const end = this.endFrom(offset);
      const line = this.#text.slice(start, end);
      this.#line = { start, end, firstCode: end - line.trimStart().length };
    }
    return this.#line;
  }

  endFrom(offset: number): number {
    if (this.#line.start <= offset && offset <= this.#line.end) return this.#line.end;
    const newline = this.#text.indexOf('\n', offset);
    return newline === -1 ? this.#text.length : newline;
  }

  /** The next line, from one that begins at the offset, that holds more than a comment. */
  codeBehind(from: number): Span {
    if (this.#code.from <= from && from <= this.#code.start) return this.#code;
    let start = from;
    let end = this.endFrom(start);
    while (start < this.#text.length && /^\s*(?:(?:--|#|\/\/).*)?$/.test(this.#text.slice(start, end))) {
      start = end + 1;
      end = this.endFrom(start);
    }
    this.#code = { from, start, end };
    return this.#code;
  }
}
