/** What functions return, as far as texts decide it: `if cls.__tablename__.upper() == "ORDERS"`. */
import type { Expression, FunctionStatement, Statement } from '../../syntax/python/syntax.ts';
import { type At, type Source, stringOf } from './source.ts';

/** What a function returns that does nothing else: `def id_column(): return Column(…)`. */
export function returnedBy({ source, value }: At<FunctionStatement>): At<Expression> | undefined {
  const returned = returnedIn(source, value.body);
  return returned === 'through' ? undefined : returned;
}

/** Undefined where the text does not say. */
function isTrue(source: Source, test: Expression, depth = 0): boolean | undefined {
  if (depth > 8) return undefined;
  if (test.kind === 'unary' && test.operator === 'not') {
    const inner = isTrue(source, test.operand, depth + 1);
    return inner === undefined ? undefined : !inner;
  }
  if (test.kind !== 'binary') return undefined;
  const { operator, left, right } = test;
  if (operator === 'and' || operator === 'or') {
    const settles = operator === 'or';
    const [one, other] = [isTrue(source, left, depth + 1), isTrue(source, right, depth + 1)];
    if (one === settles || other === settles) return settles;
    return one === undefined || other === undefined ? undefined : !settles;
  }
  const text = stringOf(source, left);
  const texts = text === undefined ? undefined : textsOf(source, right, operator);
  if (texts === undefined) return undefined;
  return texts.includes(text!) === (operator === '==' || operator === 'in');
}

function textsOf(source: Source, right: Expression, operator: string): readonly string[] | undefined {
  const isList = right.kind === 'tuple' || right.kind === 'list' || right.kind === 'set';
  const isIn = operator === 'in' || operator === 'not in';
  if (isIn !== isList || (!isIn && operator !== '==' && operator !== '!=')) return undefined;
  const texts = (isList ? right.items : [right]).map((item) => stringOf(source, item));
  return texts.some((text) => text === undefined) ? undefined : (texts as readonly string[]);
}

/** What statements return; `through` where they come to their end, undefined where nobody can tell from the text. */
function returnedIn(source: Source, body: readonly Statement[]): At<Expression> | 'through' | undefined {
  for (const statement of body) {
    if (statement.kind === 'return') {
      return statement.value === undefined ? undefined : { source, value: statement.value };
    }
    if (statement.kind === 'other' || isDocstring(statement)) continue;
    if (statement.kind !== 'if') return undefined;
    const taken = takenBranch(source, statement.branches);
    if (taken === undefined) return undefined;
    const returned = returnedIn(source, taken);
    if (returned !== 'through') return returned;
  }
  return 'through';
}

function takenBranch(
  source: Source,
  branches: readonly { readonly test: Expression | undefined; readonly body: readonly Statement[] }[],
): readonly Statement[] | undefined {
  for (const { test, body } of branches) {
    const decided = test === undefined ? true : isTrue(source, test);
    if (decided === undefined) return undefined;
    if (decided) return body;
  }
  return [];
}

function isDocstring(statement: Statement): boolean {
  return statement.kind === 'expression' && statement.value.kind === 'string';
}
