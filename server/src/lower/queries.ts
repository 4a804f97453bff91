/**
 * Answers that remember what they were made from, after the red-green algorithm of Salsa and rustc: an answer is
 * computed again only when one of the answers it asked for became another one. A new input marks what was made from
 * it, directly or through others, as doubtful; nothing else is looked at again.
 */

interface Answer {
  value: unknown;
  /** Revision in which the value last became another one. */
  changed: number;
  /** Revision in which it was last known to be current. */
  verified: number;
  asked: readonly Node[];
}

interface Node {
  readonly key: string;
  /** The nodes of its question, among which it is found. */
  readonly home: Map<string, Node>;
  readonly compute: (() => unknown) | undefined;
  readonly same: (one: unknown, other: unknown) => boolean;
  answer: Answer | undefined;
  /** Answers that were made from this one. */
  readonly askers: Set<Node>;
  /** Something that the answer was made from may have become another. */
  isDoubtful: boolean;
  readonly whenDoubtful: (() => void) | undefined;
  /** Of what is gathered: tells those that asked for its entries, instead of the doubt that it is in. */
  whenAnswered: (() => void) | undefined;
  /** Being computed or checked right now, further down the stack. */
  isBusy: boolean;
  /**
   * The answer was made while this one, which it needs, was still being computed: it holds until then, and is made
   * anew behind it.
   */
  waitsFor: Node | undefined;
}

/** Names of names of names: what leads on for longer than this is nothing that a person wrote, and ends the stack. */
const deepest = 400;

export class Queries {
  #revision = 1;
  /** What the computations that are under way have asked for, innermost last. */
  readonly #asking: Set<Node>[] = [];
  /** The nodes that are being computed or checked, innermost last. */
  readonly #busy: Node[] = [];
  /** Nodes that an answer asked for and asks for no more: nobody may need them. */
  readonly #unneeded = new Set<Node>();
  /** What is gathered, in the order of declaration. */
  readonly #gathered: Node[] = [];

