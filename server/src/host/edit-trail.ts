/** Follows edits made one after another and says what they come to, as edits of the text they began with. */
import type { TextEdit } from '../text/text-edit.ts';

/** A stretch of the present text: kept from the beginning, or put in since. */
type Piece =
  | { readonly kind: 'kept'; readonly start: number; readonly end: number }
  | { readonly kind: 'new'; readonly text: string };

export class EditTrail {
  readonly #originalLength: number;
  #pieces: Piece[];

  constructor(originalLength: number) {
    this.#originalLength = originalLength;
    this.#pieces = [{ kind: 'kept', start: 0, end: originalLength }];
  }

  /** Edits of the present text that do not overlap. */
  apply(edits: readonly TextEdit[]): void {
    // From the end, so that the offsets of those before stay right; equal places keep their order.
    const ordered = edits
      .map((edit, order) => ({ edit, order }))
      .sort((a, b) => b.edit.span.start - a.edit.span.start || b.edit.span.end - a.edit.span.end || b.order - a.order);
    for (const { edit } of ordered) {
      const before = this.#cut(0, edit.span.start);
      const behind = this.#cut(edit.span.end, Number.POSITIVE_INFINITY);
      const put: Piece[] = edit.newText === '' ? [] : [{ kind: 'new', text: edit.newText }];
      this.#pieces = [...before, ...put, ...behind];
    }
  }

  /** Edits of the original text, in order of place. */
  edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let newText = '';
    const end: Piece = { kind: 'kept', start: this.#originalLength, end: this.#originalLength };
    for (const piece of [...this.#pieces, end]) {
      if (piece.kind === 'new') {
        newText += piece.text;
        continue;
      }
      if (newText !== '' || piece.start > at) edits.push({ span: { start: at, end: piece.start }, newText });
      newText = '';
      at = piece.end;
    }
    return edits;
  }

  /** The pieces between two offsets of the present text. */
  #cut(from: number, to: number): Piece[] {
    const found: Piece[] = [];
    let at = 0;
    for (const piece of this.#pieces) {
      const length = piece.kind === 'kept' ? piece.end - piece.start : piece.text.length;
      const start = Math.max(0, from - at);
      const end = Math.min(length, to - at);
      at += length;
      if (start >= end) continue;
      if (piece.kind === 'new') found.push({ kind: 'new', text: piece.text.slice(start, end) });
      else found.push({ kind: 'kept', start: piece.start + start, end: piece.start + end });
    }
    return found;
  }
}
