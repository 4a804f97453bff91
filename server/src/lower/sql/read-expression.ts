/** Reads the expressions of defaults, checks, predicates and index parts into the model's expressions. */
import type { Expression, WrittenExpression } from '../../model/expression.ts';
import type { Cursor } from '../../syntax/sql/cursor.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import { identifierAt, type NameRules, stringValue } from './identifier.ts';

/** Nesting beyond which an expression is kept as text: no hand-written schema goes there. */
const deepest = 200;

/** More operators than a person writes: each makes the expression a level deeper. */
const mostOperators = 1000;

/** The expression in the tokens from the cursor up to `end`; the cursor is left at `end`. */
export function readExpression(cursor: Cursor, end: number, names: NameRules): WrittenExpression {
  const from = cursor.at;
  const text = cursor.textBetween(from, end).replace(/\s+/g, ' ');
  const expression = new ExpressionReader(cursor, end, names).readWhole();
  cursor.at = end;
  return { text, expression: expression ?? { kind: 'opaque', text } };
}

class ExpressionReader {
  readonly #cursor: Cursor;
  readonly #end: number;
  readonly #names: NameRules;
  #depth = 0;
  #operators = 0;

  constructor(cursor: Cursor, end: number, names: NameRules) {
    this.#cursor = cursor;
    this.#end = end;
    this.#names = names;
  }

  /** Undefined when not all tokens could be understood. */
  readWhole(): Expression | undefined {
    const expression = this.#binary(0);
    return this.#cursor.at === this.#end ? expression : undefined;
  }