  /**
   * A value that is set from outside. Asking for a key that was never set answers what `initial` says, and is noted
   * too: what is kept elsewhere takes room here only when it is asked for.
   */
  input<Value>(
    same: (one: Value, other: Value) => boolean = Object.is,
    initial: (key: string) => Value | undefined = () => undefined,
  ): Input<Value> {
    const nodes = new Map<string, Node>();
    const nodeOf = (key: string): Node => {
      let node = nodes.get(key);
      if (node === undefined) {
        node = newNode(key, nodes, undefined, same as Node['same'], undefined);
        node.answer = { value: initial(key), changed: this.#revision, verified: this.#revision, asked: [] };
        nodes.set(key, node);
      }
      return node;
    };
    const set = (key: string, value: Value | undefined): void => {
      const node = nodeOf(key);
      const answer = node.answer!;
      if (value !== undefined && answer.value !== undefined && same(answer.value as Value, value)) {
        answer.value = value;
        return;
      }
      if (value === answer.value) return;
      answer.value = value;
      answer.changed = ++this.#revision;
      doubt(node);
      // Answers that were made from it keep the node; nobody else needs it.
      if (value === undefined) nodes.delete(key);
    };
    return {
      get: (key) => {
        const node = nodeOf(key);
        this.#asking.at(-1)?.add(node);
        return node.answer!.value as Value | undefined;
      },
      set,
      renew: (key) => {
        if (nodes.has(key)) set(key, initial(key));
      },
    };
  }

  /**
   * A question whose answer follows from inputs and other answers. `same` tells whether a new answer says what the old
   * one said; the old one then stays. A question that needs its own answer, or one from too far away, gets
   * `whenCircular`. `whenDoubtful` is told of each key whose answer may have become another.
   */
  derived<Value>(
    compute: (key: string) => Value,
    whenCircular: (key: string) => Value,
    same: (one: Value, other: Value) => boolean = Object.is,
    whenDoubtful?: (key: string) => void,
  ): Derived<Value> {
    const nodes = new Map<string, Node>();
    const ask = (key: string): Value => {
      let node = nodes.get(key);
      if (node === undefined) {
        const told = whenDoubtful && (() => whenDoubtful(key));
        node = newNode(key, nodes, () => compute(key), same as Node['same'], told);
        nodes.set(key, node);
      }
      this.#asking.at(-1)?.add(node);
      this.#bring(node);
      if (node.isBusy || node.answer === undefined || node.isDoubtful) return whenCircular(key);
      return node.answer.value as Value;
    };
    const forget = (key: string): void => {
      const node = nodes.get(key);
      nodes.delete(key);
      if (node !== undefined) this.#unneeded.add(node);
    };
    return Object.assign(ask, { forget });
  }

  /**
   * What everything comes to together, by key: it is made from all there is and asked for by as many. `settle` brings it
   * up to date, and only those are in doubt then whose entry has become another. It may ask only for such that were
   * declared before it; where it comes to ask for itself, there is nothing.
   */
  gathered<Value>(
    gather: () => ReadonlyMap<string, Value>,
    same: (one: Value, other: Value) => boolean,
  ): (key: string) => Value | undefined {
    const entries = new Map<string, Node>();
    const whole = newNode('', new Map(), gather, Object.is, undefined);
    whole.whenAnswered = () => this.#compareEntries(whole, entries);
    this.#gathered.push(whole);
    return (key) => {
      if (isUnsettled(whole)) this.#bring(whole);
      if (whole.isBusy || whole.answer === undefined) return undefined;
      let node = entries.get(key);
      if (node === undefined) {
        const value = (whole.answer.value as ReadonlyMap<string, Value>).get(key);
        node = newNode(key, entries, undefined, same as Node['same'], undefined);
        node.answer = { value, changed: this.#revision, verified: this.#revision, asked: [] };
        entries.set(key, node);
      }
      this.#asking.at(-1)?.add(node);
      return node.answer!.value as Value | undefined;
    };
  }

  #compareEntries(whole: Node, entries: Map<string, Node>): void {
    const now = whole.answer!.value as ReadonlyMap<string, unknown>;
    for (const [key, node] of entries) {
      if (node.askers.size === 0) entries.delete(key);
      const before = node.answer!.value;
      const value = now.get(key);
      if (before === undefined || value === undefined ? before === value : node.same(before, value)) continue;
      node.answer!.value = value;
      node.answer!.changed = ++this.#revision;
      doubt(node);
    }
  }

  /** Has to be called after inputs were set, before something is asked. */
  settle(): void {
    for (const whole of this.#gathered) if (isUnsettled(whole)) this.#bring(whole);
  }

  /** Makes a node's answer current; tells nothing, `answer.changed` says when it last became another one. */
  #bring(node: Node): void {
    const { answer, compute, waitsFor } = node;
    if (node.isBusy) {
      this.#await(node);
      return;
    }
    if (waitsFor?.isBusy === true && !node.isDoubtful) {
      this.#await(waitsFor);
      return;
    }
    if (compute === undefined || (answer !== undefined && !node.isDoubtful && waitsFor === undefined)) return;
    if (this.#busy.length >= deepest) {
      this.#await(this.#busy[0]!);
      return;
    }
    node.isBusy = true;
    node.waitsFor = undefined;
    this.#busy.push(node);
    try {
      if (answer !== undefined && waitsFor === undefined && this.#isCurrent(answer)) answer.verified = this.#revision;
      else this.#answer(node, compute);
      node.isDoubtful = false;
    } finally {
      node.isBusy = false;
      this.#busy.pop();
      if (isItself(node)) node.waitsFor = undefined;
    }
    if (node.answer !== answer) node.whenAnswered?.();
    // While something is under way, it may have asked for a node and not be its asker yet.
    if (this.#busy.length === 0 && this.#unneeded.size > 0) this.#sweep();
  }

  /** Frees answers that were only made for others which do not need them any more, and what those were made from. */
  #sweep(): void {
    for (const node of this.#unneeded) {
      if (node.askers.size > 0 || (node.compute === undefined && node.answer?.value !== undefined)) continue;
      if (node.home.get(node.key) === node) node.home.delete(node.key);
      for (const asked of node.answer?.asked ?? []) this.#leave(asked, node);
      if (node.compute !== undefined) node.answer = undefined;
    }
    this.#unneeded.clear();
  }

  #leave(asked: Node, asker: Node): void {
    asked.askers.delete(asker);
    if (asked.askers.size === 0) this.#unneeded.add(asked);
  }

  /** What is under way above the node needs it before it is there. */
  #await(node: Node): void {
    const start = this.#busy.lastIndexOf(node);
    if (start === -1) return;
    for (let at = start; at < this.#busy.length; at++) {
      const waiting = this.#busy[at]!;
      // Whoever waits for one further down waits long enough for this one, too.
      const known = waiting.waitsFor === undefined ? -1 : this.#busy.lastIndexOf(waiting.waitsFor);
      if (known === -1 || known > start) waiting.waitsFor = node;
    }
  }

