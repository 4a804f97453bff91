import { Kind, type Tokens } from './lexer.ts';

/** Walks the tokens of one statement. All questions beyond the end answer no. */
export class Cursor {
  readonly tokens: Tokens;
  readonly source: string;
  at = 0;

  /** `source` is the statement's text, which the token offsets count in. */
  constructor(tokens: Tokens, source: string) {
    this.tokens = tokens;
    this.source = source;
  }

  get done(): boolean {
    return this.at >= this.tokens.length;
  }

  /** Lower-case text of the token `ahead` places on; '' beyond the end and for strings and quoted names. */
  peek(ahead = 0): string {
    const index = this.at + ahead;
    const kind = this.tokens.kinds[index];
    return kind === Kind.word || kind === Kind.symbol ? this.tokens.texts[index]! : '';
  }

  kind(ahead = 0): Kind {
    return this.tokens.kinds[this.at + ahead] ?? Kind.end;
  }

  /** Whether the words stand here. They are listed one by one, because this is asked a million times a file. */
  is(first: string, second?: string, third?: string, fourth?: string, fifth?: string): boolean {
    return (
      this.peek() === first &&
      (second === undefined || this.peek(1) === second) &&
      (third === undefined || this.peek(2) === third) &&
      (fourth === undefined || this.peek(3) === fourth) &&
      (fifth === undefined || this.peek(4) === fifth)
    );
  }

  isAny(words: ReadonlySet<string>): boolean {
    return words.has(this.peek());
  }

  /** Steps over the words when they all stand here. */
  accept(first: string, second?: string, third?: string, fourth?: string, fifth?: string): boolean {
    if (this.peek() !== first || !this.is(first, second, third, fourth, fifth)) return false;
    this.at +=
      second === undefined ? 1 : third === undefined ? 2 : fourth === undefined ? 3 : fifth === undefined ? 4 : 5;
    return true;
  }

  /** Steps over one of the words and answers which. */
  acceptAny(...words: readonly string[]): string | undefined {
    const word = this.peek();
    if (word === '' || !words.includes(word)) return undefined;
    this.at++;
    return word;
  }

  /** Offset of the current token's start, or of the last token's end when done. */
  get offset(): number {
    return this.tokens.starts[this.at] ?? this.lastEnd;
  }

  /** End offset of the token before the current one. */
  get previousEnd(): number {
    return this.tokens.ends[this.at - 1] ?? 0;
  }

  get lastEnd(): number {
    return this.tokens.ends[this.tokens.length - 1] ?? 0;
  }

  /** The source from one token index up to, not including, another. */
  textBetween(from: number, to: number): string {
    if (to <= from) return '';
    return this.source.slice(this.tokens.starts[from]!, this.tokens.ends[Math.min(to, this.tokens.length) - 1]!);
  }

  /** At an opening parenthesis: the index behind its partner, or behind the last token when it is never closed. */
  closingIndex(from = this.at): number {
    let depth = 0;
    for (let index = from; index < this.tokens.length; index++) {
      if (this.tokens.kinds[index] !== Kind.symbol) continue;
      const text = this.tokens.texts[index];
      if (text === '(' || text === '[') depth++;
      else if (text === ')' || text === ']') {
        depth--;
        if (depth === 0) return index + 1;
      }
    }
    return this.tokens.length;
  }

  /** Steps over a parenthesised group when one stands here. */
  skipGroup(): boolean {
    if (!this.is('(')) return false;
    this.at = this.closingIndex();
    return true;
  }

  /** The index of the next token at this depth that is one of the words or symbols, else of the end of this level. */
  indexOfNext(stops: ReadonlySet<string>): number {
    let depth = 0;
    for (let index = this.at; index < this.tokens.length; index++) {
      const kind = this.tokens.kinds[index];
      if (kind !== Kind.symbol && kind !== Kind.word) continue;
      const text = this.tokens.texts[index]!;
      if (kind === Kind.symbol) {
        if (text === '(' || text === '[') depth++;
        else if (text === ')' || text === ']') {
          if (depth === 0) return index;
          depth--;
          continue;
        }
      }
      if (depth === 0 && index > this.at && stops.has(text)) return index;
      if (depth === 0 && index === this.at && stops.has(text) && kind === Kind.symbol) return index;
    }
    return this.tokens.length;
  }
}
