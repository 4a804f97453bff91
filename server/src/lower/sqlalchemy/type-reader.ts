/** The type expressions of a column call: `String(50)`, `JSON().with_variant(…)`, a decorator of the project. */
import type { Argument, Call, ClassStatement, Expression, Statement } from '../../syntax/python/syntax.ts';
import { positional } from '../../syntax/python/syntax.ts';
import { type TypeArgument, type TypeExpression, typeExpression } from './column-types-expression.ts';
import { enumClassAt, enumMembers } from './enum-class.ts';
import { returnedBy } from './returned.ts';
import {
  type At,
  calleeName,
  classAt,
  externalName,
  functionAt,
  lastPart,
  meaningOf,
  type Source,
  stringOf,
  valueAt,
} from './source.ts';

const deepest = 12;

export interface WrittenType {
  readonly type: TypeExpression;
  /** `MutableDict.as_mutable(…)` or one of its kind. */
  readonly tracksMutation: boolean;
}

/** The type that an expression stands for; undefined for what is none, or none that can be known. */
export function typeOf(source: Source, expression: Expression, depth = 0): WrittenType | undefined {
  if (depth > deepest) return undefined;
  if (expression.kind === 'call') return calledType(source, expression, depth);
  if (expression.kind !== 'name' && expression.kind !== 'attribute') return undefined;
  const external = externalName(source, expression);
  if (external !== undefined) return plain(typeExpression(external));
  const found = classAt(source, meaningOf(source, expression));
  if (found !== undefined) return classType(found, [], depth);
  const value = valueAt(source, expression);
  if (value === undefined || value.value === expression) return undefined;
  return typeOf(value.source, value.value, depth + 1);
}

function plain(type: TypeExpression): WrittenType {
  return { type, tracksMutation: false };
}

function calledType(source: Source, call: Call, depth: number): WrittenType | undefined {
  const { callee, args } = call;
  if (callee.kind === 'attribute') {
    if (callee.name === 'with_variant') return withVariant(source, callee.object, args, depth);
    if (callee.name === 'as_mutable' && args[0] !== undefined) {
      const inner = typeOf(source, args[0].value, depth + 1);
      return inner === undefined ? undefined : { ...inner, tracksMutation: true };
    }
    if ((callee.name === 'evaluates_none' || callee.name === 'copy') && args.length === 0) {
      return typeOf(source, callee.object, depth + 1);
    }
  }
  const external = externalName(source, callee);
  if (external !== undefined) return plain(calledExternal(source, external, args, depth));
  const meaning = meaningOf(source, callee);
  const found = classAt(source, meaning);
  if (found !== undefined)
    return classType(
      found,
      args.map((value) => ({ source, value })),
      depth,
    );
  const made = functionAt(source, meaning);
  const returned = made === undefined ? undefined : returnedBy(made);
  if (returned !== undefined) return typeOf(returned.source, returned.value, depth + 1);
  const value = valueAt(source, callee);
  // `Str50 = partial(String, 50)`
  if (value?.value.kind === 'call' && calleeName(value.source, value.value) === 'partial') {
    const [of, ...rest] = value.value.args;
    const base = of === undefined ? undefined : externalName(value.source, of.value);
    if (base !== undefined) return plain(calledExternal(value.source, base, rest, depth));
  }
  return undefined;
}

function calledExternal(source: Source, name: string, args: readonly Argument[], depth: number): TypeExpression {
  const keywords = new Map<string, TypeArgument>();
  const listed: TypeArgument[] = [];
  for (const arg of args) {
    if (arg.star === '*') listed.push(...spread(source, arg.value, depth));
    else if (arg.name !== undefined) keywords.set(arg.name, argument(source, arg.value, depth));
    else if (arg.star === undefined)
      listed.push(unseenEnum(source, name, arg.value) ?? argument(source, arg.value, depth));
  }
  return typeExpression(name, listed, keywords);
}

/** `Enum(Status)`, where the class is in no file of the program: its name is the type's, its members are not known. */
function unseenEnum(source: Source, name: string, value: Expression): TypeArgument | undefined {
  if (!/^(?:SA|sa_)?(?:Enum|ENUM)$/.test(lastPart(name)) || (value.kind !== 'name' && value.kind !== 'attribute'))
    return undefined;
  const external = externalName(source, value);
  if (external?.includes('.') !== true || !/^[A-Z]/.test(lastPart(external))) return undefined;
  return { kind: 'enum-class', enumClass: { name: lastPart(external), members: [], isPartial: true } };
}

