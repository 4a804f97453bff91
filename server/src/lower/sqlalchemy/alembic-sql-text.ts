/** SQL that stands inside Python: expressions in texts and in SQLAlchemy's own functions. */

import type { Dialect } from '../../model/dialect.ts';
import type { WrittenExpression } from '../../model/expression.ts';
import type { ObjectName } from '../../model/names.ts';
import type { IndexPart } from '../../model/table.ts';
import { expressionIn, fragmentReader, stringLiteral } from '../sql/read-fragment.ts';
import { readIndexParts } from '../sql/read-index.ts';
import { textOf, type Value } from './alembic-value.ts';
import { booleanText } from './sql-text.ts';

/** One part of an index, as SQL writes it: `lower(email)`, `created_at DESC`. */
export function parseIndexPart(text: string, table: ObjectName, dialect: Dialect): IndexPart | undefined {
  const parts = readIndexParts(fragmentReader(`(${text})`, dialect), table);
  return parts?.length === 1 ? parts[0] : undefined;
}

/** An expression that stands where one is meant to stand; where it is not understood it is there all the same. */
export function expressionOf(value: Value, dialect: Dialect): WrittenExpression {
  const text = sqlOf(value, dialect);
  return text === undefined ? { text: '…', expression: { kind: 'opaque', text: '…' } } : expressionIn(text, dialect);
}

/** The SQL of `text('…')`, `func.lower(column('x'))`, `true()` and their like; undefined for what is not understood. */
export function sqlOf(value: Value, dialect: Dialect): string | undefined {
  if (value.kind === 'number') return value.text;
  if (value.kind === 'none') return 'NULL';
  if (value.kind === 'boolean') return booleanText(value.value, dialect);
  if (value.kind === 'text') return textOf(value);
  if (value.kind === 'enum-member') return sqlOf(value.value, dialect);
  if (value.kind !== 'call') return undefined;
  const name = value.name.slice(value.name.lastIndexOf('.') + 1);
  const [first, second] = value.args;
  if (value.name.startsWith('.')) return operated(value.name.slice(1), value.args, dialect);
  const called = /(?:^|\.)func\.(.+)$/.exec(value.name)?.[1];
  if (called !== undefined) return functionOf(called, value.args, dialect);
  switch (name) {
    case 'text':
    case 'literal_column':
    case 'TextClause':
    case 'DefaultClause':
      return first === undefined ? undefined : sqlOf(first, dialect);
    case 'literal':
    case 'bindparam':
      return first?.kind === 'text'
        ? stringLiteral(first.value)
        : first === undefined
          ? undefined
          : sqlOf(first, dialect);
    case 'column':
    case 'quoted_name':
      return textOf(first);
    case 'true':
    case 'false':
      return booleanText(name === 'true', dialect);
    case 'null':
      return 'NULL';
    case 'desc':
    case 'asc':
      return first === undefined ? undefined : suffixed(first, name, dialect);
    case 'cast':
    case 'type_coerce':
      return first === undefined || second === undefined ? undefined : sqlOf(first, dialect);
    default:
      return undefined;
  }
}

const suffixes: ReadonlyMap<string, string> = new Map([
  ['desc', 'DESC'],
  ['asc', 'ASC'],
  ['nullslast', 'NULLS LAST'],
  ['nulls_last', 'NULLS LAST'],
  ['nullsfirst', 'NULLS FIRST'],
  ['nulls_first', 'NULLS FIRST'],
]);

/** Python's operators, and methods that are named as one. */
const operators: ReadonlyMap<string, string> = new Map([
  ['==', '='],
  ['!=', '<>'],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['&', 'AND'],
  ['|', 'OR'],
  ['is_', 'IS'],
  ['is_not', 'IS NOT'],
  ['isnot', 'IS NOT'],
]);

function suffixed(object: Value, method: string, dialect: Dialect): string | undefined {
  const suffix = suffixes.get(method);
  const operand = suffix === undefined ? undefined : sqlOf(object, dialect);
  return operand === undefined ? undefined : `${operand} ${suffix}`;
}

/** A method of an expression, or an operator between two. */
function operated(name: string, [left, right]: readonly Value[], dialect: Dialect): string | undefined {
  const operator = operators.get(name);
  if (left === undefined) return undefined;
  if (name === 'next_value' && left.kind === 'call') {
    const sequence = textOf(left.args[0]);
    return sequence === undefined ? undefined : `nextval(${stringLiteral(sequence)})`;
  }
  if (operator === undefined || right === undefined) return suffixed(left, name, dialect);
  const [one, other] = [operandOf(left, dialect), operandOf(right, dialect)];
  if (one === undefined || other === undefined) return undefined;
  if (other === 'NULL' && (operator === '=' || operator === '<>'))
    return `${one} IS ${operator === '=' ? '' : 'NOT '}NULL`;
  return operator === 'AND' || operator === 'OR' ? `(${one}) ${operator} (${other})` : `${one} ${operator} ${other}`;
}

/** Beside an operator a bare text is a string. */
function operandOf(value: Value, dialect: Dialect): string | undefined {
  return value.kind === 'text' ? stringLiteral(value.value) : sqlOf(value, dialect);
}

function functionOf(name: string, args: readonly Value[], dialect: Dialect): string | undefined {
  const upper = name.toUpperCase();
  if (args.length === 0 && bare.has(upper)) return upper;
  if (args.length === 0 && upper === 'NOW' && dialect !== 'postgresql' && dialect !== 'mysql')
    return 'CURRENT_TIMESTAMP';
  const parts = args.map((arg) => (arg.kind === 'text' ? stringLiteral(arg.value) : sqlOf(arg, dialect)));
  return parts.every((part) => part !== undefined) ? `${name}(${parts.join(', ')})` : undefined;
}

/** Functions that SQLAlchemy writes without parentheses. */
const bare: ReadonlySet<string> = new Set([
  'CURRENT_TIMESTAMP',
  'CURRENT_DATE',
  'CURRENT_TIME',
  'CURRENT_USER',
  'SESSION_USER',
  'LOCALTIME',
  'LOCALTIMESTAMP',
  'USER',
]);

/** What `server_default` makes of a value: a bare text is a string of SQL. */
export function defaultOf(value: Value, dialect: Dialect): WrittenExpression | undefined {
  const plain = textOf(value);
  if (plain !== undefined) return expressionIn(stringLiteral(plain), dialect);
  if (value.kind === 'call' && /(?:^|\.)FetchedValue$/.test(value.name)) return undefined;
  if (value.kind === 'call' && /(?:^|\.)DefaultClause$/.test(value.name) && value.args[0] !== undefined) {
    return defaultOf(value.args[0], dialect);
  }
  return expressionOf(value, dialect);
}
