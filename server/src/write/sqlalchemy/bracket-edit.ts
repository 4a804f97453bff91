import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { PythonFile } from './python-file.ts';

/** Changes the elements between two brackets: arguments of a call, items of a tuple. All spans are absolute. */
export class BracketEdit {
  readonly #file: PythonFile;
  /** Behind the opening and before the closing bracket. */
  readonly #inner: Span;
  readonly #items: readonly Span[];
  readonly #isTuple: boolean;
  readonly #added = new Map<number, string[]>();
  readonly #removed = new Set<number>();

  constructor(file: PythonFile, inner: Span, items: readonly Span[], isTuple: boolean) {
    this.#file = file;
    this.#inner = inner;
    this.#items = items;
    this.#isTuple = isTuple;
  }

  /** Puts an element before the one that has this index now. */
  insert(index: number, text: string): void {
    this.#added.set(index, [...(this.#added.get(index) ?? []), text]);
  }

  remove(index: number): void {
    this.#removed.add(index);
  }

  /** The indexes of what stays, where nothing comes and something goes. */
  onlyKept(): readonly number[] | undefined {
    if (this.#added.size > 0 || this.#removed.size === 0) return undefined;
    return [...this.#items.keys()].filter((index) => !this.#removed.has(index));
  }

  get #size(): number {
    const added = [...this.#added.values()].reduce((sum, texts) => sum + texts.length, 0);
    return this.#items.length - this.#removed.size + added;
  }

  edits(): readonly TextEdit[] {
    const kept = this.#items.filter((_, index) => !this.#removed.has(index));
    const added = [...this.#added].sort(([a], [b]) => a - b).flatMap(([, texts]) => texts);
    if (kept.length === 0) {
      const comma = this.#isTuple && added.length === 1 ? ',' : '';
      return [{ span: this.#inner, newText: added.join(', ') + comma }];
    }
    const lines = this.#hasLines();
    const only = kept[0]!;
    if (lines && this.#isTuple && this.#size === 1 && this.#removed.size > 0 && this.#isPlain(only)) {
      return [{ span: this.#inner, newText: `${this.#file.slice(only)},` }];
    }
    return [...this.#removals(lines), ...this.#insertions(lines), ...this.#tupleComma(lines)];
  }

  /** On one line, and without a comment around it. */
  #isPlain(item: Span): boolean {
    const { text } = this.#file;
    const around = text.slice(this.#inner.start, this.#inner.end);
    return !this.#file.slice(item).includes('\n') && !around.includes('#');
  }

  /** Each element has a line of its own, the last one with its comma. */
  #hasLines(): boolean {
    const startsLines = this.#items.every((item) => this.#file.beginsLine(item.start));
    return startsLines && (this.#items.length > 1 || this.#comma() !== undefined);
  }

  /** The comma behind the last element. */
  #comma(): number | undefined {
    const last = this.#items.at(-1)!.end;
    const at = /^(?:\s|#[^\n]*)*,/.exec(this.#file.text.slice(last, this.#inner.end));
    return at === null ? undefined : last + at[0].length - 1;
  }

  *#removals(lines: boolean): Iterable<TextEdit> {
    for (let index = 0; index < this.#items.length; index++) {
      if (!this.#removed.has(index)) continue;
      const first = index;
      while (this.#removed.has(index + 1)) index++;
      const next = this.#items[index + 1];
      const start = this.#items[first]!.start;
      const end = this.#items[index]!.end;
      if (lines) yield { span: { start: this.#file.lineStart(start), end: this.#nextLine(end) }, newText: '' };
      else if (next !== undefined) yield { span: { start, end: next.start }, newText: '' };
      else yield { span: { start: this.#items[first - 1]!.end, end }, newText: '' };
    }
  }

  /** The start of the line behind an element and the comment beside it; the closing bracket stays. */
  #nextLine(end: number): number {
    const next = this.#file.text.indexOf('\n', end) + 1;
    return next === 0 || next > this.#inner.end ? this.#inner.end : next;
  }

  *#insertions(lines: boolean): Iterable<TextEdit> {
    for (const [index, texts] of [...this.#added].sort(([a], [b]) => a - b)) {
      const before = this.#items.findLastIndex((_, each) => each < index && !this.#removed.has(each));
      const anchor = this.#items[before];
      if (anchor === undefined) yield this.#atStart(texts, lines);
      else if (lines) yield* this.#asLines(before, anchor, texts);
      else yield { span: { start: anchor.end, end: anchor.end }, newText: this.#inline(anchor, texts) };
    }
  }

  #atStart(texts: readonly string[], lines: boolean): TextEdit {
    const first = this.#items.find((_, index) => !this.#removed.has(index))!;
    const separator = lines ? `,${this.#file.eol}${this.#file.indentAt(first.start)}` : ', ';
    const newText = texts.map((text) => text + separator).join('');
    return { span: { start: first.start, end: first.start }, newText };
  }

  *#asLines(before: number, anchor: Span, texts: readonly string[]): Iterable<TextEdit> {
    const { eol } = this.#file;
    const indent = this.#file.indentAt(this.#items[0]!.start);
    const isLast = before === this.#items.length - 1;
    const hasComma = !isLast || this.#comma() !== undefined;
    // What comes behind the comma on the line is a comment, or the closing bracket.
    const line = Math.min(this.#file.lineEnd(anchor.end), this.#inner.end);
    if (!hasComma) yield { span: { start: anchor.end, end: anchor.end }, newText: ',' };
    const added = texts.map((text) => eol + indent + text).join(',');
    yield { span: { start: line, end: line }, newText: hasComma ? `${added},` : added };
  }

  /** Behind an element of the same line; in a new line below the first element where that is too long. */
  #inline(anchor: Span, texts: readonly string[]): string {
    const file = this.#file;
    const first = this.#items[0]!;
    const isHanging = !file.beginsLine(first.start) && file.slice(this.#inner).includes('\n');
    const text = texts.join(', ');
    const line = file.lineEnd(anchor.end) - file.lineStart(anchor.end);
    if (!isHanging || line + text.length + 2 <= file.limit) return `, ${text}`;
    return `,${file.eol}${' '.repeat(first.start - file.lineStart(first.start))}${text}`;
  }

  /** A tuple of one has a comma at its end; one on a single line loses it when another element comes. */
  *#tupleComma(lines: boolean): Iterable<TextEdit> {
    if (!this.#isTuple || lines) return;
    const comma = this.#comma();
    const last = this.#items.at(-1)!.end;
    if (this.#size === 1 && comma === undefined) yield { span: { start: last, end: last }, newText: ',' };
    else if (this.#size > 1 && this.#items.length === 1 && comma !== undefined && !this.#removed.has(0)) {
      yield { span: { start: comma, end: comma + 1 }, newText: '' };
    }
  }
}
