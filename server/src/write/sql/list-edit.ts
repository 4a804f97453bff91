import type { Statement } from '../../syntax/sql/splitter.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { SourceFile } from './source-file.ts';
import type { Range } from './statement-shape.ts';

/** Elements that go and come in one comma-separated list: the body of a table, the actions of ALTER TABLE. */
export class ListEdit {
  readonly #source: SourceFile;
  readonly #statement: Statement;
  readonly #items: readonly Range[];
  readonly #removed = new Set<number>();
  /** New elements by the element they stand behind; -1 for those before all. */
  readonly #added = new Map<number, string[]>();

  constructor(source: SourceFile, statement: Statement, items: readonly Range[]) {
    this.#source = source;
    this.#statement = statement;
    this.#items = items;
  }

  remove(item: number): void {
    this.#removed.add(item);
  }

  /** Adds an element behind another; behind the last one when none is said. */
  add(text: string, behind = this.#items.length - 1): void {
    this.#added.set(behind, [...(this.#added.get(behind) ?? []), text]);
  }

  /** Nothing of the list is left. */
  get isEmptied(): boolean {
    return this.#removed.size === this.#items.length && this.#added.size === 0;
  }

  edits(): readonly TextEdit[] {
    const kept = this.#items.map((_, index) => index).filter((index) => !this.#removed.has(index));
    const last = kept.at(-1) ?? -1;
    const edits: TextEdit[] = [];
    /** The comma behind the last kept element stays when a new last element follows it. */
    let keepsLastComma = false;
    for (const [behind, texts] of this.#added) {
      const anchor = kept.findLast((index) => index <= behind) ?? -1;
      const isLast = anchor === last && anchor !== -1;
      const hasComma = anchor !== -1 && anchor < this.#items.length - 1;
      if (isLast && hasComma) keepsLastComma = true;
      edits.push(...this.#insertion(anchor, texts, isLast));
    }
    for (const index of this.#removed) edits.push(...this.#removal(index, last));
    // One comma more goes: the one behind the new last element or, where commas lead, before the new first one.
    if (this.#leadsWithCommas) {
      if (kept.length > 0 && kept[0]! > 0) edits.push({ span: this.#comma(kept[0]! - 1), newText: '' });
    } else if (last !== -1 && last < this.#items.length - 1 && !keepsLastComma) {
      edits.push({ span: this.#comma(last), newText: '' });
    }
    return edits;
  }

  /** `, name text` at the beginning of a line. */
  get #leadsWithCommas(): boolean {
    return this.#items.length > 1 && this.#source.beginsLine(this.#comma(this.#items.length - 2).start);
  }

  #span(item: number) {
    return this.#source.spanOf(this.#statement, this.#items[item]!.from, this.#items[item]!.to);
  }

  /** The comma behind an element. */
  #comma(item: number) {
    const { to } = this.#items[item]!;
    return this.#source.spanOf(this.#statement, to, to + 1);
  }

  #removal(item: number, last: number): readonly TextEdit[] {
    const source = this.#source;
    const span = this.#span(item);
    const edits: TextEdit[] = [];
    let { start, end } = span;
    if (this.#leadsWithCommas) {
      // Each element but the first owns the comma before it.
      if (item > 0) start = this.#comma(item - 1).start;
    } else if (item < this.#items.length - 1) {
      const comma = this.#comma(item);
      if (source.text.slice(end, comma.start).trim() === '') end = comma.end;
      else edits.push({ span: comma, newText: '' });
    }
    if (source.beginsLine(start) && source.restOfLine(end) !== 'code') {
      if (source.restOfLine(end) === 'empty') {
        start = source.lineStart(start);
        end = source.nextLine(end);
      } else end += /^\s*/.exec(source.text.slice(end))![0].length;
    } else if (item > last) {
      // The end of a list on one line: the blank behind the comma goes too.
      start -= /[ \t]*$/.exec(source.text.slice(source.lineStart(start), start))![0].length;
    } else end += /^[ \t]*/.exec(source.text.slice(end))![0].length;
    edits.push({ span: { start, end }, newText: '' });
    return edits;
  }

  #insertion(anchor: number, texts: readonly string[], isLast: boolean): readonly TextEdit[] {
    const source = this.#source;
    if (anchor === -1) {
      const first = this.#span(0);
      const separator = source.beginsLine(first.start) ? source.eol + source.indentAt(first.start) : ' ';
      const newText = texts.map((text) => `${text},${separator}`).join('');
      return [{ span: { start: first.start, end: first.start }, newText }];
    }
    const span = this.#span(anchor);
    if (this.#leadsWithCommas) {
      const at = source.restOfLine(span.end) === 'code' ? span.end : source.lineEnd(span.end);
      const comma = this.#comma(Math.max(0, this.#items.length - 2)).start;
      const gap = /^,(\s*)/.exec(source.text.slice(comma))![1]!;
      const newText = texts.map((text) => `${source.eol}${source.indentAt(comma)},${gap}${text}`).join('');
      return [{ span: { start: at, end: at }, newText }];
    }
    const ownLine = source.beginsLine(span.start);
    const separator = ownLine ? source.eol + source.indentAt(span.start) : ' ';
    const lines = (before: string, after: string): string => texts.map((text) => before + text).join(',') + after;
    const hasComma = anchor < this.#items.length - 1;
    const from = hasComma ? this.#comma(anchor).end : span.end;
    const at = ownLine && source.restOfLine(from) !== 'code' ? source.lineEnd(from) : from;
    const ending = isLast ? '' : ',';
    if (hasComma) return [{ span: { start: at, end: at }, newText: lines(separator, ending) }];
    if (at === from || source.restOfLine(from) === 'empty') {
      return [{ span: { start: from, end: from }, newText: `,${lines(separator, ending)}` }];
    }
    return [
      { span: { start: from, end: from }, newText: ',' },
      { span: { start: at, end: at }, newText: lines(separator, ending) },
    ];
  }
}
