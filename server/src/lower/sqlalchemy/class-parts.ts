/** Statements of a class body, by what they are. */
import type { ClassStatement, Expression, FunctionStatement, Statement } from '../../syntax/python/syntax.ts';
import { keyword } from '../../syntax/python/syntax.ts';
import { mappedArgument } from './annotation.ts';
import { columnMakers, columnPreset } from './column-spec.ts';
import { isTypeChecking } from './definitions.ts';
import { booleanOf, libraryName, type Source } from './source.ts';

export function isColumnCall(source: Source, value: Expression | undefined): boolean {
  if (value?.kind !== 'call') return false;
  const name = libraryName(source, value.callee);
  return name === undefined ? columnPreset(source, value) !== undefined : columnMakers.has(name);
}

/** `id = Column(…)`, `id: Mapped[int]` */
export function isColumnStatement(source: Source, statement: Statement): boolean {
  if (statement.kind !== 'assign') return false;
  if (isColumnCall(source, statement.value)) return true;
  const { annotation, value } = statement;
  return value === undefined && annotation !== undefined && mappedArgument(source, annotation) !== undefined;
}

export function hasPrimaryKey(source: Source, { body }: ClassStatement): boolean {
  return body.some(
    (statement) =>
      statement.kind === 'assign' &&
      statement.value?.kind === 'call' &&
      booleanOf(source, keyword(statement.value.args, 'primary_key')?.value) === true,
  );
}

/** Statements of a class body, those in branches included that may run. */
export function bodyOf(statement: ClassStatement): readonly Statement[] {
  const found: Statement[] = [];
  const collect = (statements: readonly Statement[]): void => {
    for (const each of statements) {
      if (each.kind === 'if') {
        for (const { test, body } of each.branches) if (!isTypeChecking(test)) collect(body);
      } else if (each.kind === 'try') collect(each.body);
      else found.push(each);
    }
  };
  collect(statement.body);
  return found;
}

export function assignedIn(statement: ClassStatement, name: string): Expression | undefined {
  for (const each of bodyOf(statement).toReversed()) {
    if (each.kind !== 'assign' || each.value === undefined) continue;
    if (each.targets.some((target) => target.kind === 'name' && target.name === name)) return each.value;
  }
  return undefined;
}

export function methodIn(statement: ClassStatement, name: string): FunctionStatement | undefined {
  for (const each of bodyOf(statement)) if (each.kind === 'def' && each.name === name) return each;
  return undefined;
}
