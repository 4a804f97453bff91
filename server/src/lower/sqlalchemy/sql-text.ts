/** SQL that Python expressions stand for: `text("…")`, `func.lower(User.email)`, `User.deleted_at.is_(None)`. */
import type { Dialect } from '../../model/dialect.ts';
import type { Call, Expression } from '../../syntax/python/syntax.ts';
import { keyword, positional } from '../../syntax/python/syntax.ts';
import { stringLiteral } from '../sql/read-fragment.ts';
import { externalName, isNone, lastPart, libraryName, type Source, stringOf, valueAt } from './source.ts';

const deepest = 40;

/** What names of Python mean inside a table. */
export interface ColumnNames {
  /** The column's name in the database, of an attribute or variable; undefined for something else. */
  columnOf(source: Source, expression: Expression): string | undefined;
  readonly dialect: Dialect;
}

/** `text("…")` and its kind; undefined for anything else. */
export function textOf(source: Source, expression: Expression): string | undefined {
  const found = valueAt(source, expression);
  if (found?.value.kind !== 'call') return undefined;
  const name = libraryName(found.source, found.value.callee);
  if (name !== 'text' && name !== 'literal_column' && name !== 'TextClause') return undefined;
  return stringOf(found.source, positional(found.value.args)[0] ?? keyword(found.value.args, 'text')?.value);
}

/** Undefined where the expression, or a part of it, is not understood. */
export function sqlOf(source: Source, expression: Expression, names: ColumnNames, depth = 0): string | undefined {
  if (depth > deepest) return undefined;
  const column = names.columnOf(source, expression);
  if (column !== undefined) return quoted(column, names.dialect);
  const again = (part: Expression): string | undefined => sqlOf(source, part, names, depth + 1);
  switch (expression.kind) {
    case 'string':
      return literal(stringOf(source, expression));
    case 'number':
      return expression.text.replaceAll('_', '');
    case 'boolean':
      return booleanText(expression.text === 'True', names.dialect);
    case 'none':
      return 'NULL';
    case 'unary': {
      const operand = again(expression.operand);
      if (operand === undefined) return undefined;
      if (expression.operator === '~') return `NOT (${operand})`;
      return expression.operator === '-' ? `-${operand}` : undefined;
    }
    case 'binary':
      return binary(expression, again);
    case 'call':
      return called(source, expression, names, depth);
    default:
      return constant(source, expression, names, depth);
  }
}

function constant(source: Source, expression: Expression, names: ColumnNames, depth: number): string | undefined {
  const external = externalName(source, expression);
  if (external !== undefined && /(?:^|\.)func\.current_(?:timestamp|date|time)$/.test(external)) {
    return lastPart(external).toUpperCase();
  }
  const text = stringOf(source, expression);
  if (text !== undefined) return literal(text);
  const found = valueAt(source, expression);
  return found === undefined || found.value === expression
    ? undefined
    : sqlOf(found.source, found.value, names, depth + 1);
}

const operators: Readonly<Record<string, string>> = {
  '==': '=',
  '!=': '<>',
  '&': 'AND',
  '|': 'OR',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '%': '%',
};

function binary(
  { operator, left, right }: Extract<Expression, { readonly kind: 'binary' }>,
  again: (part: Expression) => string | undefined,
): string | undefined {
  const one = again(left);
  if (one === undefined) return undefined;
  if (isNone(right) && (operator === '==' || operator === '!=')) {
    return `${one} IS ${operator === '==' ? '' : 'NOT '}NULL`;
  }
  const other = again(right);
  const sql = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  if (other === undefined || sql === undefined) return undefined;
  return sql === 'AND' || sql === 'OR' ? `(${one}) ${sql} (${other})` : `${one} ${sql} ${other}`;
}

function called(source: Source, call: Call, names: ColumnNames, depth: number): string | undefined {
  const { callee, args } = call;
  const again = (part: Expression): string | undefined => sqlOf(source, part, names, depth + 1);
  const plainText = textOf(source, call);
  if (plainText !== undefined) return plainText;
  const values = positional(args);
  if (callee.kind === 'attribute') {
    const sql = method(callee.name, callee.object, values, again);
    if (sql !== undefined) return sql;
  }
  const external = externalName(source, callee);
  if (external !== undefined) {
    const name = lastPart(external);
    if (/(?:^|\.)func\.\w+$/.test(external) || external.includes('func.'))
      return sqlFunction(external, values, again, names.dialect);
    return construct(name, values, again, names.dialect) ?? named(source, name, values, names);
  }
  return undefined;
}

function named(source: Source, name: string, values: readonly Expression[], names: ColumnNames): string | undefined {
  if (name !== 'column') return undefined;
  const text = stringOf(source, values[0]);
  return text === undefined ? undefined : quoted(text, names.dialect);
}

