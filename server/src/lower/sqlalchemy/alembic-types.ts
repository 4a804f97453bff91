/** Types in revisions, classes of the project seen through to what SQLAlchemy makes of them. */
import type { Dialect } from '../../model/dialect.ts';
import type { Origin } from '../../model/origin.ts';
import { dottedName } from '../../syntax/python/syntax.ts';
import type { Evaluator } from './alembic-evaluator.ts';
import { type CallValue, textOf, type Value } from './alembic-value.ts';
import type { ColumnType } from './column-types.ts';
import { columnType } from './column-types.ts';
import { type EnumClass, type TypeArgument, type TypeExpression, typeExpression } from './column-types-expression.ts';

type ClassValue = Value & { readonly kind: 'class' };

export class TypeReader {
  readonly #evaluator: Evaluator;
  readonly #dialect: Dialect;
  #depth = 0;

  constructor(evaluator: Evaluator, dialect: Dialect) {
    this.#evaluator = evaluator;
    this.#dialect = dialect;
  }

  read(value: Value): ColumnType {
    return columnType(this.expression(value), this.#dialect, value.at);
  }

  expression(value: Value): TypeExpression {
    if (++this.#depth > 12) {
      this.#depth--;
      return typeExpression('type');
    }
    const found = this.#expression(value);
    this.#depth--;
    return found;
  }

  #expression(value: Value): TypeExpression {
    switch (value.kind) {
      case 'named':
        return typeExpression(value.name);
      case 'class':
        return this.#ofClass(value, undefined);
      case 'call':
        if (value.of !== undefined) return this.#ofClass(value.of, value);
        return this.#ofCall(value.name, value);
      default:
        return typeExpression('type');
    }
  }

  #ofCall(name: string, { args, keywords, variants }: CallValue): TypeExpression {
    return {
      ...typeExpression(
        name,
        args.map((arg) => this.#argument(arg)),
        new Map([...keywords].map(([key, value]) => [key, this.#argument(value)])),
      ),
      ...(variants !== undefined && {
        variants: new Map([...variants].map(([dialect, type]) => [dialect, this.expression(type)])),
      }),
    };
  }

  /** A TypeDecorator, a subclass of a type, or a type that says its SQL itself. */
  #ofClass(value: ClassValue, call: CallValue | undefined): TypeExpression {
    const name = value.statement.name;
    const chosen = this.#method(value, 'load_dialect_impl', [{ kind: 'dialect', at: value.at }]);
    const type = chosen?.kind === 'call' && chosen.name === '.type_descriptor' ? chosen.args[1] : chosen;
    if (type !== undefined && (type.kind === 'call' || type.kind === 'named')) {
      if (!(type.kind === 'call' && type.name.startsWith('.'))) return this.expression(type);
    }
    const written = textOf(this.#method(value, 'get_col_spec', []));
    if (written !== undefined) return typeExpression(written);
    const impl = this.#attribute(value, 'impl');
    const base = impl ?? this.#bases(value).find((each) => !isDecorator(each));
    if (base === undefined) return typeExpression(name);
    // The arguments of the decorator are those of a class that stands behind it, not of a type that is made already.
    if (base.kind === 'class') return this.#ofClass(base, call);
    if (base.kind === 'named') {
      const own = call ?? { kind: 'call' as const, name: '', args: [], keywords: new Map(), at: value.at };
      return this.#takesArguments(value) ? typeExpression(base.name) : this.#ofCall(base.name, own);
    }
    return this.expression(base);
  }

  /** Its own `__init__` decides what the type behind it is told. */
  #takesArguments(value: ClassValue): boolean {
    return value.statement.body.some((statement) => statement.kind === 'def' && statement.name === '__init__');
  }

  #bases(value: ClassValue): readonly Value[] {
    return value.statement.args
      .filter(({ name, star }) => name === undefined && star === undefined)
      .map((arg) =>
        this.#evaluator.evaluate(arg.value.kind === 'subscript' ? arg.value.object : arg.value, value.scope),
      );
  }

  #attribute(value: ClassValue, name: string): Value | undefined {
    for (const statement of value.statement.body) {
      const target = statement.kind === 'assign' ? statement.targets[0] : undefined;
      if (statement.kind === 'assign' && statement.value !== undefined && dottedName(target) === name) {
        return this.#evaluator.evaluate(statement.value, value.scope);
      }
    }
    return this.#ofBases(value, (base) => this.#attribute(base, name));
  }

