import type { Statement } from '../../syntax/sql/splitter.ts';
import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { SourceFile } from './source-file.ts';

/** Statements that go and come at one statement of a file. */
export class StatementEdit {
  readonly #source: SourceFile;
  readonly #statement: Statement;
  readonly #appended: string[] = [];
  #removed = false;

  constructor(source: SourceFile, statement: Statement) {
    this.#source = source;
    this.#statement = statement;
  }

  append(statement: string): void {
    this.#appended.push(statement);
  }

  remove(): void {
    this.#removed = true;
  }

  edits(): readonly TextEdit[] {
    if (this.#removed) return [this.#appended.length > 0 ? this.#replacement() : this.#removal()];
    return this.#appended.length > 0 ? this.#insertion() : [];
  }

  /** The delimiter as it follows the statement: `;`, `//`; empty where GO or nothing does. */
  get #delimiter(): string {
    const { end, next, terminated } = this.#statement;
    const written = terminated ? this.#source.text.slice(end, next).trim() : '';
    return /^go\b/i.test(written) ? '' : written;
  }

  get #goFollows(): Span | undefined {
    const source = this.#source;
    const from = this.#statement.end + this.#delimiterLength;
    if (source.dialect !== 'sqlserver') return undefined;
    const match = /^(?:[ \t]*(?:--[^\n]*)?\r?\n)*[ \t]*go[ \t]*(?:\r?\n|$)/i.exec(source.text.slice(from));
    return match === null ? undefined : { start: from, end: from + match[0].length };
  }

  get #delimiterLength(): number {
    if (this.#delimiter === '') return 0;
    return this.#source.text.slice(this.#statement.end, this.#statement.next).trimEnd().length;
  }

  #replacement(): TextEdit {
    const { start, end } = this.#statement;
    const joint = (this.#delimiter || (this.#source.usesGo ? `${this.#source.eol}GO` : ';')) + this.#source.eol;
    return { span: { start, end }, newText: this.#appended.join(joint) };
  }

  #insertion(): readonly TextEdit[] {
    const source = this.#source;
    const { eol } = source;
    const delimiter = this.#delimiter;
    const go = this.#goFollows;
    if (go !== undefined) {
      const newText = this.#appended.map((text) => `${text}${delimiter}${eol}GO${eol}`).join('');
      const lacksBreak = !source.text.slice(go.start, go.end).endsWith('\n');
      return [{ span: { start: go.end, end: go.end }, newText: lacksBreak ? eol + newText.trimEnd() : newText }];
    }
    const end = this.#statement.end + this.#delimiterLength;
    const unterminated = delimiter === '' && source.dialect !== 'sqlserver';
    const rest = source.restOfLine(end);
    const at = rest === 'code' ? end : source.lineEnd(end);
    const newText = this.#appended.map((text) => eol + text + (unterminated ? ';' : delimiter)).join('');
    if (!unterminated) return [{ span: { start: at, end: at }, newText }];
    if (at === end) return [{ span: { start: end, end }, newText: `;${newText}` }];
    return [
      { span: { start: end, end }, newText: ';' },
      { span: { start: at, end: at }, newText },
    ];
  }

  #removal(): TextEdit {
    const source = this.#source;
    const go = this.#goFollows;
    let { start } = this.#statement;
    const isOnlyInBatch = go !== undefined && this.#beginsBatch;
    let end = isOnlyInBatch ? go.end : this.#statement.end + this.#delimiterLength;
    if (!source.beginsLine(start)) return { span: { start, end }, newText: '' };
    const rest = isOnlyInBatch ? 'empty' : source.restOfLine(end);
    if (rest !== 'empty') return { span: { start, end: end + blanksAt(source.text, end) }, newText: '' };
    start = source.lineStart(start);
    if (!isOnlyInBatch) end = source.nextLine(end);
    // Of the blank lines around the statement one goes with it.
    const before = source.text.slice(0, start);
    if (start === 0 || /\n[ \t]*\r?\n$/.test(before)) {
      const blank = /^[ \t]*\r?\n/.exec(source.text.slice(end));
      if (blank !== null) end += blank[0].length;
    }
    return { span: { start, end }, newText: '' };
  }

  /** Only GO, or the beginning of the file, stands before the statement. */
  get #beginsBatch(): boolean {
    const { boundary, start } = this.#statement;
    const before = this.#source.text.slice(0, boundary);
    if (/(?:^|\n)[ \t]*go[ \t]*\r?\n?$/i.test(before)) return true;
    const between = this.#source.text.slice(boundary, start);
    return before.trim() === '' || /(?:^|\n)[ \t]*go[ \t]*\r?\n/i.test(between);
  }
}

function blanksAt(text: string, from: number): number {
  return /^[ \t]*/.exec(text.slice(from))![0].length;
}
