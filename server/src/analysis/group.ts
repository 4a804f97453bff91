import { firstInOrder } from './first-in-order.ts';

/** The members of a group with the facts that its check may see of them. Equal facts are kept once. */
export class Group {
  readonly #members = new Map<string, Facts | undefined>();
  readonly #distinct = new Map<string, Facts>();

  get size(): number {
    return this.#members.size;
  }

  /** The key of any member. */
  get someone(): string {
    for (const key of this.#members.keys()) return key;
    return '';
  }

  /** In order. */
  keys(): readonly string[] {
    return [...this.#members.keys()].sort();
  }

  /** The distinct facts, and how many members have them. */
  facts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { text, members } of this.#distinct.values()) counts.set(text, members);
    return counts;
  }

  /** The first keys, in order, of members whose facts are accepted. */
  first(accepts: (facts: string) => boolean, most: number): readonly string[] {
    const accepted = new Set<Facts>();
    for (const facts of this.#distinct.values()) if (accepts(facts.text)) accepted.add(facts);
    const keys: string[] = [];
    for (const [key, facts] of this.#members) if (facts !== undefined && accepted.has(facts)) keys.push(key);
    return firstInOrder(keys, most);
  }

  /** Adds a member or replaces its facts; answers whether that changed anything. */
  set(key: string, text: string | undefined): boolean {
    const before = this.#members.get(key);
    if (before?.text === text && this.#members.has(key)) return false;
    this.#release(before);
    if (text === undefined) {
      this.#members.set(key, undefined);
      return true;
    }
    let facts = this.#distinct.get(text);
    if (facts === undefined) {
      facts = { text, members: 0 };
      this.#distinct.set(text, facts);
    }
    facts.members++;
    this.#members.set(key, facts);
    return true;
  }

  delete(key: string): void {
    this.#release(this.#members.get(key));
    this.#members.delete(key);
  }

  #release(facts: Facts | undefined): void {
    if (facts !== undefined && --facts.members === 0) this.#distinct.delete(facts.text);
  }
}

interface Facts {
  readonly text: string;
  members: number;
}
