/** The votes of all tables on one rule's questions about the whole database, and what they come to. */
import type { Rule } from '../rules/rule.ts';
import { firstInOrder } from './first-in-order.ts';

export class Poll {
  readonly #rule: Rule;
  readonly #labels = new Map<string, readonly string[]>();
  readonly #voters = new Map<string, Set<string>>();
  #verdict: Readonly<Record<string, string>> = {};
  #stale = true;

  constructor(rule: Rule) {
    this.#rule = rule;
  }

  /** The name under which readers of an answer, or of a label's voters, are noted. */
  question(what: 'verdict' | 'voters', name: string): string {
    return `w:${this.#rule.id}:${what}:${name}`;
  }

  /** Takes a table's votes in place of its former ones; names the questions whose answers may be others now. */
  vote(key: string, labels: readonly string[], asked: (question: string) => void): void {
    const former = this.#labels.get(key) ?? [];
    if (former.length === labels.length && former.every((label) => labels.includes(label))) return;
    this.#stale = true;
    for (const label of former) {
      if (labels.includes(label)) continue;
      const voters = this.#voters.get(label);
      voters?.delete(key);
      if (voters?.size === 0) this.#voters.delete(label);
      asked(this.question('voters', label));
    }
    for (const label of labels) {
      if (former.includes(label)) continue;
      const voters = this.#voters.get(label);
      if (voters === undefined) this.#voters.set(label, new Set([key]));
      else voters.add(key);
      asked(this.question('voters', label));
    }
    if (labels.length === 0) this.#labels.delete(key);
    else this.#labels.set(key, labels);
  }

  /** Counts again when a vote changed. */
  count(asked: (question: string) => void): void {
    if (!this.#stale) return;
    this.#stale = false;
    const before = this.#verdict;
    this.#verdict = this.#rule.verdict?.(this.#voters) ?? {};
    for (const name of new Set([...Object.keys(before), ...Object.keys(this.#verdict)])) {
      if (before[name] !== this.#verdict[name]) asked(this.question('verdict', name));
    }
  }

  verdict(name: string): string | undefined {
    return this.#verdict[name];
  }

  /** The first keys behind a label, in order. */
  first(label: string, most: number): readonly string[] {
    return firstInOrder([...(this.#voters.get(label) ?? [])], most);
  }
}
