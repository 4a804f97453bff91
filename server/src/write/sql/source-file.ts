import type { Dialect } from '../../model/dialect.ts';
import { type Statement, splitStatements } from '../../syntax/sql/splitter.ts';
import type { Span } from '../../text/span.ts';
import type { StatementShape } from './statement-shape.ts';

/** A file as its writer sees it: statements with their tokens, and the lines around them. */
export class SourceFile {
  readonly name: string;
  readonly text: string;
  readonly dialect: Dialect;
  readonly statements: readonly Statement[];
  readonly eol: string;
  /** Shapes of the statements that were looked at: see `shapeOf`. */
  readonly shapes = new Map<Statement, StatementShape>();
  /** Statements by the bare name of their table: see `statementsAbout`. */
  byTable: ReadonlyMap<string, readonly Statement[]> | undefined;
  #usesGo: boolean | undefined;
  #changesSearchPath: boolean | undefined;

  constructor(name: string, text: string, dialect: Dialect) {
    this.name = name;
    this.text = text;
    this.dialect = dialect;
    this.statements = splitStatements(text, dialect).filter((statement) => statement.tokens.length > 0);
    this.eol = text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** The statement that an offset lies in. */
  statementAt(offset: number): Statement | undefined {
    let low = 0;
    let high = this.statements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.statements[middle]!.end < offset) low = middle + 1;
      else high = middle;
    }
    const found = this.statements[low];
    return found !== undefined && found.start <= offset ? found : undefined;
  }

  /** Absolute span of some tokens of a statement, from one index up to, not including, another. */
  spanOf(statement: Statement, from: number, to: number): Span {
    const { starts, ends } = statement.tokens;
    return { start: statement.start + starts[from]!, end: statement.start + ends[to - 1]! };
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** The end of the line's text, its line break left out. */
  lineEnd(offset: number): number {
    const newline = this.text.indexOf('\n', offset);
    if (newline === -1) return this.text.length;
    return this.text[newline - 1] === '\r' && newline - 1 >= offset ? newline - 1 : newline;
  }

  /** Behind the line break that ends the line. */
  nextLine(offset: number): number {
    const newline = this.text.indexOf('\n', offset);
    return newline === -1 ? this.text.length : newline + 1;
  }

  /** White space at the beginning of the line. */
  indentAt(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset)))![0];
  }

  /** Nothing but white space stands before the offset on its line. */
  beginsLine(offset: number): boolean {
    return /^\s*$/.test(this.text.slice(this.lineStart(offset), offset));
  }

  /** What follows on the line: nothing, a comment that ends with the line, or code. */
  restOfLine(offset: number): 'empty' | 'comment' | 'code' {
    const rest = this.text.slice(offset, this.lineEnd(offset)).trim();
    if (rest === '') return 'empty';
    if (rest.startsWith('--') || (rest.startsWith('#') && this.dialect === 'mysql')) return 'comment';
    return /^\/\*(?!!)(?:(?!\*\/).)*\*\/$/.test(rest) ? 'comment' : 'code';
  }

  /** Whether statements are separated by GO lines, as SQL Server's tools do. */
  get usesGo(): boolean {
    this.#usesGo ??= this.dialect === 'sqlserver' && /^[ \t]*go[ \t]*\r?$/im.test(this.text);
    return this.#usesGo;
  }

  /** Where a file sets another search path, a bare name is none of the default schema. */
  get changesSearchPath(): boolean {
    this.#changesSearchPath ??=
      this.dialect === 'postgresql' && this.statements.some(({ tokens: { texts } }) => setsSearchPath(texts));
    return this.#changesSearchPath;
  }
}

function setsSearchPath(words: readonly string[]): boolean {
  return words[0] === 'set' && words.slice(1, 3).includes('search_path');
}

/** Keeps the files that were written to last, so that a hundred fixes of one file do not take it apart a hundred times. */
export class SourceCache {
  readonly #files = new Map<string, SourceFile>();

  of(name: string, text: string, dialect: Dialect): SourceFile {
    const known = this.#files.get(name);
    this.#files.delete(name);
    const source =
      known !== undefined && known.text === text && known.dialect === dialect
        ? known
        : new SourceFile(name, text, dialect);
    this.#files.set(name, source);
    if (this.#files.size > filesKept) this.#files.delete(this.#files.keys().next().value!);
    return source;
  }
}

const filesKept = 4;

/** A name without its quotes. */
export function bareName(raw: string): string {
  const open = raw[0];
  if (open !== '"' && open !== '`' && open !== '[' && open !== "'") return raw;
  const close = open === '[' ? ']' : open;
  return raw.slice(1, raw.endsWith(close) && raw.length > 1 ? -1 : undefined).replaceAll(close + close, close);
}
