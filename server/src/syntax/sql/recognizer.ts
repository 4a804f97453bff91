/**
 * The parts of PostgreSQL's grammar that most statements consist of: names, types, expressions. What is recognized here
 * PostgreSQL's own grammar accepts; what is not may still be right. All methods step over what they recognize and say
 * whether they did; after a false the place is of no use.
 */
import { Kind, type Tokens } from './lexer.ts';

/** More than anybody writes; deeper ones are left to the grammar, which knows how much its stack bears. */
const deepest = 50;

export class Recognizer {
  readonly #kinds: readonly Kind[];
  readonly #texts: readonly string[];
  #at = -1;
  #depth = 0;
  /** The word or symbol that stands here; '' for anything else. */
  word = '';

  constructor(tokens: Tokens) {
    this.#kinds = tokens.kinds;
    this.#texts = tokens.texts;
    this.#go(0);
  }

  get done(): boolean {
    return this.#at === this.#kinds.length;
  }

  #go(to: number): true {
    this.#at = to;
    const kind = this.#kinds[to];
    this.word = kind === Kind.word || kind === Kind.symbol ? this.#texts[to]! : '';
    return true;
  }

  skip(): true {
    return this.#go(this.#at + 1);
  }

  accept(word: string): boolean {
    return this.word === word && this.skip();
  }

  /** All of the words, or the place stays where it is. */
  acceptAll(first: string, second: string, third?: string): boolean {
    if (this.word !== first) return false;
    const from = this.#at;
    if (this.skip() && this.accept(second) && (third === undefined || this.accept(third))) return true;
    this.#go(from);
    return false;
  }

  acceptOneOf(words: ReadonlySet<string>): boolean {
    return this.word !== '' && words.has(this.word) && this.skip();
  }

  /** One or more, with commas between them. */
  list(item: () => boolean): boolean {
    do if (!item()) return false;
    while (this.accept(','));
    return true;
  }

  /** The same in parentheses. */
  group(item: () => boolean): boolean {
    return this.accept('(') && this.list(item) && this.accept(')');
  }

  /** What a table, a column, a constraint or an index may be called. */
  readonly name = (): boolean => this.#name(isReserved);

  /** What anything may be called, types and functions too. */
  readonly plainName = (): boolean => this.#name(isNoPlainName);

  #name(refused: ReadonlySet<string>): boolean {
    const { word } = this;
    if (word !== '') {
      if (this.#kinds[this.#at] !== Kind.word || refused.has(word)) return false;
      // PostgreSQL's lexer takes the first of two such words for the beginning of a clause, whatever stands around them.
      const next = this.#texts[this.#at + 1];
      return !(word === 'format' && next === 'json') && !(word === 'without' && next === 'time') && this.skip();
    }
    return this.#kinds[this.#at] === Kind.quoted && isQuotedName.test(this.#texts[this.#at]!) && this.skip();
  }

  /** A name of at most three parts. */
  readonly qualifiedName = (): boolean => this.name() && this.#furtherParts();

  #furtherParts(): boolean {
    for (let parts = 1; this.accept('.'); parts++) if (parts === 3 || !this.plainName()) return false;
    return true;
  }

  readonly string = (): boolean => this.#isKind(Kind.string, isPlainString) && this.skip();

  readonly integer = (): boolean => this.#isKind(Kind.number, isInteger) && this.skip();

  readonly number = (): boolean => this.#isKind(Kind.number, isNumber) && this.skip();

  #isKind(kind: Kind, pattern: RegExp): boolean {
    return this.#kinds[this.#at] === kind && pattern.test(this.#texts[this.#at]!);
  }

  readonly type = (): boolean => {
    if (!this.#elementType()) return false;
    while (this.accept('[')) {
      this.integer();
      if (!this.accept(']')) return false;
    }
    return true;
  };

  #elementType(): boolean {
    const { word } = this;
    switch (word) {
      case 'int':
      case 'integer':
      case 'smallint':
      case 'bigint':
      case 'real':
      case 'float':
      case 'boolean':
      case 'json':
      case 'interval':
        return this.skip();
      case 'double':
        return this.acceptAll('double', 'precision') || this.#namedType();
      case 'numeric':
      case 'decimal':
      case 'dec':
        return this.skip() && this.#arguments();
      case 'char':
      case 'character':
      case 'nchar':
        this.skip();
        this.accept('varying');
        return this.#length();
      case 'varchar':
        return this.skip() && this.#length();
      case 'time':
      case 'timestamp':
        return this.skip() && this.#length() && this.#timeZone();
      default:
        return this.#namedType();
    }
  }

  #namedType(): boolean {
    return this.plainName() && this.#furtherParts() && this.#arguments();
  }

  #arguments(): boolean {
    return this.word !== '(' || this.group(this.integer);
  }

  #length(): boolean {
    return !this.accept('(') || (this.integer() && this.accept(')'));
  }

  #timeZone(): boolean {
    if (this.word !== 'with' && this.word !== 'without') return true;
    return this.skip() && this.acceptAll('time', 'zone');
  }

  /** What may stand anywhere: comparisons, joined by AND and OR. */
  readonly expression = (): boolean => {
    if (++this.#depth > deepest) return false;
    do {
      while (this.accept('not'));
      if (!this.#comparison()) return false;
    } while (this.accept('and') || this.accept('or'));
    this.#depth--;
    return true;
  };

  /** Comparisons of comparisons are wrong without parentheses: there is at most one. */
  #comparison(): boolean {
    if (!this.sum()) return false;
    if (this.acceptOneOf(comparing)) {
      if (!this.accept('any')) return this.sum();
      return this.accept('(') && this.expression() && this.accept(')');
    }
    if (this.accept('is')) {
      this.accept('not');
      return this.accept('null') || this.accept('true') || this.accept('false');
    }
    if (this.word !== 'not' && this.word !== 'in' && this.word !== 'like' && this.word !== 'between') return true;
    this.accept('not');
    if (this.accept('in')) return this.group(this.expression);
    if (this.accept('like')) return this.sum();
    return this.accept('between') && this.sum() && this.accept('and') && this.sum();
  }

  /** What may also stand behind DEFAULT without parentheses. */
  sum(): boolean {
    do if (!this.#operand()) return false;
    while (this.acceptOneOf(joining));
    return true;
  }

  #operand(): boolean {
    while (this.accept('-') || this.accept('+'));
    if (!this.#value()) return false;
    while (this.accept('::')) if (!this.type()) return false;
    return true;
  }

  #value(): boolean {
    if (this.word === '') {
      const kind = this.#kinds[this.#at];
      if (kind === Kind.string) return this.string();
      if (kind === Kind.number) return this.number();
    }
    if (this.accept('(')) return this.expression() && this.accept(')');
    if (this.acceptOneOf(constants)) return true;
    if (this.acceptOneOf(times)) return this.#length();
    if (this.accept('array')) return this.accept('[') && this.list(this.expression) && this.accept(']');
    if (this.acceptOneOf(choosing)) return this.group(this.expression);
    return this.plainName() && this.#furtherParts() && (this.word !== '(' || this.call());
  }

  /** The parentheses behind a function's name. */
  call(): boolean {
    return this.acceptAll('(', ')') || this.group(this.expression);
  }
}

