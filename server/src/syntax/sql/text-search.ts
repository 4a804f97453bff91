/**
 * Finds what a scanner looks for further on in its text: ends of lines, comments, templates and dollar quotes. What was
 * found or is known to be missing is remembered, so that a text full of openings without ends is not searched to its
 * end again and again.
 */
export class TextSearch {
  readonly #text: string;
  readonly #known = new Map<string, { readonly from: number; readonly at: number }>();
  #misses = 0;
  #tags: ReadonlyMap<string, readonly number[]> | undefined;
  #tagsFrom = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the text stands at or behind an offset; the text's length when it does not. For few different texts. */
  next(wanted: string, from: number): number {
    const known = this.#known.get(wanted);
    if (known !== undefined && known.from <= from && from <= known.at) return known.at;
    const found = this.#text.indexOf(wanted, from);
    const at = found === -1 ? this.#text.length : found;
    this.#known.set(wanted, { from, at });
    return at;
  }

  /** Where a dollar tag stands again before the limit; -1 when it does not. There may be any number of tags. */
  nextTag(tag: string, from: number, limit: number): number {
    if (this.#misses < 8) {
      const at = this.#text.indexOf(tag, from);
      if (at !== -1 && at < limit) return at;
      this.#misses++;
      return -1;
    }
    if (this.#tags === undefined || from < this.#tagsFrom) {
      this.#tagsFrom = from;
      this.#tags = tagsIn(this.#text, from);
    }
    const at = firstFrom(this.#tags.get(tag) ?? [], from);
    return at !== undefined && at < limit ? at : -1;
  }
}

/** All places of all dollar tags: `$`, no other `$` and no white space, `$`. */
function tagsIn(text: string, from: number): ReadonlyMap<string, readonly number[]> {
  const tags = new Map<string, number[]>();
  let before = text.indexOf('$', from);
  while (before !== -1) {
    const next = text.indexOf('$', before + 1);
    if (next === -1) break;
    const tag = text.slice(before, next + 1);
    const places = tags.get(tag);
    if (places === undefined) tags.set(tag, [before]);
    else places.push(before);
    before = next;
  }
  return tags;
}

function firstFrom(places: readonly number[], from: number): number | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return places[low];
}
