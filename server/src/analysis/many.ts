/** Several values behind a key. Most keys have one, which is kept without a set around it. */
export class Many<Value extends object | string> {
  readonly #values = new Map<string, Value | ManyValues<Value>>();

  get size(): number {
    return this.#values.size;
  }

  keys(): Iterable<string> {
    return this.#values.keys();
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  get(key: string): Iterable<Value> {
    const found = this.#values.get(key);
    return found === undefined ? [] : found instanceof ManyValues ? found.all : [found];
  }

  add(key: string, value: Value): void {
    const found = this.#values.get(key);
    if (found === undefined) this.#values.set(key, value);
    else if (found instanceof ManyValues) found.all.add(value);
    else if (found !== value) this.#values.set(key, new ManyValues([found, value]));
  }

  delete(key: string, value: Value): void {
    const found = this.#values.get(key);
    if (found instanceof ManyValues) {
      found.all.delete(value);
      if (found.all.size === 0) this.#values.delete(key);
    } else if (found === value) this.#values.delete(key);
  }
}

class ManyValues<Value> {
  readonly all: Set<Value>;

  constructor(values: readonly Value[]) {
    this.all = new Set(values);
  }
}
