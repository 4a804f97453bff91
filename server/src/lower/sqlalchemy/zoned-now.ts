import type { Expression } from '../../syntax/python/syntax.ts';
import { returnedBy } from './returned.ts';
import { externalName, functionAt, isNone, lastPart, libraryName, meaningOf, type Source } from './source.ts';

/**
 * Whether a default gives the current time with its zone: `datetime.now(timezone.utc)`, called by a lambda, by a
 * function of the program, or by `partial`.
 */
export function isZonedNow(source: Source, expression: Expression, depth = 0): boolean {
  if (depth > 4) return false;
  if (expression.kind === 'lambda') return isZonedNow(source, expression.body, depth + 1);
  if (expression.kind === 'call') {
    const { callee, args } = expression;
    const isPartial = libraryName(source, callee) === 'partial';
    const called = isPartial ? args[0]?.value : callee;
    const given = isPartial ? args.slice(1) : args;
    if (called !== undefined && isNow(source, called)) return given.some(({ value }) => !isNone(value));
    return !isPartial && args.length === 0 && isZonedNow(source, callee, depth + 1);
  }
  const made = functionAt(source, meaningOf(source, expression));
  const returned = made === undefined ? undefined : returnedBy(made);
  return returned !== undefined && isZonedNow(returned.source, returned.value, depth + 1);
}

function isNow(source: Source, callee: Expression): boolean {
  const name = externalName(source, callee);
  return name !== undefined && lastPart(name) === 'now' && /^datetime\.(?:datetime\.)?now$/.test(name);
}
