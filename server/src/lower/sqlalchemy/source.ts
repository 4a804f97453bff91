/** Expressions of one file, understood with the names of the whole program. */

import type { Origin } from '../../model/origin.ts';
import { readPython } from '../../syntax/python/python-tree.ts';
import type { ClassStatement, Expression, FunctionStatement, StringPart } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import type { Definition } from './definitions.ts';
import type { DefinitionRef, Meaning, Names } from './names.ts';

/** Chains of names and nested values beyond this depth are not followed. */
const deepest = 20;

/** A place in the program where expressions stand: names mean what they mean in its file. */
export interface Source {
  readonly names: Names;
  readonly file: string;
  readonly unit: number;
  /** Where things are told to stand that stand in no file of the project. */
  readonly standsAt?: Origin;
  /** What `cls` is, in the methods of a class. */
  readonly cls?: ClassContext;
}

export interface ClassContext {
  readonly name: string;
  /** Undefined while it is being found out. */
  readonly tableName: () => string | undefined;
  /** A constant of the class or one of its bases. */
  readonly constant: (name: string) => { readonly source: Source; readonly value: Expression } | undefined;
}

export interface At<Value> {
  readonly source: Source;
  readonly value: Value;
}

export function originOf(source: Source, { start, end }: Span): Origin {
  return source.standsAt ?? { file: source.file, unit: source.unit, start, end };
}

export function meaningOf(source: Source, expression: Expression): Meaning | undefined {
  return source.names.meaning(source.file, expression);
}

/**
 * The dotted name of something that the program does not define. Members of a Flask-SQLAlchemy object count as
 * SQLAlchemy's own: `db.Column` is `sqlalchemy.Column`, but `db.Model` is `flask_sqlalchemy.Model`.
 */
export function externalName(source: Source, expression: Expression): string | undefined {
  const meaning = meaningOf(source, expression);
  if (meaning?.kind === 'external') return meaning.name;
  if (meaning !== undefined || expression.kind !== 'attribute') return undefined;
  const { object, name } = expression;
  const holder = valueAt(source, object);
  if (holder?.value.kind === 'call' && isFlaskObject(holder.source, holder.value.callee)) return flaskMember(name);
  const inner = object.kind === 'attribute' ? externalName(source, object) : undefined;
  return inner === undefined ? undefined : `${inner}.${name}`;
}

function flaskMember(name: string): string {
  return name === 'Model' ? 'flask_sqlalchemy.Model' : `sqlalchemy.${name}`;
}

function isFlaskObject(source: Source, callee: Expression, depth = 0): boolean {
  const meaning = meaningOf(source, callee);
  if (meaning?.kind === 'external') return lastPart(meaning.name) === 'SQLAlchemy';
  const found = classAt(source, meaning);
  if (found === undefined || depth > deepest) return false;
  return found.value.args.some((arg) => arg.name === undefined && isFlaskObject(found.source, arg.value, depth + 1));
}

/** `Column` of `sqlalchemy.Column`; undefined where the program defines the name itself. */
export function libraryName(source: Source, expression: Expression): string | undefined {
  const name = externalName(source, expression);
  return name === undefined ? undefined : lastPart(name);
}

export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The library's name of what a call calls. */
export function calleeName(source: Source, expression: Expression | undefined): string | undefined {
  return expression?.kind === 'call' ? libraryName(source, expression.callee) : undefined;
}

export function definitionAt(source: Source, meaning: Meaning | undefined): At<Definition> | undefined {
  if (meaning?.kind !== 'definition') return undefined;
  const value = source.names.definition(meaning.ref);
  return value === undefined ? undefined : { source: sourceOf(source.names, meaning.ref), value };
}

export function sourceOf(names: Names, { file, unit }: DefinitionRef): Source {
  return { names, file, unit };
}

export function classAt(source: Source, meaning: Meaning | undefined): At<ClassStatement> | undefined {
  const found = definitionAt(source, meaning);
  return found?.value.statement.kind === 'class' ? { source: found.source, value: found.value.statement } : undefined;
}

export function functionAt(source: Source, meaning: Meaning | undefined): At<FunctionStatement> | undefined {
  const found = definitionAt(source, meaning);
  return found?.value.statement.kind === 'def' ? { source: found.source, value: found.value.statement } : undefined;
}

