/**
 * Follows the expressions of a revision as far as they say something without being run: literals, variables, lists,
 * f-strings of known parts, calls of functions whose code is there. Everything else is unknown.
 */
import type { Dialect } from '../../model/dialect.ts';
import type { Origin } from '../../model/origin.ts';
import { readPython } from '../../syntax/python/python-tree.ts';
import type { Call, Comprehension, Expression, StringLiteral } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import { compare } from './alembic-compare.ts';
import { FunctionScope } from './alembic-module.ts';
import { builtinCall, isTooLong, longestPart, textMethod } from './alembic-text.ts';
import { type CallValue, isTrue, type Scope, textOf, unknownAt, type Value } from './alembic-value.ts';

/** More steps than a person writes; a loop over a loop over a loop ends here. */
const mostSteps = 40_000;

/** What the surroundings know of calls: operations, functions of the program. */
export interface CallHandler {
  /** Undefined: the call is kept as it stands. */
  call(callee: Value, args: readonly Value[], keywords: ReadonlyMap<string, Value>, at: Origin): Value | undefined;
}

export class Evaluator {
  readonly #dialect: Dialect;
  readonly #handler: CallHandler;
  #steps = 0;
  #depth = 0;

  constructor(dialect: Dialect, handler: CallHandler) {
    this.#dialect = dialect;
    this.#handler = handler;
  }

  /** Whether there is still patience; counts as so many steps. */
  step(cost = 1): boolean {
    this.#steps += cost;
    return this.#steps <= mostSteps;
  }

  evaluate(expression: Expression, scope: Scope): Value {
    const at = originOf(expression, scope);
    if (!this.step() || this.#depth > 100) return unknownAt(at);
    this.#depth++;
    const value = this.#evaluate(expression, scope, at);
    this.#depth--;
    return isTooLong(value) ? unknownAt(at) : value;
  }

  #evaluate(expression: Expression, scope: Scope, at: Origin): Value {
    switch (expression.kind) {
      case 'string':
        return this.#string(expression, scope, at);
      case 'number':
        return { kind: 'number', text: expression.text, at };
      case 'boolean':
        return { kind: 'boolean', value: expression.text === 'True', at };
      case 'none':
        return { kind: 'none', at };
      case 'name':
        return this.#relocated(scope.lookup(expression.name) ?? this.#builtin(expression.name, at), at);
      case 'attribute':
        return this.attribute(this.evaluate(expression.object, scope), expression.name, at);
      case 'call':
        return this.#call(expression, scope, at);
      case 'tuple':
      case 'list':
      case 'set':
        return { kind: 'list', items: this.#items(expression.items, scope), at };
      case 'dict':
        return {
          kind: 'dict',
          entries: expression.entries.flatMap(({ key, value }) => {
            const known = this.evaluate(value, scope);
            if (key === undefined) return known.kind === 'dict' ? known.entries : [];
            return [[this.evaluate(key, scope), known] as const];
          }),
          at,
        };
      case 'unary': {
        const operand = this.evaluate(expression.operand, scope);
        if (expression.operator === '-' && operand.kind === 'number') {
          return { kind: 'number', text: `-${operand.text}`, at };
        }
        const truth = expression.operator === 'not' ? isTrue(operand) : undefined;
        return truth === undefined ? unknownAt(at) : { kind: 'boolean', value: !truth, at };
      }
      case 'binary':
        return this.#binary(expression.operator, expression.left, expression.right, scope, at);
      case 'conditional': {
        const truth = isTrue(this.evaluate(expression.test, scope));
        if (truth === undefined) return unknownAt(at);
        return this.evaluate(truth ? expression.body : expression.orElse, scope);
      }
      case 'lambda':
        return {
          kind: 'lambda',
          body: expression.body,
          parameters: expression.parameters.map(({ name }) => name),
          scope,
          at,
        };
      case 'comprehension':
        return this.#comprehension(expression, scope, at);
      case 'subscript':
        return this.#subscript(this.evaluate(expression.object, scope), expression.items, scope, at);
      default:
        return unknownAt(at);
    }
  }

  /** A constant of another place is used here: problems with it show here. */
  #relocated(value: Value, at: Origin): Value {
    if (value.at.unit === at.unit && value.at.file === at.file) return value;
    switch (value.kind) {
      case 'named':
        return { kind: 'named', name: value.name, at };
      case 'text': {
        const { from: _, ...text } = value;
        return { ...text, at };
      }
      default:
        return value;
    }
  }

