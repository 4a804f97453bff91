import { Many } from './many.ts';
import type { SharedValues } from './shared-values.ts';

/** Some rules, as the characters whose codes are their numbers. */
export type RuleSet = string;

/**
 * Which questions the rules asked when they checked an owner, so that an answer that became another one leads to the
 * checks that used it.
 */
export class Reads {
  /** Questions, each followed by the rules that asked it. */
  readonly #ofOwner = new Map<string, readonly string[]>();
  readonly #owners = new Many<string>();
  readonly #shared: SharedValues;

  constructor(shared: SharedValues) {
    this.#shared = shared;
  }

  get isEmpty(): boolean {
    return this.#ofOwner.size === 0;
  }

  ownersThatAsked(question: string): Iterable<string> {
    return this.#owners.get(question);
  }

  rulesThatAsked(question: string, owner: string): RuleSet {
    const reads = this.#ofOwner.get(owner) ?? [];
    for (let at = 0; at < reads.length; at += 2) if (reads[at] === question) return reads[at + 1]!;
    return '';
  }

  /** Notes what was asked for an owner. Questions of other rules than those that `wereAsked` stay as they are. */
  replace(owner: string, asked: ReadonlyMap<string, RuleSet>, wereAsked: (rule: number) => boolean): void {
    const reads: string[] = [];
    const before = this.#ofOwner.get(owner) ?? [];
    const known = new Set<string>();
    for (let at = 0; at < before.length; at += 2) {
      const question = before[at]!;
      const rules = without(before[at + 1]!, wereAsked) + (asked.get(question) ?? '');
      known.add(question);
      if (rules === '') this.#owners.delete(question, owner);
      else reads.push(question, this.#shared.text(rules));
    }
    for (const [question, rules] of asked) {
      if (known.has(question)) continue;
      const shared = this.#shared.text(question);
      reads.push(shared, this.#shared.text(rules));
      this.#owners.add(shared, owner);
    }
    if (reads.length === 0) this.#ofOwner.delete(owner);
    else this.#ofOwner.set(owner, reads.slice());
  }
}

function without(rules: RuleSet, isLeftOut: (rule: number) => boolean): RuleSet {
  let kept = '';
  for (let at = 0; at < rules.length; at++) if (!isLeftOut(rules.charCodeAt(at))) kept += rules[at];
  return kept;
}