function sqlFunction(
  external: string,
  values: readonly Expression[],
  again: (part: Expression) => string | undefined,
  dialect: Dialect,
): string | undefined {
  const name = external.slice(external.lastIndexOf('func.') + 5);
  if (values.length === 0) {
    if (
      /^(?:current_timestamp|current_date|current_time|localtime|localtimestamp|current_user|session_user)$/.test(name)
    ) {
      return name.toUpperCase();
    }
    if (name === 'now' && (dialect === 'sqlite' || dialect === 'sqlserver')) return 'CURRENT_TIMESTAMP';
  }
  const parts = values.map(again);
  return parts.every((part) => part !== undefined) ? `${name}(${parts.join(', ')})` : undefined;
}

function construct(
  name: string,
  values: readonly Expression[],
  again: (part: Expression) => string | undefined,
  dialect: Dialect,
): string | undefined {
  const [first] = values;
  const all = (): readonly string[] | undefined => {
    const parts = values.map(again);
    return parts.every((part) => part !== undefined) ? parts : undefined;
  };
  switch (name) {
    case 'and_':
    case 'or_':
      return all()
        ?.map((part) => `(${part})`)
        .join(name === 'and_' ? ' AND ' : ' OR ');
    case 'not_': {
      const operand = first === undefined ? undefined : again(first);
      return operand === undefined ? undefined : `NOT (${operand})`;
    }
    case 'true':
    case 'false':
      return booleanText(name === 'true', dialect);
    case 'null':
      return 'NULL';
    case 'literal':
      return first === undefined ? undefined : again(first);
    case 'desc':
    case 'asc': {
      const operand = first === undefined ? undefined : again(first);
      return operand === undefined ? undefined : `${operand} ${name.toUpperCase()}`;
    }
    default:
      return undefined;
  }
}

function method(
  name: string,
  object: Expression,
  values: readonly Expression[],
  again: (part: Expression) => string | undefined,
): string | undefined {
  const operand = again(object);
  const [first] = values;
  if (operand === undefined) return undefined;
  switch (name) {
    case 'is_':
    case 'isnot':
    case 'is_not': {
      const other = first === undefined ? undefined : again(first);
      return other === undefined ? undefined : `${operand} IS ${name === 'is_' ? '' : 'NOT '}${other}`;
    }
    case 'in_':
    case 'notin_':
    case 'not_in': {
      const items = first !== undefined && 'items' in first ? first.items.map(again) : undefined;
      if (items === undefined || items.some((item) => item === undefined)) return undefined;
      return `${operand} ${name === 'in_' ? '' : 'NOT '}IN (${items.join(', ')})`;
    }
    case 'between': {
      const [low, high] = values.map(again);
      return low === undefined || high === undefined ? undefined : `${operand} BETWEEN ${low} AND ${high}`;
    }
    case 'asc':
    case 'desc':
      return `${operand} ${name.toUpperCase()}`;
    case 'nulls_first':
    case 'nullsfirst':
      return `${operand} NULLS FIRST`;
    case 'nulls_last':
    case 'nullslast':
      return `${operand} NULLS LAST`;
    case 'op':
    case 'label':
      return undefined;
    default:
      return undefined;
  }
}

function literal(text: string | undefined): string | undefined {
  return text === undefined ? undefined : stringLiteral(text);
}

export function booleanText(value: boolean, dialect: Dialect): string {
  if (dialect === 'postgresql' || dialect === 'mysql') return String(value);
  return value ? '1' : '0';
}

/** A name as our reader takes it, whatever its letters. */
export function quoted(name: string, dialect: Dialect): string {
  if (dialect === 'mysql') return `\`${name.replaceAll('`', '``')}\``;
  if (dialect === 'sqlserver') return `[${name.replaceAll(']', ']]')}]`;
  return `"${name.replaceAll('"', '""')}"`;
}

/** A default that the database makes: what DDL says behind DEFAULT. Undefined where it cannot be known. */
export function serverDefault(source: Source, expression: Expression, names: ColumnNames): string | undefined {
  const found = valueAt(source, expression) ?? { source, value: expression };
  const { value } = found;
  if (value.kind === 'string') return literal(stringOf(found.source, value));
  if (value.kind === 'call') {
    const name = libraryName(found.source, value.callee);
    if (name === 'DefaultClause' || name === 'text' || name === 'TextClause') {
      const first = positional(value.args)[0];
      if (name !== 'DefaultClause') return textOf(found.source, value);
      return first === undefined ? undefined : serverDefault(found.source, first, names);
    }
    const text = stringOf(found.source, value);
    if (text !== undefined) return literal(text);
  }
  const text = stringOf(found.source, value);
  if (text !== undefined && value.kind !== 'call') return literal(text);
  return sqlOf(found.source, value, names);
}