/** What is assigned to a name, through other names; the expression itself where it is no name. */
export function valueAt(source: Source, expression: Expression, depth = 0): At<Expression> | undefined {
  if (depth > deepest) return undefined;
  if (expression.kind === 'attribute' && isSelf(expression.object)) {
    const constant = source.cls?.constant(expression.name);
    return constant === undefined ? undefined : valueAt(constant.source, constant.value, depth + 1);
  }
  if (expression.kind !== 'name' && expression.kind !== 'attribute') return { source, value: expression };
  const found = definitionAt(source, meaningOf(source, expression));
  if (found?.value.value !== undefined) return valueAt(found.source, found.value.value, depth + 1);
  if (found !== undefined || expression.kind !== 'attribute') return undefined;
  const holder = classAt(source, meaningOf(source, expression.object));
  const member = holder?.value.body.findLast(
    (statement) =>
      statement.kind === 'assign' &&
      statement.value !== undefined &&
      statement.targets.some((target) => target.kind === 'name' && target.name === expression.name),
  );
  if (holder === undefined) return undefined;
  if (member?.kind === 'assign' && member.value !== undefined) return valueAt(holder.source, member.value, depth + 1);
  for (const { name, star, value: base } of holder.value.args) {
    if (name !== undefined || star !== undefined) continue;
    const inherited = valueAt(holder.source, { ...expression, object: base }, depth + 1);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

export function isSelf(expression: Expression): boolean {
  return expression.kind === 'name' && (expression.name === 'cls' || expression.name === 'self');
}

/** A text that is known without running anything: literals, constants, their sums, `f"{prefix}_x"`. */
export function stringOf(source: Source, expression: Expression | undefined, depth = 0): string | undefined {
  if (expression === undefined || depth > deepest) return undefined;
  switch (expression.kind) {
    case 'string':
      return expression.value ?? formatted(source, expression.parts, depth);
    case 'binary': {
      if (expression.operator !== '+') return undefined;
      const left = stringOf(source, expression.left, depth + 1);
      const right = left === undefined ? undefined : stringOf(source, expression.right, depth + 1);
      return right === undefined ? undefined : `${left}${right}`;
    }
    case 'attribute':
    case 'name':
      return nameOf(source, expression, depth);
    case 'call':
      return calledText(source, expression, depth);
    default:
      return undefined;
  }
}

function nameOf(source: Source, expression: Expression, depth: number): string | undefined {
  if (expression.kind === 'attribute') {
    const { object, name } = expression;
    if (name === '__tablename__' && isSelf(object)) return source.cls?.tableName();
    if (name === '__name__') {
      if (isSelf(object)) return source.cls?.name;
      return classAt(source, meaningOf(source, object))?.value.name;
    }
    // Members of an enumeration: `Status.ACTIVE.value`, `.name`.
    if (name === 'name' && object.kind === 'attribute') return object.name;
    if (name === 'value' && object.kind === 'attribute') return stringOf(source, object, depth + 1);
  }
  const found = valueAt(source, expression, depth);
  if (found === undefined || found.value === expression) return undefined;
  return stringOf(found.source, found.value, depth + 1);
}

function calledText(source: Source, expression: Expression, depth: number): string | undefined {
  if (expression.kind !== 'call') return undefined;
  const { callee, args } = expression;
  const only = args.length === 1 ? args[0]?.value : undefined;
  if (callee.kind === 'attribute' && args.length === 0 && (callee.name === 'lower' || callee.name === 'upper')) {
    const text = stringOf(source, callee.object, depth + 1);
    return callee.name === 'lower' ? text?.toLowerCase() : text?.toUpperCase();
  }
  const name = libraryName(source, callee);
  if (only !== undefined && (name === 'str' || name === 'conv' || name === 'f' || name === 'quoted_name')) {
    return stringOf(source, only, depth + 1);
  }
  return undefined;
}

function formatted(source: Source, parts: readonly StringPart[], depth: number): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.value !== undefined) {
      text += part.value;
      continue;
    }
    const filled = part.prefix.includes('f') ? filledIn(source, part, depth) : undefined;
    if (filled === undefined) return undefined;
    text += filled;
  }
  return text;
}

const pieceOfFormat = /\{\{|\}\}|\{([^{}]*)\}|[^{}]+|[{}]/g;

function filledIn(source: Source, part: StringPart, depth: number): string | undefined {
  const unit = source.names.unit(source.file, source.unit);
  if (unit === undefined) return undefined;
  let text = '';
  for (const match of unit.text.slice(part.content.start, part.content.end).matchAll(pieceOfFormat)) {
    const [whole, inside] = match;
    if (inside === undefined) {
      text += whole === '{{' ? '{' : whole === '}}' ? '}' : whole;
      continue;
    }
    const value = expressionIn(inside);
    const known = value === undefined ? undefined : stringOf(source, value, depth + 1);
    if (known === undefined) return undefined;
    text += known;
  }
  return text;
}

/** The expression that a text is; its spans count from the start of that text. */
export function expressionIn(text: string): Expression | undefined {
  const { statements, errors } = readPython(text.trim());
  const [only] = statements;
  return errors.length === 0 && statements.length === 1 && only?.kind === 'expression' ? only.value : undefined;
}

/** `True`, `False`, or a constant that is. */
export function booleanOf(source: Source, expression: Expression | undefined): boolean | undefined {
  if (expression === undefined) return undefined;
  const found = valueAt(source, expression);
  return found?.value.kind === 'boolean' ? found.value.text === 'True' : undefined;
}

export function isNone(expression: Expression | undefined): boolean {
  return expression?.kind === 'none';
}
