import type { Call, Expression, FunctionStatement } from '../../syntax/python/syntax.ts';
import { calleeName, classAt, functionAt, libraryName, meaningOf, type Source } from './source.ts';

/** `Table(…)` of SQLAlchemy, of a class that derives from it, or of a function of the project that hands all on to it. */
export function isTableCall(source: Source, value: Expression | undefined): value is Call {
  if (value?.kind !== 'call') return false;
  const name = calleeName(source, value);
  if (name !== undefined) return name === 'Table';
  const meaning = meaningOf(source, value.callee);
  const maker = functionAt(source, meaning);
  if (maker !== undefined) return handsOn(maker.source, maker.value);
  const derived = classAt(source, meaning);
  return derived?.value.args.some((arg) => libraryName(derived.source, arg.value) === 'Table') === true;
}

/** `return sa.Table(*args, **kwargs)` */
function handsOn(source: Source, { body }: FunctionStatement): boolean {
  const last = body.at(-1);
  if (last?.kind !== 'return' || last.value?.kind !== 'call') return false;
  return calleeName(source, last.value) === 'Table' && last.value.args[0]?.star === '*';
}
