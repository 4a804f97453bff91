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
  /** Behind the last character that says where the piece ends; beyond the end of the text where that says it. */
  readonly reach: number;
  /** Comments in and before the piece that look like a message to a linter; offsets count from `start`. */
  readonly comments: readonly Span[];
}

const linterComment = /ignore|disable|noqa|suppress/i;

/**
 * What matters to where blocks begin and end: comments, strings, braces, and what begins a new block at the start of a
 * line, even inside one that is not closed. All else is passed over.
 */
const mark =
  /\/\/[^\r\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?|"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"?|[{}]|(?<=[\r\n])(?:model|view|type|enum|datasource|generator)[ \t]+[^\s{}"@]+[ \t]*(?=\{)/g;

const white = /\s/;

/** The text that was cut last: what it is written for is found out in the same text as what it says. */
let last: { readonly text: string; readonly pieces: readonly PrismaPiece[] } = { text: '', pieces: [] };

/** The pieces of a text, in order. Takes time linear in its length. */
export function splitPrisma(text: string): readonly PrismaPiece[] {
  if (last.text !== text) last = { text, pieces: [...splitPrismaFrom(text, 0)] };
  return last.pieces;
}

/** The pieces from the boundary of one of them on, cut as they are taken. */
export function* splitPrismaFrom(text: string, boundary: number): Iterable<PrismaPiece> {
  let last: PrismaPiece | undefined;
  for (let from = boundary; from < text.length; ) {
    const piece = pieceAt(text, from);
    if (piece === undefined) break;
    // Without the first characters of this one, the comments behind the last would be its own.
    if (last !== undefined) yield { ...last, reach: Math.max(last.reach, piece.start + 2) };
    last = piece;
    from = piece.next;
  }
  if (last !== undefined) yield withTrailingComments(text, last);
}

/** The piece that begins at or behind `boundary`; undefined when only white space and comments are left. */
function pieceAt(text: string, boundary: number): PrismaPiece | undefined {
  const comments: Span[] = [];
  let start = -1;
  let end = boundary;
  let depth = 0;
  let reach = text.length + 1;
  /** Behind the last mark: what comes from here to the next one is code and white space. */
  let behind = boundary;
  mark.lastIndex = boundary;
  for (;;) {
    const found = mark.exec(text);
    const at = found?.index ?? text.length;
    if (start === -1) start = codeFrom(text, behind, at);
    end = codeBefore(text, at, behind) ?? end;
    if (found === null) break;
    const [written] = found;
    behind = at + written.length;
    if (isComment(written)) {
      if (linterComment.test(written)) comments.push({ start: at, end: behind });
      continue;
    }
    const opensBlock = written !== '{' && written !== '}' && !written.startsWith('"');
    if (opensBlock && start !== -1) {
      // The brace behind the name says that a block begins.
      reach = behind + 1;
      break;
    }
    if (start === -1) start = at;
    end = opensBlock ? end : behind;
    if (opensBlock) behind = at;
    if (written === '{') depth++;
    else if (written === '}' && --depth <= 0) {
      reach = behind;
      break;
    }
  }
  if (start === -1) return undefined;
  return {
    boundary,
    start,
    end,
    next: end,
    reach,
    comments: comments.filter((comment) => comment.start < end).map((comment) => moved(comment, -start)),
  };
}

/** The first character between two offsets that is no white space; -1 where there is none. */
function codeFrom(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) if (!white.test(text[at]!)) return at;
  return -1;
}

/** Behind the last character before an offset that is no white space; undefined where there is none. */
function codeBefore(text: string, to: number, from: number): number | undefined {
  for (let at = to; at > from; at--) if (!white.test(text[at - 1]!)) return at;
  return undefined;
}

/** Comments behind the last block belong to it. */
function withTrailingComments(text: string, last: PrismaPiece): PrismaPiece {
  const trailing: Span[] = [];
  mark.lastIndex = last.next;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const [written] = found;
    if (isComment(written) && linterComment.test(written)) {
      trailing.push({ start: found.index, end: found.index + written.length });
    }
  }
  const comments = [...last.comments, ...trailing.map((comment) => moved(comment, -last.start))];
  return { ...last, next: text.length, reach: text.length + 1, comments };
}

function isComment(found: string): boolean {
  return found.startsWith('//') || found.startsWith('/*');
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
