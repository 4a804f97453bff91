/** Tables as a database's own catalog describes them, and our model in the same terms, to compare the two. */

import { lowerStatement } from '../../server/src/lower/sql/lower-statement.ts';
import type { DataType } from '../../server/src/model/data-type.ts';
import type { Dialect } from '../../server/src/model/dialect.ts';
import type { WrittenExpression } from '../../server/src/model/expression.ts';
import { type Expression, normalText } from '../../server/src/model/expression.ts';
import { tokenize } from '../../server/src/syntax/sql/lexer.ts';

/** One fact a line, so that a difference reads as a difference. */
export type Facts = readonly string[];

export interface Difference {
  readonly table: string;
  readonly onlyInDatabase: Facts;
  readonly onlyInModel: Facts;
}

export function compareFacts(table: string, database: Facts, model: Facts): Difference | undefined {
  const remaining = [...model];
  const onlyInDatabase: string[] = [];
  for (const fact of database) {
    const at = remaining.indexOf(fact);
    if (at === -1) onlyInDatabase.push(fact);
    else remaining.splice(at, 1);
  }
  return onlyInDatabase.length + remaining.length === 0 ? undefined : { table, onlyInDatabase, onlyInModel: remaining };
}

/** A type that the database prints, read by our own reader. */
export function readType(text: string, dialect: Dialect): DataType | undefined {
  const source = `create table t (c ${text})`;
  const { changes } = lowerStatement(tokenize(source, dialect), source, { file: '', unit: 0 }, dialect, undefined);
  const change = changes[0];
  return change?.kind === 'create-table' ? change.table.columns[0]?.type : undefined;
}

export function describeType(type: DataType | undefined): string {
  if (type === undefined) return '?';
  // `numeric(10)` is numeric(10,0), `char` is char(1).
  let args = type.args;
  if ((type.name === 'numeric' || type.name === 'decimal') && args.length === 1) args = [args[0]!, '0'];
  if (type.name === 'char' && args.length === 0) args = ['1'];
  if (type.name === 'bit' && args.length === 0) args = ['1'];
  if (type.name === 'double precision' || type.name === 'real') args = [];
  return `${type.name}${args.length > 0 ? `(${args.join(',')})` : ''}${type.dimensions > 0 ? '[]' : ''}`;
}

/** An expression that the database prints, read by our own reader, in comparable form. */
export function readPrinted(text: string, dialect: Dialect): string {
  // PostgreSQL's own spelling of trim(x).
  const plain = text.replace(/\bTRIM\(BOTH FROM /g, 'trim(');
  const source = `create table t (c int, check (${plain}))`;
  const { changes } = lowerStatement(tokenize(source, dialect), source, { file: '', unit: 0 }, dialect, undefined);
  const change = changes[0];
  const check = change?.kind === 'create-table' ? change.table.checks[0] : undefined;
  return check === undefined ? text : describeExpression(check.expression);
}

/** Casts are left out: databases add them to literals and comparisons as they see fit. */
export function describeExpression(written: WrittenExpression): string {
  return normalText(withoutCasts(written.expression)).toLowerCase();
}

function withoutCasts(expression: Expression): Expression {
  switch (expression.kind) {
    case 'cast':
      return withoutCasts(expression.operand);
    case 'column':
      return { kind: 'column', name: expression.name };
    case 'literal':
      return expression;
    case 'opaque':
      return { kind: 'opaque', text: expression.text.replace(/::[a-z ]+/gi, '').replace(/[\s()]+/g, '') };
    case 'call':
      return { ...expression, args: expression.args.map(withoutCasts) };
    case 'array':
      return { ...expression, items: expression.items.map(withoutCasts) };
    case 'unary':
    case 'is-null':
      return { ...expression, operand: withoutCasts(expression.operand) };
    case 'binary':
      return { ...expression, left: withoutCasts(expression.left), right: withoutCasts(expression.right) };
    case 'in': {
      const items = expression.items.map(withoutCasts);
      const only = items[0];
      // One item is a comparison.
      if (items.length === 1 && only !== undefined) {
        return {
          kind: 'binary',
          operator: expression.negated ? '<>' : '=',
          left: withoutCasts(expression.operand),
          right: only,
        };
      }
      return { ...expression, operand: withoutCasts(expression.operand), items };
    }
    case 'between':
      return {
        kind: 'binary',
        operator: 'and',
        left: {
          kind: 'binary',
          operator: '>=',
          left: withoutCasts(expression.operand),
          right: withoutCasts(expression.low),
        },
        right: {
          kind: 'binary',
          operator: '<=',
          left: withoutCasts(expression.operand),
          right: withoutCasts(expression.high),
        },
      };
  }
}
