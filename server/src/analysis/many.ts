/** Several values behind a key. Most keys have one, which is kept without a set around it. */
export class Many<Value extends object | string, Key = string> {
  readonly #values = new Map<Key, Value | ManyValues<Value>>();

  get size(): number {
    return this.#values.size;
  }

  keys(): Iterable<Key> {
    return this.#values.keys();
  }

  has(key: Key): boolean {
    return this.#values.has(key);
  }

  get(key: Key): Iterable<Value> {
    const found = this.#values.get(key);
    return found === undefined ? [] : found instanceof ManyValues ? found.all : [found];
  }

  /** Takes all values of a key out. */
  take(key: Key): Iterable<Value> {
    const values = this.get(key);
    this.#values.delete(key);
    return values;
  }

  add(key: Key, value: Value): void {
    const found = this.#values.get(key);
    if (found === undefined) this.#values.set(key, value);
    else if (found instanceof ManyValues) found.add(value);
    else if (found !== value) this.#values.set(key, new ManyValues([found, value]));
  }

  delete(key: Key, value: Value): void {
    const found = this.#values.get(key);
    if (found instanceof ManyValues) {
      found.delete(value);
      if (found.isEmpty) this.#values.delete(key);
    } else if (found === value) this.#values.delete(key);
  }
}

/** A few values in an array, which takes a third of the room of a set; more of them in a set. */
class ManyValues<Value> {
  #all: Value[] | Set<Value>;

  constructor(values: Value[]) {
    this.#all = values;
  }

  get all(): Iterable<Value> {
    return this.#all;
  }

  get isEmpty(): boolean {
    return (Array.isArray(this.#all) ? this.#all.length : this.#all.size) === 0;
  }

  add(value: Value): void {
    if (!Array.isArray(this.#all)) this.#all.add(value);
    else if (this.#all.includes(value)) return;
    else if (this.#all.length < few) this.#all.push(value);
    else this.#all = new Set(this.#all).add(value);
  }

  delete(value: Value): void {
    if (Array.isArray(this.#all)) this.#all = this.#all.filter((other) => other !== value);
    else this.#all.delete(value);
  }
}

const few = 8;
