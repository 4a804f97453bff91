import type { Piece } from '../lower/program.ts';

/** An edit of a text: what lies between the offsets became `length` characters. */
export interface Replaced {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** Old pieces from `from` to before `to` make way for new ones; those behind move with the text. */
export interface Recut {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly Piece[];
}

/**
 * Cuts anew what an edit may have changed: from the first piece that looked at what was edited until a piece ends where
 * one ended before. `text` is the text after the edit.
 */
export function recut(
  old: readonly Piece[],
  text: string,
  { start, end, length }: Replaced,
  splitFrom: (text: string, boundary: number) => Iterable<Piece>,
): Recut {
  const first = old.findIndex(({ reach }) => reach > start);
  const from = first === -1 ? 0 : first;
  const moved = length - (end - start);
  const pieces: Piece[] = [];
  let to = from;
  for (const piece of splitFrom(text, old[from]?.boundary ?? 0)) {
    pieces.push(piece);
    // The character before a boundary must be an old one, too: a line begins behind it.
    if (piece.next <= start + length) continue;
    while (to < old.length && old[to]!.boundary + moved < piece.next) to++;
    if (to > from && old[to]?.boundary === piece.next - moved) return { from, to, pieces };
  }
  return { from, to: old.length, pieces };
}
