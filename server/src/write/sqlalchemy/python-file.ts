import { rememberedOfLate } from '../../model/remembered.ts';
import { type PythonPiece, splitPython } from '../../syntax/python/pieces.ts';
import { readPython } from '../../syntax/python/python-tree.ts';
import type { PythonSyntax } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import type { Quote } from './python-text.ts';
import { endOfString } from './wrap-lines.ts';

/** A top-level statement with its syntax. Spans in `syntax` count from `base`. */
export interface Site {
  readonly file: PythonFile;
  readonly base: number;
  readonly syntax: PythonSyntax;
}

/** A Python file as it is written, and its habits. */
export class PythonFile {
  readonly name: string;
  readonly text: string;
  readonly pieces: readonly PythonPiece[];
  readonly eol: string;
  readonly quote: Quote;
  /** Longest line that the file's own lines and black allow. */
  readonly limit: number;
  /** Offsets of the lines that begin outside of brackets and strings. */
  readonly #logicalLines: readonly number[];
  readonly #sites = new Map<PythonPiece, Site>();

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
    const { pieces, quote, logicalLines, limit } = shapeOf(text);
    this.pieces = pieces;
    this.eol = text.includes('\r\n') ? '\r\n' : '\n';
    this.quote = quote;
    this.#logicalLines = logicalLines;
    this.limit = limit;
  }

  siteAt(offset: number): Site | undefined {
    const piece = this.pieces.find((each) => each.start <= offset && offset < each.end);
    return piece && this.siteOf(piece);
  }

  siteOf(piece: PythonPiece): Site {
    const known = this.#sites.get(piece);
    if (known !== undefined) return known;
    const syntax = syntaxOf(this.text.slice(piece.start, piece.end));
    const site = { file: this, base: piece.start, syntax };
    this.#sites.set(piece, site);
    return site;
  }

  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Before the line's end, whatever ends it. */
  lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    if (end === -1) return this.text.length;
    return this.text[end - 1] === '\r' && end > offset ? end - 1 : end;
  }

  /** White space before the first character of the line. */
  indentAt(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset), offset))![0];
  }

  /** Whether only white space stands before the offset on its line. */
  beginsLine(offset: number): boolean {
    return /^[ \t]*$/.test(this.text.slice(this.lineStart(offset), offset));
  }

  /** The start of the logical line that the offset is in. */
  logicalStart(offset: number): number {
    return this.#logicalLines.findLast((start) => start <= offset) ?? 0;
  }
}

interface Shape {
  readonly pieces: readonly PythonPiece[];
  readonly quote: Quote;
  readonly logicalLines: readonly number[];
  readonly limit: number;
}

/** Each fix of a file begins with these. */
const shapeOf = rememberedOfLate((text): Shape => {
  const { single, double, logicalLines } = scanned(text);
  return { pieces: splitPython(text), quote: single > double ? "'" : '"', logicalLines, limit: limitOf(text) };
});

interface Scan {
  readonly single: number;
  readonly double: number;
  readonly logicalLines: readonly number[];
}

function scanned(text: string): Scan {
  const logicalLines = [0];
  const quotes = { single: 0, double: 0 };
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '#') {
      const next = text.indexOf('\n', at);
      at = (next === -1 ? text.length : next) - 1;
    } else if (character === '"' || character === "'") {
      const end = endOfString(text, at);
      if (!text.startsWith(character.repeat(3), at)) quotes[character === '"' ? 'double' : 'single']++;
      at = end - 1;
    } else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
    else if (character === '\n') {
      if (/^(?:class|def|import|from|@)/.test(text.slice(at + 1, at + 7))) depth = 0;
      if (depth === 0 && text[at - 1] !== '\\') logicalLines.push(at + 1);
    }
  }
  return { ...quotes, logicalLines };
}

const blackLimit = 88;
const pep8Limit = 79;

/** How many lines show that a limit is meant. */
const telling = 3;

/** What the longest lines of code show; one with a long string or a comment could not be broken and shows nothing. */
function limitOf(text: string): number {
  const lengths: number[] = [];
  for (const line of text.split('\n')) {
    const { length } = line.trimEnd();
    if (length > 70 && length <= 120 && !/#|"[^"]{30,}"|'[^']{30,}'|"""/.test(line)) lengths.push(length);
  }
  const over = lengths.filter((length) => length > blackLimit);
  // Where lines may be longer, many are; a few are what black could not break.
  if (over.length >= telling && over.length * 4 >= lengths.length - over.length) return Math.max(...over);
  const isNarrow = lengths.length >= telling && lengths.every((length) => length <= pep8Limit);
  return isNarrow ? pep8Limit : blackLimit;
}

/** The findings of one class come one after the other. */
const syntaxOf = rememberedOfLate(readPython, 100_000);
