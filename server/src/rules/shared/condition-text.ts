import type { Dialect } from '../../model/dialect.ts';
import type { Expression, WrittenExpression } from '../../model/expression.ts';

/** Conditions that fixes put on an index, spelled for the dialect. */

export function isNullCondition(column: string, dialect: Dialect): WrittenExpression {
  return {
    text: `${quoted(column, dialect)} IS NULL`,
    expression: { kind: 'is-null', operand: { kind: 'column', name: column }, negated: false },
  };
}

/** The boolean column is true, or false. */
export function isTrueCondition(column: string, value: boolean, dialect: Dialect): WrittenExpression {
  const operand: Expression = { kind: 'column', name: column };
  if (dialect === 'postgresql') {
    const name = quoted(column, dialect);
    return value
      ? { text: name, expression: operand }
      : { text: `NOT ${name}`, expression: { kind: 'unary', operator: 'not', operand } };
  }
  const literal = value ? '1' : '0';
  return {
    text: `${quoted(column, dialect)} = ${literal}`,
    expression: {
      kind: 'binary',
      operator: '=',
      left: operand,
      right: { kind: 'literal', type: 'number', value: literal },
    },
  };
}

function quoted(name: string, dialect: Dialect): string {
  const isPlain = dialect === 'postgresql' ? /^[a-z_][a-z0-9_]*$/.test(name) : /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
  if (isPlain && !reservedFlags.has(name.toLowerCase())) return name;
  return dialect === 'sqlserver' ? `[${name.replaceAll(']', ']]')}]` : `"${name.replaceAll('"', '""')}"`;
}

/** Reserved words that name a state. Others can hardly be the name of a flag or of a time. */
const reservedFlags: ReadonlySet<string> = new Set(
  `all any check collation column constraint current default deferrable distinct end except exists external false for
  foreign from full in initially into is key leading limit natural not null off offset on only open or order outer
  percent plan primary public read references right rule select session_user some statistics table then to top trailing
  true union unique update user verbose when where with`.split(/\s+/),
);