  #builtin(name: string, at: Origin): Value {
    return { kind: 'named', name, at };
  }

  #items(items: readonly Expression[], scope: Scope): readonly Value[] {
    return items.flatMap((item) => {
      if (item.kind !== 'starred') return [this.evaluate(item, scope)];
      const value = this.evaluate(item.value, scope);
      return value.kind === 'list' ? value.items : [unknownAt(value.at)];
    });
  }

  #string(expression: StringLiteral, scope: Scope, at: Origin): Value {
    const [part, ...others] = expression.parts;
    if (expression.value !== undefined) {
      const { value } = expression;
      const stands =
        part !== undefined && others.length === 0 && scope.text.slice(part.content.start, part.content.end) === value;
      return { kind: 'text', value, at, ...(stands && { from: part.content.start }) };
    }
    if (expression.parts.some(({ prefix }) => prefix.includes('b'))) return unknownAt(at);
    let isPartial = false;
    let text = '';
    for (const piece of expression.parts) {
      if (piece.value !== undefined) text += piece.value;
      else {
        text += scope.text
          .slice(piece.content.start, piece.content.end)
          .replace(/\{\{|\}\}|\{([^{}]*)\}/g, (whole, inner: string | undefined) => {
            if (inner === undefined) return whole[0]!;
            const known = this.#embedded(inner, scope);
            if (known === undefined || known.length > longestPart) {
              isPartial = true;
              return '{unknown}';
            }
            return known;
          });
      }
    }
    return isPartial ? { kind: 'text', value: text, at, isPartial } : { kind: 'text', value: text, at };
  }

  /** What stands between the braces of an f-string, when it is known. */
  #embedded(source: string, scope: Scope): string | undefined {
    if (!this.step(5)) return undefined;
    const plain = source.replace(/![rsa]$/, '').replace(/=$/, '');
    const statement = readPython(plain).statements[0];
    if (statement?.kind !== 'expression') return undefined;
    const value = this.evaluate(statement.value, new ForeignScope(scope));
    if (value.kind === 'number') return value.text;
    return textOf(value);
  }

  attribute(object: Value, name: string, at: Origin): Value {
    switch (object.kind) {
      case 'named':
        return { kind: 'named', name: `${object.name}.${name}`, at };
      case 'module':
        return object.member(name) ?? unknownAt(at);
      case 'call':
        // Flask-SQLAlchemy's object has all that SQLAlchemy has.
        if (/(?:^|\.)SQLAlchemy$/.test(object.name)) return { kind: 'named', name: `sqlalchemy.${name}`, at };
        if (name === 'name' && object.args[0]?.kind === 'text') return object.args[0];
        return { kind: 'method', object, name, at };
      case 'connection':
        if (name === 'dialect') return { kind: 'dialect', at };
        if (name === 'name') return { kind: 'text', value: pythonNames[this.#dialect], at };
        if (name === 'as_sql') return { kind: 'boolean', value: false, at };
        // Without a setting of its own.
        if (name === 'version_table_schema') return { kind: 'none', at };
        return name === 'bind' || name === 'connection' || name === 'engine' || name === 'impl'
          ? { kind: 'connection', at }
          : { kind: 'method', object, name, at };
      case 'dialect':
        if (name === 'name') return { kind: 'text', value: pythonNames[this.#dialect], at };
        return { kind: 'method', object, name, at };
      case 'class': {
        const member = this.members(object).find((each) => each.kind === 'enum-member' && each.name === name);
        return member ?? { kind: 'method', object, name, at };
      }
      case 'enum-member':
        if (name === 'value') return object.value;
        return name === 'name' ? { kind: 'text', value: object.name, at } : unknownAt(at);
      default:
        return { kind: 'method', object, name, at };
    }
  }

  /** The members of an enum class, in order. */
  members(value: Value): readonly Value[] {
    if (value.kind !== 'class') return [];
    return value.statement.body.flatMap((statement): readonly Value[] => {
      const target = statement.kind === 'assign' ? statement.targets[0] : undefined;
      if (statement.kind !== 'assign' || target?.kind !== 'name' || statement.value === undefined) return [];
      const at = originOf(statement, value.scope);
      return [{ kind: 'enum-member', name: target.name, value: this.evaluate(statement.value, value.scope), at }];
    });
  }

  #call(expression: Call, scope: Scope, at: Origin): Value {
    const callee = this.evaluate(expression.callee, scope);
    const args: Value[] = [];
    const keywords = new Map<string, Value>();
    for (const arg of expression.args) {
      const value = this.evaluate(arg.value, scope);
      if (arg.name !== undefined) keywords.set(arg.name, value);
      else if (arg.star === '*') args.push(...(value.kind === 'list' ? value.items : [unknownAt(value.at)]));
      else if (arg.star === '**') {
        for (const [key, item] of value.kind === 'dict' ? value.entries : []) {
          const name = textOf(key);
          if (name !== undefined) keywords.set(name, item);
        }
      } else args.push(value);
    }
    return this.call(callee, args, keywords, at);
  }

  call(callee: Value, args: readonly Value[], keywords: ReadonlyMap<string, Value>, at: Origin): Value {
    if (callee.kind === 'lambda') {
      const scope = new FunctionScope(callee.scope);
      callee.parameters.forEach((name, index) => {
        scope.assign(name, args[index] ?? keywords.get(name) ?? unknownAt(at));
      });
      return this.evaluate(callee.body, scope);
    }
    const handled = this.#handler.call(callee, args, keywords, at);
    if (handled !== undefined) return handled;
    if (callee.kind === 'named' && callee.name === 'isinstance') return this.#isInstance(args, at);
    if (callee.kind === 'named') {
      return builtinCall(callee.name, args, at) ?? { kind: 'call', name: callee.name, args, keywords, at };
    }
    if (callee.kind === 'class') {
      return { kind: 'call', name: callee.statement.name, args, keywords, of: callee, at };
    }
    if (callee.kind !== 'method') return unknownAt(at);
    const { object, name } = callee;
    if (name === 'with_variant' && (object.kind === 'call' || object.kind === 'named')) {
      return withVariant(object, args, at);
    }
    if (name === 'as_mutable') return args[0] ?? unknownAt(at);
    if (object.kind === 'call' && (name === 'copy' || name === '_copy')) return object;
    return (
      textMethod(object, name, args, keywords, at) ?? {
        kind: 'call',
        name: `.${name}`,
        args: [object, ...args],
        keywords,
        at,
      }
    );
  }

  /** Only of the dialect: `isinstance(bind.dialect, PGDialect)`. */
  #isInstance([object, type]: readonly Value[], at: Origin): Value {
    const classes = type?.kind === 'list' ? type.items : type === undefined ? [] : [type];
    const names = classes.map((each) => (each.kind === 'named' ? each.name : ''));
    if (object?.kind !== 'dialect' || !names.every((name) => name.startsWith('sqlalchemy.dialects.'))) {
      return unknownAt(at);
    }
    const value = names.some((name) => name.startsWith(`sqlalchemy.dialects.${pythonNames[this.#dialect]}.`));
    return { kind: 'boolean', value, at };
  }

  #binary(operator: string, leftExpression: Expression, rightExpression: Expression, scope: Scope, at: Origin): Value {
    const left = this.evaluate(leftExpression, scope);
    const truth = operator === 'and' || operator === 'or' ? isTrue(left) : undefined;
    if (operator === 'and' && truth === false) return left;
    if (operator === 'or' && truth === true) return left;
    const right = this.evaluate(rightExpression, scope);
    if (operator === 'and' || operator === 'or') {
      if (truth !== undefined) return right;
      // One side decides alone, whatever the other is.
      return isTrue(right) === (operator === 'or') ? right : unknownAt(at);
    }
    if (operator === '+' && left.kind === 'list' && right.kind === 'list') {
      return { kind: 'list', items: [...left.items, ...right.items], at };
    }
    if (operator === '+' && left.kind === 'text' && right.kind === 'text') {
      const isPartial = left.isPartial === true || right.isPartial === true;
      return { kind: 'text', value: left.value + right.value, at, ...(isPartial && { isPartial }) };
    }
    if (operator === '%' && left.kind === 'text') return textMethod(left, '%', [right], new Map(), at) ?? unknownAt(at);
    if (left.kind === 'call')
      return { kind: 'call', name: `.${operator}`, args: [left, right], keywords: new Map(), at };
    const result = compare(operator, left, right);
    return result === undefined ? unknownAt(at) : { kind: 'boolean', value: result, at };
  }

  #comprehension(expression: Comprehension, scope: Scope, at: Origin): Value {
    const source = expression.iterable === undefined ? undefined : this.evaluate(expression.iterable, scope);
    const items = source === undefined ? undefined : this.iterated(source);
    if (items === undefined || expression.nested || expression.target === undefined || expression.value !== undefined) {
      return unknownAt(at);
    }
    const results: Value[] = [];
    for (const item of items) {
      const inner = new FunctionScope(scope);
      this.bind(expression.target, item, inner);
      const passes = expression.conditions.every((test) => isTrue(this.evaluate(test, inner)) !== false);
      if (passes) results.push(this.evaluate(expression.element, inner));
    }
    return { kind: 'list', items: results, at };
  }

  /** What a loop goes through; undefined where that is not known. */
  iterated(value: Value): readonly Value[] | undefined {
    if (value.kind === 'list') return [...value.items];
    if (value.kind === 'dict') return value.entries.map(([key]) => key);
    const members = this.members(value);
    return members.length > 0 ? members : undefined;
  }

  bind(target: Expression, value: Value, scope: Scope): void {
    if (target.kind === 'name') scope.assign(target.name, value);
    if (target.kind !== 'tuple' && target.kind !== 'list') return;
    target.items.forEach((item, index) => {
      const part = value.kind === 'list' ? value.items[index] : undefined;
      this.bind(item, part ?? unknownAt(value.at), scope);
    });
  }

  #subscript(object: Value, items: readonly Expression[], scope: Scope, at: Origin): Value {
    const [first] = items;
    const key = first === undefined || items.length > 1 ? undefined : this.evaluate(first, scope);
    if (object.kind === 'list' && key?.kind === 'number') {
      return object.items.at(Number(key.text)) ?? unknownAt(at);
    }
    if (object.kind === 'dict' && key !== undefined) {
      return object.entries.find(([own]) => compare('==', own, key) === true)?.[1] ?? unknownAt(at);
    }
    return unknownAt(at);
  }
}

/** SQLAlchemy's names of the dialects. */
const pythonNames: Readonly<Record<Dialect, string>> = {
  postgresql: 'postgresql',
  mysql: 'mysql',
  sqlite: 'sqlite',
  sqlserver: 'mssql',
  mongodb: 'mongodb',
};

/** For expressions out of f-strings, whose places do not count in the unit. */
class ForeignScope implements Scope {
  readonly file: string;
  readonly unit: number;
  readonly text = '';
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.file = scope.file;
    this.unit = scope.unit;
  }

  lookup(name: string): Value | undefined {
    return this.#scope.lookup(name);
  }

  assign(): void {}
}

function withVariant(object: Value & { readonly kind: 'call' | 'named' }, args: readonly Value[], at: Origin): Value {
  const [type, ...names] = args;
  if (type === undefined) return object;
  const base: CallValue =
    object.kind === 'call' ? object : { kind: 'call', name: object.name, args: [], keywords: new Map(), at };
  const variants = new Map(base.variants);
  for (const name of names.map(textOf)) if (name !== undefined) variants.set(name, type);
  return { ...base, variants, at };
}

export function originOf({ start, end }: Span, { file, unit }: Scope): Origin {
  return { file, unit, start, end };
}
