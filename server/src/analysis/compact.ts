/** Keeps what was read of a text small: equal texts once, arrays without room to grow, nothing twice that is empty. */

/** Keeps equal texts once. A long text is a copy of its own: a piece of another would keep all of that alive. */
export class Texts {
  #known = new Map<string, string>();

  shared(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    // From 13 characters on, engines keep a piece of a text as a view of the whole; what is joined is new.
    const own = text.length < 13 ? text : [text.slice(0, 1), text.slice(1)].join('');
    if (text.length > longest) return own;
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(own, own);
    return own;
  }

  /** What is read together is shared; the table that it takes is not kept for the few texts that come later. */
  forget(): void {
    if (this.#known.size > mostKnownAtRest) this.#known.clear();
  }
}

const mostKnown = 100_000;
const mostKnownAtRest = 10_000;
/** Longer texts are hardly ever the same. */
const longest = 120;

const emptyArray: readonly never[] = Object.freeze([]);
const emptyObject = Object.freeze({});

/** A value that was just made and that nobody else holds yet, made small in place; only its arrays are others. */
export function compact<Value>(value: Value, texts: Texts): Value;
export function compact(value: unknown, texts: Texts): unknown {
  if (typeof value === 'string') return texts.shared(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    if (value.length === 0) return emptyArray;
    const exact = value.slice();
    for (let index = 0; index < exact.length; index++) exact[index] = compact(exact[index], texts);
    return exact;
  }
  // Origins hold nothing to make smaller, and there are more of them than of anything else.
  if ('unit' in value || Object.isFrozen(value)) return value;
  const members = value as Record<string, unknown>;
  let isEmpty = true;
  for (const name in members) {
    isEmpty = false;
    const member = members[name];
    if (typeof member !== 'object' && typeof member !== 'string') continue;
    const small = compact(member, texts);
    if (small !== member || typeof small === 'string') members[name] = small;
  }
  return isEmpty ? emptyObject : value;
}

/** The same elements without room to grow. */
export function exactly<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? emptyArray : items.slice();
}
