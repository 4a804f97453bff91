/**
 * Cuts a Prisma schema into its top-level blocks. A block whose closing brace is missing ends where a line begins with
 * the next `model Name {`, so that it costs only itself.
 */
import type { Span } from '../../text/span.ts';

/** A top-level block, or what stands between blocks. Offsets are absolute. */
export interface PrismaPiece {
  /** The `next` of the piece before; white space and comments come from here to `start`. */
  readonly boundary: number;
  /** First character that is neither white space nor comment. */
  readonly start: number;
  /** Behind the closing brace. */
  readonly end: number;
  readonly next: number;
  /** Comments in and before the piece that look like a message to a linter; offsets count from `start`. */
  readonly comments: readonly Span[];
}

const linterComment = /ignore|disable|noqa|suppress/i;

/** What begins a new block even inside one that is not closed; stands at the start of a line. */
const blockStart = /(?:model|view|type|enum|datasource|generator)[ \t]+[^\s{}"@]+[ \t]*\{/y;

/** Every token that matters to where blocks begin and end. Each alternative begins with a character of its own. */
const token =
  /\/\/[^\r\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?|"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"?|[{}]|\s+|[^\s"{}/]+|\//gy;

/** The pieces of a text, in order. Takes time linear in its length. */
export function splitPrisma(text: string): readonly PrismaPiece[] {
  const pieces: PrismaPiece[] = [];
  let boundary = 0;
  while (boundary < text.length) {
    const piece = pieceAt(text, boundary);
    if (piece === undefined) break;
    pieces.push(piece);
    boundary = piece.next;
  }
  return withTrailingComments(text, pieces, boundary);
}

/** The piece that begins at or behind `boundary`; undefined when only white space and comments are left. */
function pieceAt(text: string, boundary: number): PrismaPiece | undefined {
  const comments: Span[] = [];
  let start = -1;
  let end = boundary;
  let depth = 0;
  token.lastIndex = boundary;
  for (let at = boundary; at < text.length; at = token.lastIndex) {
    const found = token.exec(text)![0];
    if (isComment(found)) {
      if (linterComment.test(found)) comments.push({ start: at, end: at + found.length });
      continue;
    }
    if (found.trim() === '') continue;
    if (start === -1) start = at;
    else if (isLineStart(text, at) && startsBlock(text, at)) break;
    end = at + found.length;
    if (found === '{') depth++;
    else if (found === '}' && --depth <= 0) break;
  }
  if (start === -1) return undefined;
  return {
    boundary,
    start,
    end,
    next: end,
    comments: comments.filter((comment) => comment.start < end).map((comment) => moved(comment, -start)),
  };
}

/** Comments behind the last block belong to it. */
function withTrailingComments(text: string, pieces: PrismaPiece[], from: number): readonly PrismaPiece[] {
  const last = pieces.pop();
  if (last === undefined) return pieces;
  const trailing: Span[] = [];
  token.lastIndex = from;
  for (let at = from; at < text.length; at = token.lastIndex) {
    const found = token.exec(text)![0];
    if (isComment(found) && linterComment.test(found)) trailing.push({ start: at, end: at + found.length });
  }
  const comments = [...last.comments, ...trailing.map((comment) => moved(comment, -last.start))];
  return [...pieces, { ...last, next: text.length, comments }];
}

function isComment(found: string): boolean {
  return found.startsWith('//') || found.startsWith('/*');
}

function isLineStart(text: string, at: number): boolean {
  return text[at - 1] === '\n' || text[at - 1] === '\r';
}

function startsBlock(text: string, at: number): boolean {
  blockStart.lastIndex = at;
  return blockStart.test(text);
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