  #method(value: ClassValue, name: string, args: readonly Value[]): Value | undefined {
    for (const statement of value.statement.body) {
      if (statement.kind !== 'def' || statement.name !== name) continue;
      const self: Value = { kind: 'unknown', at: value.at };
      const callee: Value = { kind: 'function', statement, scope: value.scope, at: value.at };
      return this.#evaluator.call(callee, [self, ...args], new Map(), value.at);
    }
    return this.#ofBases(value, (base) => this.#method(base, name, args));
  }

  #ofBases(value: ClassValue, ask: (base: ClassValue) => Value | undefined): Value | undefined {
    if (this.#depth > 10) return undefined;
    this.#depth++;
    let found: Value | undefined;
    for (const base of this.#bases(value)) {
      if (base.kind === 'class') found ??= ask(base);
    }
    this.#depth--;
    return found;
  }

  #argument(value: Value): TypeArgument {
    switch (value.kind) {
      case 'text':
        return value.isPartial === true ? { kind: 'other' } : { kind: 'string', value: value.value };
      case 'enum-member':
        return this.#argument(value.value);
      case 'number':
        return { kind: 'number', value: value.text };
      case 'boolean':
        return { kind: 'boolean', value: value.value };
      case 'none':
        return { kind: 'none' };
      case 'list':
        return { kind: 'list', items: value.items.map((item) => this.#argument(item)) };
      case 'class':
        if (this.#isEnum(value)) return { kind: 'enum-class', enumClass: this.#enumClass(value) };
        return { kind: 'type', type: this.expression(value) };
      case 'named':
        // A class of a package or of a file that is not there.
        return value.name.startsWith('sqlalchemy')
          ? { kind: 'type', type: this.expression(value) }
          : this.#absent(value);
      case 'call':
        return { kind: 'type', type: this.expression(value) };
      default:
        return { kind: 'other' };
    }
  }

  /** It may be an enum: its name then names the type. */
  #absent(value: Value & { readonly kind: 'named' }): TypeArgument {
    const name = value.name.slice(value.name.lastIndexOf('.') + 1);
    return { kind: 'enum-class', enumClass: { name, members: [], isPartial: true } };
  }

  #isEnum(value: ClassValue): boolean {
    return this.#bases(value).some((base) =>
      base.kind === 'class'
        ? this.#isEnum(base)
        : base.kind === 'named' && /(?:^|\.)(?:Enum|StrEnum|IntEnum|Flag|IntFlag)$/.test(base.name),
    );
  }

  #enumClass(value: ClassValue): EnumClass {
    const members = this.#evaluator.members(value).flatMap((member) => {
      if (member.kind !== 'enum-member' || member.name.startsWith('_')) return [];
      const first = member.value.kind === 'list' ? member.value.items[0] : member.value;
      return [{ name: member.name, value: textOf(first) }];
    });
    return { name: value.statement.name, members };
  }
}

function isDecorator(value: Value): boolean {
  return (
    value.kind === 'unknown' ||
    (value.kind === 'named' && !/^(?:sqlalchemy|sqlmodel)\b/.test(value.name)) ||
    (value.kind === 'named' && /(?:^|\.)(?:TypeDecorator|UserDefinedType|TypeEngine|object)$/.test(value.name))
  );
}

/** Where a type that is not written would stand. */
export function noType(at: Origin): ColumnType {
  return { type: { text: '', name: '', args: [], family: 'unknown', dimensions: 0, origin: at } };
}
