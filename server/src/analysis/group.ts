import { firstInOrder } from './first-in-order.ts';

/** The members of a group with the facts that its check may see of them. */
export class Group {
  /** Most groups have one member, which is kept without a map around it. */
  #only: { readonly key: string; readonly facts: string | undefined } | undefined;
  #members: Map<string, string | undefined> | undefined;

  get size(): number {
    return this.#members?.size ?? (this.#only === undefined ? 0 : 1);
  }

  /** The key of any member. */
  get someone(): string {
    for (const [key] of this.#entries()) return key;
    return '';
  }

  /** In order. */
  keys(): readonly string[] {
    return Array.from(this.#entries(), ([key]) => key).sort();
  }

  /** The distinct facts, and how many members have them. */
  facts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const [, facts] of this.#entries()) {
      if (facts !== undefined) counts.set(facts, (counts.get(facts) ?? 0) + 1);
    }
    return counts;
  }

  /** The first keys, in order, of members whose facts are accepted. */
  first(accepts: (facts: string) => boolean, most: number): readonly string[] {
    const answers = new Map<string, boolean>();
    const keys: string[] = [];
    for (const [key, facts] of this.#entries()) {
      if (facts === undefined) continue;
      let answer = answers.get(facts);
      if (answer === undefined) {
        answer = accepts(facts);
        answers.set(facts, answer);
      }
      if (answer) keys.push(key);
    }
    return firstInOrder(keys, most);
  }

  /** Adds a member or replaces its facts; answers whether that changed anything. */
  set(key: string, facts: string | undefined): boolean {
    if (this.#members === undefined) {
      const only = this.#only;
      if (only === undefined || only.key === key) {
        this.#only = { key, facts };
        return only === undefined || only.facts !== facts;
      }
      this.#members = new Map([[only.key, only.facts]]);
      this.#only = undefined;
    }
    const changed = !this.#members.has(key) || this.#members.get(key) !== facts;
    this.#members.set(key, facts);
    return changed;
  }

  delete(key: string): void {
    this.#members?.delete(key);
    if (this.#only?.key === key) this.#only = undefined;
  }

  #entries(): Iterable<readonly [string, string | undefined]> {
    return this.#members ?? (this.#only === undefined ? [] : [[this.#only.key, this.#only.facts]]);
  }
}