  get #more(): boolean {
    return this.#cursor.at < this.#end;
  }

  #word(ahead = 0): string {
    return this.#cursor.at + ahead < this.#end ? this.#cursor.peek(ahead) : '';
  }

  #binary(minimum: number): Expression | undefined {
    if (++this.#depth > deepest) return undefined;
    let left = this.#unary();
    while (left !== undefined && this.#more) {
      const next: Expression | undefined | 'end' = this.#suffix(left, minimum);
      if (next === 'end') break;
      // A cast of a literal, as in the long lists that PostgreSQL prints, is not deep.
      if ((next?.kind !== 'cast' || left.kind !== 'literal') && ++this.#operators > mostOperators) return undefined;
      left = next;
    }
    this.#depth--;
    return left;
  }

  #suffix(left: Expression, minimum: number): Expression | undefined | 'end' {
    const cursor = this.#cursor;
    const word = this.#word();
    if (word === '::') {
      cursor.at++;
      const type = this.#typeText();
      return type === undefined ? undefined : { kind: 'cast', operand: left, type };
    }
    if (word === 'collate') {
      cursor.at++;
      return this.#qualifiedName() === undefined ? undefined : left;
    }
    if (word === 'is' && minimum <= 4) {
      cursor.at++;
      const negated = cursor.accept('not');
      if (cursor.accept('null')) return { kind: 'is-null', operand: left, negated };
      const literal = cursor.acceptAny('true', 'false', 'unknown');
      if (literal === undefined) return undefined;
      return {
        kind: 'binary',
        operator: negated ? 'is not' : 'is',
        left,
        right: { kind: 'literal', type: 'boolean', value: literal },
      };
    }
    if (word === 'isnull' || word === 'notnull') {
      cursor.at++;
      return { kind: 'is-null', operand: left, negated: word === 'notnull' };
    }
    const negated = word === 'not' && /^(?:in|between|like|ilike|similar|glob|regexp)$/.test(this.#word(1));
    const operator = negated ? this.#word(1) : word;
    if (minimum <= 4 && (operator === 'in' || operator === 'between' || isMatch(operator))) {
      cursor.at += negated ? 2 : 1;
      if (operator === 'in') return this.#inList(left, negated);
      if (operator === 'between') return this.#between(left, negated);
      if (operator === 'similar' && !cursor.accept('to')) return undefined;
      const right = this.#binary(5);
      if (right === undefined) return undefined;
      if (cursor.at < this.#end && cursor.accept('escape')) cursor.at++;
      return { kind: 'binary', operator: negated ? `not ${operator}` : operator, left, right };
    }
    const precedence = binaryPrecedence(word);
    if (precedence === undefined || precedence < minimum) return 'end';
    if (cursor.kind() !== Kind.symbol && word !== 'and' && word !== 'or' && word !== 'div' && word !== 'mod')
      return 'end';
    cursor.at++;
    if (this.#word() === 'any' || this.#word() === 'all' || this.#word() === 'some') return this.#anyOf(left, word);
    const right = this.#binary(precedence + 1);
    if (right === undefined) return undefined;
    return { kind: 'binary', operator: word === '!=' ? '<>' : word, left, right };
  }

  /** `x = ANY (ARRAY['a', 'b'])` is what PostgreSQL makes of `x IN ('a', 'b')`. */
  #anyOf(left: Expression, operator: string): Expression | undefined {
    const quantifier = this.#word();
    this.#cursor.at++;
    const right = this.#primary();
    if (right === undefined) return undefined;
    const list = right.kind === 'cast' ? right.operand : right;
    if (operator === '=' && quantifier === 'any' && list.kind === 'array') {
      return { kind: 'in', operand: left, items: list.items, negated: false };
    }
    if (operator === '<>' && quantifier === 'all' && list.kind === 'array') {
      return { kind: 'in', operand: left, items: list.items, negated: true };
    }
    return { kind: 'binary', operator: `${operator} ${quantifier}`, left, right };
  }

  #inList(operand: Expression, negated: boolean): Expression | undefined {
    if (this.#word() !== '(') return undefined;
    const items = this.#list(')');
    return items === undefined ? undefined : { kind: 'in', operand, items, negated };
  }

  #between(operand: Expression, negated: boolean): Expression | undefined {
    const low = this.#binary(5);
    if (low === undefined || !this.#cursor.accept('and')) return undefined;
    const high = this.#binary(5);
    return high === undefined ? undefined : { kind: 'between', operand, low, high, negated };
  }

  /** A parenthesised or bracketed list, from its opening symbol to behind its closing one. */
  #list(close: ')' | ']'): Expression[] | undefined {
    const cursor = this.#cursor;
    cursor.at++;
    const items: Expression[] = [];
    if (this.#word() === close) {
      cursor.at++;
      return items;
    }
    while (this.#more) {
      const item = this.#word() === '*' ? this.#star() : this.#binary(0);
      if (item === undefined) return undefined;
      items.push(item);
      if (cursor.accept(',')) continue;
      return cursor.accept(close) ? items : undefined;
    }
    return undefined;
  }

  #star(): Expression {
    this.#cursor.at++;
    return { kind: 'opaque', text: '*' };
  }

  #unary(): Expression | undefined {
    const cursor = this.#cursor;
    const word = this.#word();
    if (word === 'not') {
      cursor.at++;
      const operand = this.#binary(3);
      return operand === undefined ? undefined : { kind: 'unary', operator: 'not', operand };
    }
    if (cursor.kind() === Kind.symbol && (word === '-' || word === '+' || word === '~' || word === '@')) {
      cursor.at++;
      const operand = this.#binary(9);
      if (operand?.kind === 'literal' && operand.type === 'number' && word !== '~') {
        return { kind: 'literal', type: 'number', value: word === '-' ? `-${operand.value}` : operand.value };
      }
      return operand === undefined ? undefined : { kind: 'unary', operator: word, operand };
    }
    return this.#primary();
  }

  #primary(): Expression | undefined {
    if (!this.#more) return undefined;
    const cursor = this.#cursor;
    const kind = cursor.kind();
    const text = cursor.tokens.texts[cursor.at]!;
    switch (kind) {
      case Kind.number:
        cursor.at++;
        return { kind: 'literal', type: 'number', value: text };
      case Kind.string:
        if (this.#names.doubleQuotedStringsAreNames && text.startsWith('"')) break;
        cursor.at++;
        return { kind: 'literal', type: 'string', value: stringValue(text) };
      case Kind.symbol:
        if (text !== '(') return undefined;
        return this.#parenthesized();
      case Kind.word:
        return this.#wordPrimary(text);
      case Kind.quoted:
        break;
      default:
        return undefined;
    }
    return this.#nameOrCall();
  }

  #parenthesized(): Expression | undefined {
    const next = this.#word(1);
    if (next === 'select' || next === 'with') {
      const from = this.#cursor.at;
      const to = Math.min(this.#cursor.closingIndex(), this.#end);
      this.#cursor.at = to;
      return { kind: 'opaque', text: this.#cursor.textBetween(from, to) };
    }
    const items = this.#list(')');
    if (items === undefined || items.length === 0) return undefined;
    return items.length === 1 ? items[0] : { kind: 'array', items };
  }

  #wordPrimary(word: string): Expression | undefined {
    const cursor = this.#cursor;
    switch (word) {
      case 'null':
        cursor.at++;
        return { kind: 'literal', type: 'null', value: 'null' };
      case 'true':
      case 'false':
        cursor.at++;
        return { kind: 'literal', type: 'boolean', value: word };
      case 'case':
      case 'select':
      case 'exists':
        return undefined;
      case 'array':
        if (this.#word(1) !== '[') break;
        cursor.at++;
        return this.#arrayLiteral();
      case 'cast':
      case 'convert':
        if (this.#word(1) === '(' && word === 'cast') return this.#cast();
        break;
      case 'interval':
      case 'date':
      case 'time':
      case 'timestamp':
        if (cursor.at + 1 < this.#end && cursor.kind(1) === Kind.string) {
          const value = stringValue(cursor.tokens.texts[cursor.at + 1]!);
          cursor.at += 2;
          return { kind: 'cast', operand: { kind: 'literal', type: 'string', value }, type: word };
        }
        break;
    }
    return this.#nameOrCall();
  }

  #arrayLiteral(): Expression | undefined {
    const items = this.#list(']');
    return items === undefined ? undefined : { kind: 'array', items };
  }

  #cast(): Expression | undefined {
    const cursor = this.#cursor;
    cursor.at += 2;
    const operand = this.#binary(0);
    if (operand === undefined || !cursor.accept('as')) return undefined;
    const type = this.#typeText();
    return type !== undefined && cursor.accept(')') ? { kind: 'cast', operand, type } : undefined;
  }

  /** A type name behind `::` or AS: words, dots, one argument list, array brackets. */
  #typeText(): string | undefined {
    const cursor = this.#cursor;
    const from = cursor.at;
    if (this.#qualifiedName() === undefined) return undefined;
    while (this.#more && /^(?:varying|precision|without|with|time|zone|unsigned|signed)$/.test(this.#word()))
      cursor.at++;
    if (this.#word() === '(') cursor.at = Math.min(cursor.closingIndex(), this.#end);
    while (this.#more && /^(?:without|with|time|zone)$/.test(this.#word())) cursor.at++;
    while (this.#word() === '[') cursor.at = Math.min(cursor.closingIndex(), this.#end);
    return cursor.textBetween(from, cursor.at).toLowerCase().replace(/\s+/g, ' ');
  }

  #qualifiedName(): string[] | undefined {
    const cursor = this.#cursor;
    const parts: string[] = [];
    for (;;) {
      if (!this.#more) return parts.length > 0 ? parts : undefined;
      const name = identifierAt(cursor, this.#names);
      if (name === undefined) return undefined;
      parts.push(name);
      cursor.at++;
      if (this.#word() !== '.') return parts;
      cursor.at++;
    }
  }

  #nameOrCall(): Expression | undefined {
    const cursor = this.#cursor;
    const from = cursor.at;
    const quoted = cursor.kind() === Kind.quoted;
    const parts = this.#qualifiedName();
    if (parts === undefined) return undefined;
    const name = parts[parts.length - 1]!;
    if (this.#word() === '(' && cursor.at > from) {
      const args = this.#list(')');
      if (args === undefined) return undefined;
      if (this.#word() === 'over' || this.#word() === 'filter') return undefined;
      return { kind: 'call', name: (isBuiltInSchema(parts[0]!) ? name : parts.join('.')).toLowerCase(), args };
    }
    if (!quoted && parts.length === 1 && valueFunctions.has(name.toLowerCase())) {
      return { kind: 'call', name: name.toLowerCase(), args: [] };
    }
    const qualifier = parts[parts.length - 2];
    return { kind: 'column', name, ...(qualifier !== undefined && { qualifier }) };
  }
}

/** Functions that are written without parentheses. */
const valueFunctions: ReadonlySet<string> = new Set([
  'current_timestamp',
  'current_date',
  'current_time',
  'current_user',
  'session_user',
  'user',
  'localtime',
  'localtimestamp',
  'current_role',
  'current_schema',
]);

/** Schemas that are left out of a function's name: what they hold is found without them. */
function isBuiltInSchema(schema: string): boolean {
  return schema === 'pg_catalog' || schema === 'public';
}

function isMatch(word: string): boolean {
  return (
    word === 'like' ||
    word === 'ilike' ||
    word === 'similar' ||
    word === 'glob' ||
    word === 'regexp' ||
    word === 'rlike'
  );
}

function binaryPrecedence(word: string): number | undefined {
  switch (word) {
    case '':
    case '(':
    case ')':
    case ',':
    case ';':
    case '.':
    case ']':
    case '[':
      return undefined;
    case 'or':
      return 1;
    case 'and':
      return 2;
    case '=':
    case '<':
    case '>':
    case '<=':
    case '>=':
    case '<>':
    case '!=':
    case '<=>':
      return 4;
    case '+':
    case '-':
      return 7;
    case '*':
    case '/':
    case '%':
    case 'div':
    case 'mod':
      return 8;
    case '^':
      return 8;
    default:
      return /^[!#%&*+\-/<=>?@^|~:]+$/.test(word) ? 6 : undefined;
  }
}
