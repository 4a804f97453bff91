import type { Dialect } from '../../model/dialect.ts';
import { columnClauses } from '../../syntax/sql/clause-words.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import type { Statement } from '../../syntax/sql/splitter.ts';
import type { Range } from './statement-shape.ts';

/** A part of a column definition behind its type. */
export interface Clause extends Range {
  readonly kind:
    | 'not null'
    | 'null'
    | 'default'
    | 'primary key'
    | 'unique'
    | 'references'
    | 'check'
    | 'generated'
    | 'identity'
    | 'collate'
    | 'charset'
    | 'auto increment'
    | 'comment'
    | 'other';
  /** Behind CONSTRAINT and its name, where the clause has one; else equal to `from`. */
  readonly bare: number;
}

/** What of a definition was written for its type: everything up to the first clause. */
export interface ColumnSource {
  /** Index of the name. */
  readonly name: number;
  /** Behind the type; behind the name where there is no type. */
  readonly typeEnd: number;
  readonly clauses: readonly Clause[];
}

/** Takes the definition in `range` apart; `typeEnd` is the offset in the statement where the type ends. */
export function columnSource(statement: Statement, range: Range, typeEnd: number, dialect: Dialect): ColumnSource {
  const { tokens } = statement;
  let at = range.from + 1;
  while (at < range.to && tokens.starts[at]! < typeEnd) at++;
  const source = { name: range.from, typeEnd: at };
  const clauses: Clause[] = [];
  while (at < range.to) {
    const clause = readClause(statement, at, range.to, dialect);
    clauses.push(clause);
    at = clause.to;
  }
  return { ...source, clauses };
}

function readClause(statement: Statement, from: number, end: number, dialect: Dialect): Clause {
  const { tokens } = statement;
  const word = (ahead: number): string => {
    const kind = tokens.kinds[from + ahead];
    return kind === Kind.word || kind === Kind.symbol ? tokens.texts[from + ahead]! : '';
  };
  const bare = word(0) === 'constraint' ? from + 2 : from;
  const first = at(statement, bare);
  const second = at(statement, bare + 1);
  const until = (start: number): number => clauseEnd(statement, start, end, dialect);
  const make = (kind: Clause['kind'], to: number): Clause => ({ kind, from, bare, to: Math.min(to, end) });
  switch (first) {
    case 'not':
      return second === 'null' ? make('not null', bare + 2) : make('other', until(bare + 1));
    case 'null':
      return make('null', bare + 1);
    case 'default':
      // The first word of the value belongs to it whatever it is: DEFAULT NULL.
      return make('default', until(bare + 2));
    case 'primary':
      return make('primary key', constraintEnd(statement, until(bare + 2), end, dialect));
    case 'key':
      return make('primary key', until(bare + 1));
    case 'unique': {
      let to = second === 'key' || second === 'index' ? bare + 2 : bare + 1;
      if (at(statement, to) === 'nulls') to += at(statement, to + 1) === 'not' ? 3 : 2;
      return make('unique', constraintEnd(statement, until(to), end, dialect));
    }
    case 'references':
    case 'foreign':
      return make('references', referencesEnd(statement, bare, end, dialect));
    case 'check':
      return make('check', until(bare + 1));
    case 'identity':
      return make('identity', until(bare + 1));
    case 'generated': {
      let to = bare;
      while (to < end && at(statement, to) !== 'as') to++;
      const identity = at(statement, to + 1) === 'identity';
      return make(identity ? 'identity' : 'generated', generatedEnd(statement, to + 1, end, dialect));
    }
    case 'as':
      return make('generated', generatedEnd(statement, bare + 1, end, dialect));
    case 'collate':
      return make('collate', nameEnd(statement, bare + 1));
    case 'charset':
      return make('charset', bare + 2);
    case 'character':
      return make('charset', bare + 3);
    case 'auto_increment':
    case 'autoincrement':
      return make('auto increment', bare + 1);
    case 'comment':
      return make('comment', bare + 2);
    default:
      return make('other', until(bare + 1));
  }
}

/** The next token at this level that begins a clause. */
function clauseEnd(statement: Statement, from: number, end: number, dialect: Dialect): number {
  let depth = 0;
  // A parenthesis right before `from` is inside it: `DEFAULT (` has its value's first token behind.
  if (at(statement, from - 1) === '(') depth = 1;
  for (let index = from; index < end; index++) {
    const text = at(statement, index);
    if (text === '(' || text === '[') depth++;
    else if (text === ')' || text === ']') depth--;
    else if (
      depth === 0 &&
      (columnClauses.has(text) ||
        (text === 'character' && dialect === 'mysql') ||
        (text === 'index' && dialect === 'sqlserver'))
    )
      return index;
  }
  return end;
}

/** Behind REFERENCES table (columns) with its ON DELETE, MATCH and DEFERRABLE parts. */
function referencesEnd(statement: Statement, from: number, end: number, dialect: Dialect): number {
  let to = clauseEnd(statement, at(statement, from) === 'foreign' ? from + 3 : from + 1, end, dialect);
  while (to < end && at(statement, to) === 'on' && ['delete', 'update'].includes(at(statement, to + 1))) {
    // SET NULL and SET DEFAULT are actions, not clauses.
    to = at(statement, to + 2) === 'set' ? to + 4 : clauseEnd(statement, to + 3, end, dialect);
  }
  return constraintEnd(statement, to, end, dialect);
}

/** Behind [NOT] DEFERRABLE and INITIALLY …, which belong to the constraint before them. */
function constraintEnd(statement: Statement, from: number, end: number, dialect: Dialect): number {
  let to = from;
  for (;;) {
    const word = at(statement, to);
    if (to < end && (word === 'deferrable' || word === 'initially')) to = clauseEnd(statement, to + 1, end, dialect);
    else if (to < end && word === 'not' && at(statement, to + 1) === 'deferrable') to += 2;
    else return Math.min(to, end);
  }
}

function generatedEnd(statement: Statement, from: number, end: number, dialect: Dialect): number {
  let to = clauseEnd(statement, from + 1, end, dialect);
  while (to < end && ['stored', 'virtual', 'persisted'].includes(at(statement, to))) to++;
  return to;
}

function nameEnd(statement: Statement, from: number): number {
  return at(statement, from + 1) === '.' ? from + 3 : from + 1;
}

function at(statement: Statement, index: number): string {
  const kind = statement.tokens.kinds[index];
  return kind === Kind.word || kind === Kind.symbol ? statement.tokens.texts[index]! : '';
}