  #isCurrent(answer: Answer): boolean {
    return answer.asked.every((asked) => {
      this.#bring(asked);
      return asked.answer !== undefined && asked.answer.changed <= answer.verified;
    });
  }

  #answer(node: Node, compute: () => unknown): void {
    const before = node.answer;
    const asked = new Set<Node>();
    this.#asking.push(asked);
    try {
      const value = compute();
      const stays = before !== undefined && node.same(before.value, value);
      const list = [...asked];
      this.#changeAsked(node, before?.asked ?? [], list, asked);
      node.answer = {
        value: stays ? before.value : value,
        changed: stays ? before.changed : this.#revision,
        verified: this.#revision,
        asked: list,
      };
    } finally {
      this.#asking.pop();
    }
  }

  /** Most answers ask again what they asked before, in the same order. */
  #changeAsked(node: Node, before: readonly Node[], now: readonly Node[], all: ReadonlySet<Node>): void {
    let front = 0;
    while (front < before.length && before[front] === now[front]) front++;
    let back = 0;
    const most = Math.min(before.length, now.length) - front;
    while (back < most && before[before.length - 1 - back] === now[now.length - 1 - back]) back++;
    for (let at = front; at < before.length - back; at++) if (!all.has(before[at]!)) this.#leave(before[at]!, node);
    for (let at = front; at < now.length - back; at++) now[at]!.askers.add(node);
  }
}

function isItself(node: Node): boolean {
  return node.waitsFor === node;
}

function isUnsettled({ answer, isDoubtful, waitsFor }: Node): boolean {
  return answer === undefined || isDoubtful || waitsFor !== undefined;
}

function newNode(
  key: string,
  home: Node['home'],
  compute: Node['compute'],
  same: Node['same'],
  whenDoubtful: Node['whenDoubtful'],
): Node {
  return {
    key,
    home,
    compute,
    same,
    answer: undefined,
    askers: new Set(),
    isDoubtful: false,
    whenDoubtful,
    whenAnswered: undefined,
    isBusy: false,
    waitsFor: undefined,
  };
}

function doubt(node: Node): void {
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const asker of next.askers) {
      if (asker.isDoubtful) continue;
      asker.isDoubtful = true;
      asker.whenDoubtful?.();
      if (asker.whenAnswered === undefined) pending.push(asker);
    }
  }
}

export interface Derived<Value> {
  (key: string): Value;
  /** Frees what is remembered for a key that will hardly be asked for again. Asking is right nevertheless. */
  forget(key: string): void;
}

export interface Input<Value> {
  get(key: string): Value | undefined;
  /** `undefined` takes the value away. */
  set(key: string, value: Value | undefined): void;
  /** Sets the key to what `initial` says of it now. */
  renew(key: string): void;
}
