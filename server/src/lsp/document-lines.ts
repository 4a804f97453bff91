/** Line starts of an open document, kept current through edits without looking at the text again. */
import type { Position } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';

export class DocumentLines {
  #starts: Uint32Array;
  #count: number;
  #length: number;

  constructor(text: string) {
    const starts = newlinesIn(text).map((at) => at + 1);
    this.#count = starts.length + 1;
    this.#starts = new Uint32Array(this.#count + spare(this.#count));
    this.#starts.set(starts, 1);
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#count;
  }

  get length(): number {
    return this.#length;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    const line = this.#lineAt(clamped);
    return { line, character: clamped - this.#starts[line]! };
  }

  /** The offset of a position; beyond the end of a line or of the text it is clamped. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    if (line >= this.#count) return this.#length;
    const start = this.#starts[line]!;
    const end = line + 1 < this.#count ? this.#starts[line + 1]! - 1 : this.#length;
    return Math.max(start, Math.min(start + character, end));
  }

  /** Follows an edit of the text. Returns whether lines were added, removed or rearranged. */
  edit({ start, end }: Span, newText: string): boolean {
    const delta = newText.length - (end - start);
    const first = this.#lineAt(start) + 1;
    const behind = this.#lineAt(end) + 1;
    const added = newlinesIn(newText);
    const count = this.#count - (behind - first) + added.length;

    if (count > this.#starts.length) {
      const larger = new Uint32Array(count + spare(count));
      larger.set(this.#starts.subarray(0, this.#count));
      this.#starts = larger;
    }
    const starts = this.#starts;
    const tail = first + added.length;
    if (tail !== behind) starts.copyWithin(tail, behind, this.#count);
    if (delta !== 0) for (let line = tail; line < count; line++) starts[line]! += delta;
    for (let i = 0; i < added.length; i++) starts[first + i] = start + added[i]! + 1;

    this.#count = count;
    this.#length += delta;
    return behind > first || added.length > 0;
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function newlinesIn(text: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) found.push(at);
  return found;
}

/** Room for lines to come, so that typing seldom copies the array. */
function spare(count: number): number {
  return 256 + (count >> 3);
}