const comparing: ReadonlySet<string> = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);
const joining: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '||', '~', '~*', '!~', '->', '->>', '@>']);
const constants: ReadonlySet<string> = new Set([
  'true',
  'false',
  'null',
  'current_date',
  'current_user',
  'session_user',
]);
const times: ReadonlySet<string> = new Set(['current_timestamp', 'current_time', 'localtimestamp', 'localtime']);
const choosing: ReadonlySet<string> = new Set(['coalesce', 'greatest', 'least']);

const isPlainString = /^'(?:[^']|'')*'$/;
const isInteger = /^\d{1,9}$/;
const isNumber = /^\d+(?:\.\d+)?$/;

const isQuotedName = /^"(?:[^"]|"")+"$/;

/**
 * PostgreSQL's reserved keywords, those included that may be the name of a function or a type, and two that are no names
 * before a parenthesis (`operator`) and before FIRST and LAST (`nulls`).
 */
const isReserved: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null nulls offset on only operator or order outer overlaps placing primary references returning
  right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user
  using variadic verbose when where window with`.split(/\s+/),
);

/** And those that may name a table or a column, but no function or type. */
const isNoPlainName: ReadonlySet<string> = new Set([
  ...isReserved,
  ...`between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int
  integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
  json_serialize json_table json_value least merge_action national nchar none normalize nullif numeric out overlay
  position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat
  xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`.split(/\s+/),
]);
