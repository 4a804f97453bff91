import { firstInOrder } from './first-in-order.ts';

/** The members of a group with the facts that its check may see of them. */
export class Group {
  /** Most groups have one member, which is kept without a map around it. */
  #only: { readonly key: string; readonly facts: string | undefined } | undefined;
  #members: Map<string, string | undefined> | undefined;
  #counts: Map<string, number> | undefined;

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

  /** The distinct facts, and how many members have them; live, and counted once: a group can have every table. */
  facts(): ReadonlyMap<string, number> {
    if (this.#counts === undefined) {
      this.#counts = new Map();
      for (const [, facts] of this.#entries()) this.#count(facts, 1);
    }
    return this.#counts;
  }

  #count(facts: string | undefined, by: number): void {
    if (this.#counts === undefined || facts === undefined) return;
    const count = (this.#counts.get(facts) ?? 0) + by;
    if (count === 0) this.#counts.delete(facts);
    else this.#counts.set(facts, count);
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
        this.#count(only?.facts, -1);
        this.#count(facts, 1);
        this.#only = { key, facts };
        return only === undefined || only.facts !== facts;
      }
      this.#members = new Map([[only.key, only.facts]]);
      this.#only = undefined;
    }
    const before = this.#members.get(key);
    const changed = !this.#members.has(key) || before !== facts;
    this.#count(before, -1);
    this.#count(facts, 1);
    this.#members.set(key, facts);
    return changed;
  }

  delete(key: string): void {
    if (this.#members !== undefined) {
      this.#count(this.#members.get(key), -1);
      this.#members.delete(key);
    } else if (this.#only?.key === key) {
      this.#count(this.#only.facts, -1);
      this.#only = undefined;
    }
  }

  #entries(): Iterable<readonly [string, string | undefined]> {
    return this.#members ?? (this.#only === undefined ? [] : [[this.#only.key, this.#only.facts]]);
  }
}