function withVariant(
  source: Source,
  object: Expression,
  args: readonly Argument[],
  depth: number,
): WrittenType | undefined {
  const base = typeOf(source, object, depth + 1);
  const [first, ...dialects] = positional(args);
  if (base === undefined || first === undefined) return base;
  const variant = typeOf(source, first, depth + 1);
  if (variant === undefined) return base;
  const variants = new Map(base.type.variants);
  for (const dialect of dialects) {
    const name = stringOf(source, dialect);
    if (name !== undefined) variants.set(name, variant.type);
  }
  return {
    type: { ...base.type, variants },
    tracksMutation: base.tracksMutation || variant.tracksMutation,
  };
}

function argument(source: Source, expression: Expression, depth: number): TypeArgument {
  switch (expression.kind) {
    case 'string': {
      const value = stringOf(source, expression);
      return value === undefined ? { kind: 'other' } : { kind: 'string', value };
    }
    case 'number':
      return { kind: 'number', value: expression.text };
    case 'boolean':
      return { kind: 'boolean', value: expression.text === 'True' };
    case 'none':
      return { kind: 'none' };
    case 'list':
    case 'tuple':
    case 'set':
      return {
        kind: 'list',
        items: expression.items.flatMap((item) =>
          item.kind === 'starred' ? spread(source, item.value, depth) : [argument(source, item, depth + 1)],
        ),
      };
    case 'comprehension': {
      const items = spread(source, expression, depth);
      return items.some(({ kind }) => kind === 'other') ? { kind: 'other' } : { kind: 'list', items };
    }
    default:
      return namedArgument(source, expression, depth);
  }
}

function namedArgument(source: Source, expression: Expression, depth: number): TypeArgument {
  if (depth > deepest) return { kind: 'other' };
  const text = stringOf(source, expression);
  if (text !== undefined) return { kind: 'string', value: text };
  if (expression.kind === 'name' || expression.kind === 'attribute') {
    const enumClass = enumClassAt(source, meaningOf(source, expression));
    if (enumClass !== undefined) return { kind: 'enum-class', enumClass };
    const value = valueAt(source, expression);
    if (value !== undefined && value.value !== expression && value.value.kind !== 'call') {
      return argument(value.source, value.value, depth + 1);
    }
  }
  const type = typeOf(source, expression, depth + 1)?.type;
  return type === undefined ? { kind: 'other' } : { kind: 'type', type };
}

/** What `*values` puts in: the items of a list, or names or values of an enumeration's members. */
function spread(source: Source, expression: Expression, depth: number): readonly TypeArgument[] {
  if (expression.kind === 'comprehension') {
    const { target, iterable, element, nested, conditions } = expression;
    const members =
      nested || conditions.length > 0 || iterable === undefined ? undefined : enumMembers(source, iterable);
    if (members === undefined || target?.kind !== 'name' || element.kind !== 'attribute') return [{ kind: 'other' }];
    if (element.object.kind !== 'name' || element.object.name !== target.name) return [{ kind: 'other' }];
    const texts = members.map((member) =>
      element.name === 'name' ? member.name : element.name === 'value' ? member.value : undefined,
    );
    return texts.map((value) => (value === undefined ? { kind: 'other' } : { kind: 'string', value }));
  }
  if (depth > deepest) return [{ kind: 'other' }];
  const value = valueAt(source, expression);
  const list = value === undefined ? undefined : value.value;
  if (value !== undefined && (list?.kind === 'list' || list?.kind === 'tuple' || list?.kind === 'set')) {
    return list.items.map((item) => argument(value.source, item, depth + 1));
  }
  if (value !== undefined && list?.kind === 'comprehension') return spread(value.source, list, depth + 1);
  return [{ kind: 'other' }];
}

