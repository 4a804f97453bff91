/**
 * Cuts SQL text into statements: the delimiter of the dialect, GO batches, DELIMITER, BEGIN … END bodies, psql
 * commands and COPY data. A statement that is still being typed ends where the next one evidently begins.
 */
import type { Dialect } from '../../model/dialect.ts';
import { Kind, Scanner, Tokens } from './lexer.ts';

/** A comment that tools read, with offsets counting from the start of its statement (negative before it). */
export interface StatementComment {
  readonly start: number;
  readonly end: number;
}

export interface Statement {
  /** Where scanning for this statement began: just behind the delimiter of the one before. */
  readonly boundary: number;
  /** First token. */
  readonly start: number;
  /** Behind the last token, the delimiter left out. */
  readonly end: number;
  /** Behind the delimiter, and behind COPY data where it has any. */
  readonly next: number;
  /** The statement's delimiter was written. */
  readonly terminated: boolean;
  /** Offsets count from `start`. */
  readonly tokens: Tokens;
  /** Comments in and before the statement that look like a message to a linter or to a tool for migrations. */
  readonly comments: readonly StatementComment[];
  /** The delimiter in force after the statement (MySQL's DELIMITER changes it). */
  readonly delimiter: string;
}

const linterComment =
  /ignore|disable|noqa|suppress|migrat|goose|micrate|rambler|!ups?\b|!downs?\b|@undo|drop below|sql-formatter/i;

/** Words that begin a statement of SQL Server when they begin a line, where no semicolon separates. */
const transactStarts: ReadonlySet<string> = new Set([
  'create',
  'alter',
  'drop',
  'insert',
  'use',
  'exec',
  'execute',
  'print',
  'declare',
  'if',
  'grant',
  'deny',
  'revoke',
  'truncate',
  'set',
  'begin',
  'end',
  'else',
  'go',
  'update',
  'delete',
  'select',
  'with',
  'merge',
  'raiserror',
  'while',
  'commit',
  'rollback',
  'waitfor',
  'return',
]);

const createdObjects: ReadonlySet<string> = new Set([
  'table',
  'index',
  'unique',
  'type',
  'view',
  'schema',
  'sequence',
  'function',
  'procedure',
  'trigger',
  'or',
  'materialized',
  'extension',
  'temporary',
  'temp',
  'unlogged',
  'domain',
  'policy',
  'virtual',
  'fulltext',
  'clustered',
  'nonclustered',
  'database',
  'event',
  'role',
  'user',
]);

/** Reads statements one after another, from any boundary on. */
export class Splitter {
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #scanner: Scanner;
  #delimiter: string;
  #position: number;

  constructor(text: string, dialect: Dialect, from = 0, delimiter = ';') {
    this.#text = text;
    this.#dialect = dialect;
    this.#scanner = new Scanner(text, dialect, from);
    this.#position = from;
    this.#delimiter = delimiter;
  }

