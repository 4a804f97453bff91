/**
 * Keeps what was read of texts small: equal values once, arrays without room to grow. Names, lists of columns, parts of
 * indexes and expressions repeat all over a schema; only what has a place of its own in a text is different each time.
 */

import { ownText } from '../text/own-text.ts';

/** Equal texts, lists and objects, each kept once. */
export class SharedValues {
  readonly #texts = new Map<string, string>();
  /** Shared lists and objects by what they consist of. */
  readonly #values = new Map<string, object>();
  /** Numbers of shared values, by which others that consist of them are told apart. */
  readonly #numbers = new Map<unknown, number>();

  /** A long text is a copy of its own: a piece of another would keep all of that alive. */
  text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    if (text.length > longest) return own;
    if (this.#texts.size >= mostKnown || this.#numbers.size >= mostKnown) this.#clear();
    this.#texts.set(own, own);
    return own;
  }

  /** A value that was just made and that nobody else holds yet, made small in place; lists, and what is shared, are others. */
  value<Value>(value: Value): Value;
  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return this.#list(value);
    // Origins hold nothing to make smaller, and there are more of them than of anything else.
    if ('unit' in value || Object.isFrozen(value)) return value;
    const members = value as Record<string, unknown>;
    let size = 0;
    for (const name in members) {
      size++;
      const member = members[name];
      if (typeof member !== 'object' && typeof member !== 'string') continue;
      const small = this.value(member);
      if (small !== member || typeof small === 'string') members[name] = small;
    }
    if (size === 0) return emptyObject;
    return size > mostMembers || 'origin' in members ? members : this.#shared(members, this.#keyOfObject(members));
  }

  #list(items: readonly unknown[]): readonly unknown[] {
    if (items.length === 0) return emptyArray;
    const exact = items.slice();
    for (let index = 0; index < exact.length; index++) exact[index] = this.value(exact[index]);
    return exact.length > mostMembers ? exact : this.#shared(exact, this.#keyOfList(exact));
  }

  #keyOfList(items: readonly unknown[]): string | undefined {
    let key = '';
    for (const item of items) {
      const sign = this.#signOf(item);
      if (sign === undefined) return undefined;
      key += `${sign} `;
    }
    return key;
  }

  #keyOfObject(members: Record<string, unknown>): string | undefined {
    let key = '';
    for (const name in members) {
      const sign = this.#signOf(members[name]);
      if (sign === undefined) return undefined;
      key += `${name}${sign} `;
    }
    return key;
  }

  /** What tells a shared or plain value from others; undefined for one that is not shared. */
  #signOf(value: unknown): string | undefined {
    if (typeof value === 'string' && value.length <= longest) return `:${this.#numberOf(value)}`;
    if (typeof value === 'boolean' || typeof value === 'number' || value === undefined) return `=${value}`;
    if (value === emptyArray) return '=[]';
    const number = this.#numbers.get(value);
    return number === undefined ? undefined : `:${number}`;
  }

  #numberOf(value: unknown): number {
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(value, number);
    }
    return number;
  }

  #shared<Value extends object>(value: Value, key: string | undefined): Value {
    if (key === undefined) return value;
    const known = this.#values.get(key);
    if (known !== undefined) return known as Value;
    this.#values.set(key, value);
    this.#numberOf(value);
    return value;
  }

  /** What is read together is shared; the tables that it takes are not kept for the few values that come later. */
  forget(): void {
    if (this.#texts.size > mostKnownAtRest || this.#numbers.size > mostKnownAtRest) this.#clear();
  }

  #clear(): void {
    this.#texts.clear();
    this.#values.clear();
    this.#numbers.clear();
  }
}

/** For a process that ends with its first answers: what was read is kept as it came. */
export class UnsharedValues extends SharedValues {
  override text(text: string): string {
    return text;
  }

  override value<Value>(value: Value): Value {
    return value;
  }
}

const mostKnown = 200_000;
const mostKnownAtRest = 10_000;
/** Longer texts are hardly ever the same. */
const longest = 120;
/** Neither are longer lists and objects. */
const mostMembers = 4;

const emptyArray: readonly never[] = Object.freeze([]);
const emptyObject = Object.freeze({});

/** The same elements without room to grow. */
export function exactly<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? emptyArray : items.slice();
}
