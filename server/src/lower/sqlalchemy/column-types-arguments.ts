/** What stands between the parentheses of a type. */
import type { TypeArgument, TypeExpression } from './column-types-expression.ts';

/** The argument with that name, or at that place. */
export function argument(type: TypeExpression, keyword: string, position?: number): TypeArgument | undefined {
  return type.keywords.get(keyword) ?? (position === undefined ? undefined : type.args[position]);
}

/** A number or `max`, as it will stand in SQL. */
export function sizeArgument(type: TypeExpression, keyword: string, position?: number): string | undefined {
  const found = argument(type, keyword, position);
  if (found?.kind === 'number') return found.value.replaceAll('_', '');
  return found?.kind === 'string' && /^(?:\d+|max)$/i.test(found.value) ? found.value : undefined;
}

export function textArgument(type: TypeExpression, keyword: string, position?: number): string | undefined {
  const found = argument(type, keyword, position);
  return found?.kind === 'string' ? found.value : undefined;
}

/** `fallback` also where the argument is there but not known. */
export function flagArgument(
  type: TypeExpression,
  keyword: string,
  position: number | undefined,
  fallback: boolean,
): boolean {
  const found = argument(type, keyword, position);
  return found?.kind === 'boolean' ? found.value : fallback;
}

/** The class alone: `String` of `sqlalchemy.String`. */
export function className(type: TypeExpression): string {
  return type.name.slice(type.name.lastIndexOf('.') + 1);
}

/** The dialect that the class was imported from, as SQLAlchemy names it. */
export function dialectModule(type: TypeExpression): string | undefined {
  const found = /(?:^|\.)(postgresql|mysql|mariadb|mssql|sqlite|oracle)\./.exec(type.name)?.[1];
  return found === 'mariadb' ? 'mysql' : found;
}
