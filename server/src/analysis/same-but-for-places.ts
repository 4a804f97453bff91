import type { Origin } from '../model/origin.ts';

/**
 * Whether two values of the model say the same, wherever it is written: in the same files, and what stood in one
 * statement still stands in one.
 */
export function sameButForPlaces(one: unknown, other: unknown): boolean {
  return new Comparison().isSame(one, other);
}

class Comparison {
  /** The statement that each statement of one value is in the other. */
  readonly #units = new Map<string, string>();
  readonly #former = new Map<string, string>();

  isSame(one: unknown, other: unknown): boolean {
    if (Object.is(one, other)) return true;
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
    if (Array.isArray(one)) {
      if (!Array.isArray(other) || one.length !== other.length) return false;
      return one.every((item, index) => this.isSame(item, other[index]));
    }
    if (isOrigin(one)) return isOrigin(other) && this.#isSameStatement(one, other);
    const keys = Object.keys(one);
    if (keys.length !== Object.keys(other).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(other, key)) return false;
      if (!this.isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key])) return false;
    }
    return true;
  }

  #isSameStatement(one: Origin, other: Origin): boolean {
    if (one.file !== other.file) return false;
    const [before, after] = [`${one.unit}|${one.file}`, `${other.unit}|${other.file}`];
    if (!this.#units.has(before) && !this.#former.has(after)) {
      this.#units.set(before, after);
      this.#former.set(after, before);
    }
    return this.#units.get(before) === after && this.#former.get(after) === before;
  }
}

function isOrigin(value: object): value is Origin {
  return 'unit' in value && 'file' in value;
}