/** A type of the project: a decorator, or a class that derives from a type. */
function classType(found: At<ClassStatement>, args: readonly At<Argument>[], depth: number): WrittenType | undefined {
  const { source, value } = found;
  const byDialect = dialectTypes(source, value, depth);
  const impl = assigned(value.body, 'impl');
  if (impl !== undefined) {
    const inner = typeOf(source, impl, depth + 1);
    if (inner === undefined) return undefined;
    const takesArguments = impl.kind !== 'call' && !hasOwnConstructor(value);
    const type = takesArguments ? { ...inner.type, ...argumentsOf(args, depth) } : inner.type;
    const variants = new Map([...(type.variants ?? []), ...byDialect]);
    return { ...inner, type: { ...type, variants, isDecorated: true } };
  }
  const spec = specified(value.body);
  if (spec !== undefined) return plain(typeExpression(spec));
  for (const base of positional(value.args)) {
    const inherited = typeOf(source, base, depth + 1);
    if (inherited === undefined) continue;
    if (/^(?:TypeDecorator|UserDefinedType|Generic|object)$/.test(lastPart(inherited.type.name))) continue;
    const takesArguments = inherited.type.args.length === 0 && !hasOwnConstructor(value);
    const type = takesArguments ? { ...inherited.type, ...argumentsOf(args, depth) } : inherited.type;
    return { ...inherited, type: { ...type, variants: new Map([...(type.variants ?? []), ...byDialect]) } };
  }
  return undefined;
}

function argumentsOf(args: readonly At<Argument>[], depth: number): Pick<TypeExpression, 'args' | 'keywords'> {
  const [first] = args;
  if (first === undefined) return { args: [], keywords: new Map() };
  const written = args.map(({ value }) => value);
  const { args: listed, keywords } = calledExternal(first.source, '', written, depth + 1);
  return { args: listed, keywords };
}

function hasOwnConstructor({ body }: ClassStatement): boolean {
  return body.some((statement) => statement.kind === 'def' && statement.name === '__init__');
}

export function assigned(body: readonly Statement[], name: string): Expression | undefined {
  for (const statement of body.toReversed()) {
    if (statement.kind !== 'assign' || statement.value === undefined) continue;
    if (statement.targets.some((target) => target.kind === 'name' && target.name === name)) return statement.value;
  }
  return undefined;
}

/** `get_col_spec` that returns a plain text. */
function specified(body: readonly Statement[]): string | undefined {
  const method = body.find((statement) => statement.kind === 'def' && statement.name === 'get_col_spec');
  if (method?.kind !== 'def') return undefined;
  const last = method.body.at(-1);
  return last?.kind === 'return' && last.value?.kind === 'string' ? last.value.value : undefined;
}

/** `load_dialect_impl`: `if dialect.name == "postgresql": return dialect.type_descriptor(UUID())`. */
function dialectTypes(source: Source, { body }: ClassStatement, depth: number): ReadonlyMap<string, TypeExpression> {
  const types = new Map<string, TypeExpression>();
  const method = body.find((statement) => statement.kind === 'def' && statement.name === 'load_dialect_impl');
  if (method?.kind !== 'def') return types;
  let rest: TypeExpression | undefined;
  const returned = (statements: readonly Statement[]): TypeExpression | undefined => {
    const last = statements.at(-1);
    if (last?.kind !== 'return' || last.value?.kind !== 'call') return undefined;
    const { callee, args } = last.value;
    const first = args[0]?.value;
    if (callee.kind !== 'attribute' || callee.name !== 'type_descriptor' || first === undefined) return undefined;
    return typeOf(source, first, depth + 1)?.type;
  };
  for (const statement of method.body) {
    if (statement.kind === 'if') {
      for (const { test, body: branch } of statement.branches) {
        const type = returned(branch);
        if (type === undefined) continue;
        if (test === undefined) rest ??= type;
        for (const dialect of test === undefined ? [] : comparedDialects(test))
          if (!types.has(dialect)) types.set(dialect, type);
      }
    } else if (statement.kind === 'return') rest ??= returned([statement]);
  }
  if (rest !== undefined) {
    for (const dialect of ['postgresql', 'mysql', 'mariadb', 'sqlite', 'mssql']) {
      if (!types.has(dialect)) types.set(dialect, rest);
    }
  }
  return types;
}

function comparedDialects(test: Expression): readonly string[] {
  if (test.kind !== 'binary' || test.left.kind !== 'attribute' || test.left.name !== 'name') return [];
  const { operator, right } = test;
  if (operator === '==' && right.kind === 'string') return right.value === undefined ? [] : [right.value];
  if (operator !== 'in' || !('items' in right)) return [];
  return right.items.flatMap((item) => (item.kind === 'string' && item.value !== undefined ? [item.value] : []));
}