  /** Only MySQL has bodies that a semicolon cannot end anyway: elsewhere another delimiter is one more. */
  get #semicolonEnds(): boolean {
    return this.#delimiter === ';' || this.#dialect !== 'mysql';
  }

  /** In `END$$` and `END//` the delimiter ends the word that it could be a part of. */
  #cutAtDelimiter(scanner: Scanner): void {
    if (scanner.kind !== Kind.word && scanner.kind !== Kind.number && scanner.kind !== Kind.symbol) return;
    const at = this.#text.slice(scanner.start, scanner.end).indexOf(this.#delimiter);
    if (at > 0) scanner.end = scanner.position = scanner.start + at;
  }

  /** The next statement; undefined at the end of the text. Comments behind the last statement make an empty one. */
  next(): Statement | undefined {
    const text = this.#text;
    const boundary = this.#position;
    if (boundary >= text.length) return undefined;
    const scanner = this.#scanner;
    scanner.position = boundary;
    const comments: { start: number; end: number }[] = [];
    const tokens = new Tokens();
    const shape = new StatementShape(this.#dialect);
    let start = -1;
    let end = boundary;

    const finish = (next: number, terminated: boolean): Statement => {
      this.#position = next;
      const from = start === -1 ? boundary : start;
      return {
        boundary,
        start: from,
        end: start === -1 ? boundary : end,
        next,
        terminated,
        tokens: rebase(tokens, from),
        comments: comments.map((comment) => ({ start: comment.start - from, end: comment.end - from })),
        delimiter: this.#delimiter,
      };
    };

    for (;;) {
      const kind = scanner.next();
      if (kind === Kind.end) {
        if (start === -1 && comments.length === 0) {
          this.#position = text.length;
          return undefined;
        }
        return finish(text.length, false);
      }
      if (kind === Kind.comment) {
        if (linterComment.test(text.slice(scanner.start, scanner.end))) {
          comments.push({ start: scanner.start, end: scanner.end });
        }
        continue;
      }
      if (kind === Kind.meta) {
        // A psql command ends what stands before it, whether or not that was finished.
        if (start !== -1) return finish(scanner.end, true);
        continue;
      }
      if (this.#delimiter !== ';') this.#cutAtDelimiter(scanner);
      if (this.#delimiter !== ';' && text.startsWith(this.#delimiter, scanner.start)) {
        const next = scanner.start + this.#delimiter.length;
        if (start === -1) {
          scanner.position = next;
          continue;
        }
        return finish(next, true);
      }
      if (kind === Kind.word) {
        if (start === -1 && scanner.end - scanner.start === 9) {
          const delimiter = delimiterCommand(text, scanner.start);
          if (delimiter !== undefined) {
            this.#delimiter = delimiter.delimiter;
            scanner.position = delimiter.end;
            continue;
          }
        }
        if (this.#dialect === 'sqlserver' && isGo(text, scanner.start, scanner.end)) {
          const newline = text.indexOf('\n', scanner.end);
          const next = newline === -1 ? text.length : newline + 1;
          if (start === -1) {
            scanner.position = next;
            continue;
          }
          return finish(next, true);
        }
        if (start !== -1 && shape.endsBefore(text, scanner)) return finish(scanner.start, false);
      }
      if (kind === Kind.symbol && text.charCodeAt(scanner.start) === 59 && this.#semicolonEnds) {
        if (start === -1) continue;
        if (!shape.insideBody) {
          const next = shape.isCopyFromStdin(tokens) ? copyDataEnd(scanner) : scanner.end;
          return finish(next, true);
        }
      }
      if (start === -1) start = scanner.start;
      end = scanner.end;
      tokens.push(kind, scanner.start, scanner.end, text);
      shape.add(tokens);
    }
  }
}

/** What the tokens of a statement so far say about where it may end. */
class StatementShape {
  readonly #dialect: Dialect;
  #depth = 0;
  /** Open BEGIN and CASE of a routine's body. */
  #blocks = 0;
  #routine = false;
  /** SQL Server: the batch up to GO belongs to one routine or view. */
  #module = false;
  #first = '';
  #second = '';

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  get insideBody(): boolean {
    return this.#blocks > 0 || this.#module || (this.#first === 'create' && this.#second === 'rule' && this.#depth > 0);
  }

  add(tokens: Tokens): void {
    const at = tokens.length - 1;
    const word = tokens.texts[at]!;
    const kind = tokens.kinds[at];
    if (kind === Kind.symbol) {
      if (word === '(') this.#depth++;
      else if (word === ')') this.#depth = Math.max(0, this.#depth - 1);
      return;
    }
    if (kind !== Kind.word) return;
    if (at === 0) this.#first = word;
    if (at < 8 && (this.#first === 'create' || this.#first === 'alter') && !this.#routine) {
      if (at > 0 && this.#second === '' && word !== 'or' && word !== 'replace') this.#second = word;
      if (word === 'function' || word === 'procedure' || word === 'proc' || word === 'trigger' || word === 'event') {
        this.#routine = !tokens.texts.slice(0, at).some((text) => text === 'table' || text === 'on');
        this.#module = this.#routine && this.#dialect === 'sqlserver';
      }
      if (word === 'view' && at <= 3 && this.#dialect === 'sqlserver') this.#module = true;
    }
    if (!this.#routine || this.#dialect === 'sqlserver') return;
    const before = tokens.texts[at - 1];
    if (word === 'begin') {
      if (this.#dialect !== 'postgresql') this.#blocks++;
    } else if (word === 'atomic' && before === 'begin') this.#blocks++;
    else if (word === 'case' && before !== 'end' && this.#blocks > 0) this.#blocks++;
    else if (before === 'end' && this.#blocks > 0 && isBlockWord(word)) {
      // END IF, END LOOP and the like close what was never counted; END CASE was taken back at END.
      if (word !== 'case') this.#blocks++;
    } else if (word === 'end' && this.#blocks > 0) this.#blocks--;
  }

  /** Whether the word just scanned begins another statement although no delimiter stands before it. */
  endsBefore(text: string, scanner: Scanner): boolean {
    const first = text.charCodeAt(scanner.start) | 32;
    // c, a, d, i and, for SQL Server, every word: the cheap test that nearly all words fail.
    if (this.#dialect !== 'sqlserver' && first !== 99 && first !== 97 && first !== 100 && first !== 105) return false;
    if (this.#blocks > 0 || this.#module || !beginsLine(text, scanner.start)) return false;
    const word = text.slice(scanner.start, scanner.end).toLowerCase();
    if (this.#dialect === 'sqlserver' && this.#depth === 0) {
      if (!transactStarts.has(word)) return false;
      return this.#separates(word, text, scanner.end);
    }
    if (this.#first === '' || this.#first === 'explain' || this.#second === 'schema') return false;
    const second = nextWord(text, scanner.end);
    if (this.#routine || this.#second === 'rule') return false;
    switch (word) {
      case 'create':
        return createdObjects.has(second);
      case 'alter':
        return second === 'table' && this.#first !== 'alter' ? true : second === 'table' && this.#depth === 0;
      case 'drop':
        return (second === 'table' || (second === 'index' && this.#first !== 'alter')) && this.#first !== 'revoke';
      case 'insert':
        return second === 'into' && this.#depth === 0 && this.#first === 'create';
      default:
        return false;
    }
  }

  #separates(word: string, text: string, end: number): boolean {
    const first = this.#first;
    switch (word) {
      case 'alter':
      case 'drop':
        if (first === 'alter')
          return word === 'alter' ? nextWord(text, end) !== 'column' : dropsObject(nextWord(text, end));
        return true;
      case 'select':
      case 'with':
        return first === 'create'
          ? isIndexWord(this.#second)
          : first !== 'insert' && first !== 'with' && first !== 'if' && first !== 'declare';
      case 'set':
        return first !== 'update' && first !== 'merge' && first !== 'alter' && first !== 'create';
      case 'update':
      case 'delete':
      case 'insert':
        return first !== 'with' && first !== 'merge' && first !== 'create' && first !== 'grant' && first !== 'if';
      case 'grant':
      case 'execute':
      case 'exec':
        return first !== 'grant' && first !== 'insert';
      default:
        return true;
    }
  }

  isCopyFromStdin(tokens: Tokens): boolean {
    if (this.#dialect !== 'postgresql' || this.#first !== 'copy') return false;
    for (let at = 1; at + 1 < tokens.length; at++) {
      if (tokens.texts[at] === 'from' && tokens.texts[at + 1] === 'stdin') return true;
    }
    return false;
  }
}

/** What follows CREATE where an index is created: no query can be part of it. */
function isIndexWord(word: string): boolean {
  return word === 'index' || word === 'unique' || word === 'clustered' || word === 'nonclustered';
}

function dropsObject(word: string): boolean {
  return (
    word === 'table' ||
    word === 'index' ||
    word === 'view' ||
    word === 'procedure' ||
    word === 'function' ||
    word === 'type' ||
    word === 'schema' ||
    word === 'trigger' ||
    word === 'sequence'
  );
}

function isBlockWord(word: string): boolean {
  return word === 'if' || word === 'loop' || word === 'while' || word === 'repeat' || word === 'case' || word === 'for';
}

function beginsLine(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const code = text.charCodeAt(before);
    if (code === 10) return true;
    if (code !== 32 && code !== 9 && code !== 13) return false;
  }
  return true;
}

function nextWord(text: string, from: number): string {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  let end = at;
  while (end < text.length && (text.charCodeAt(end) | 32) >= 97 && (text.charCodeAt(end) | 32) <= 122) end++;
  return text.slice(at, end).toLowerCase();
}

/** The client command `DELIMITER //` of MySQL and of many runners of scripts, which takes the rest of its line. */
function delimiterCommand(text: string, at: number): { delimiter: string; end: number } | undefined {
  if (!/^delimiter$/i.test(text.slice(at, at + 9))) return undefined;
  const newline = text.indexOf('\n', at);
  const end = newline === -1 ? text.length : newline;
  const delimiter =
    text
      .slice(at + 9, end)
      .trim()
      .split(/\s/)[0] ?? '';
  return delimiter === '' ? undefined : { delimiter, end };
}

/** GO alone on its line, with a count or a semicolon perhaps. */
function isGo(text: string, start: number, end: number): boolean {
  if (end - start !== 2 || (text.charCodeAt(start) | 32) !== 103 || (text.charCodeAt(start + 1) | 32) !== 111)
    return false;
  if (!beginsLine(text, start)) return false;
  const newline = text.indexOf('\n', end);
  return /^[ \t]*(?:\d+[ \t]*)?(?:;[ \t]*)?(?:--.*)?\r?$/.test(text.slice(end, newline === -1 ? text.length : newline));
}

/** Behind the line `\.` that ends the data of COPY … FROM stdin. */
function copyDataEnd({ text, search, end }: Scanner): number {
  const data = search.next('\n\\.', end);
  return data === text.length ? end : Math.min(search.next('\n', data + 1) + 1, text.length);
}

function rebase(tokens: Tokens, from: number): Tokens {
  for (let at = 0; at < tokens.length; at++) {
    tokens.starts[at]! -= from;
    tokens.ends[at]! -= from;
  }
  return tokens;
}

/** All statements of a text. */
export function splitStatements(text: string, dialect: Dialect): readonly Statement[] {
  const splitter = new Splitter(text, dialect);
  const statements: Statement[] = [];
  for (let statement = splitter.next(); statement !== undefined; statement = splitter.next())
    statements.push(statement);
  return statements;
}
