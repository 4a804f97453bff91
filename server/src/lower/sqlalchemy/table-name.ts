/** The name of a class's table, as `__tablename__` says it or makes it of the class's name. */
import type { ClassStatement, Expression, FunctionStatement } from '../../syntax/python/syntax.ts';
import { positional } from '../../syntax/python/syntax.ts';
import { assignedIn, methodIn } from './class-parts.ts';
import { returnedBy } from './returned.ts';
import { type At, isSelf, type Source, stringOf } from './source.ts';

export function nameWritten(
  { value }: At<ClassStatement>,
  source: Source,
): { readonly name: string | undefined } | 'none' | undefined {
  const written = assignedIn(value, '__tablename__');
  if (written?.kind === 'none') return 'none';
  if (written !== undefined) return { name: stringOf(source, written) };
  const method = methodIn(value, '__tablename__');
  return method === undefined ? undefined : nameOfMethod(source, method);
}

/** Common ways to make a table's name of the class's name. */
export function nameOfMethod(
  source: Source,
  method: FunctionStatement,
): { readonly name: string | undefined } | 'none' {
  const returned = returnedBy({ source, value: method });
  if (returned?.value.kind === 'none') return 'none';
  if (returned === undefined) return { name: undefined };
  return { name: stringOf(source, returned.value) ?? snakeIdiom(source, returned.value) };
}

/** `re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()` and functions named after what they do. */
function snakeIdiom(source: Source, value: Expression): string | undefined {
  const name = source.cls?.name ?? '';
  if (value.kind !== 'call') return undefined;
  const lowered = value.callee.kind === 'attribute' && value.callee.name === 'lower' ? value.callee.object : undefined;
  const call = lowered?.kind === 'call' ? lowered : value;
  const callee = call.callee.kind === 'attribute' || call.callee.kind === 'name' ? call.callee.name : '';
  const args = positional(call.args);
  if (callee === 'sub' && lowered !== undefined && args.length === 3 && isOwnName(args[2])) {
    const pattern = stringOf(source, args[0]);
    const inserted = stringOf(source, args[1]);
    if (pattern === '(?<!^)(?=[A-Z])' && inserted === '_') return name.replace(/(?!^)(?=[A-Z])/g, '_').toLowerCase();
  }
  if (
    /^(?:camel_to_snake(?:_case)?|to_snake(?:_case)?|snake_case|underscore|snakecase|camelcase_to_snake_?case|camel2snake|resolve_table_name)$/.test(
      callee,
    )
  ) {
    return args.length === 1 && isOwnName(args[0]) && !/[A-Z]{2}|\d/.test(name) ? snakeCase(name) : undefined;
  }
  return undefined;
}

function isOwnName(expression: Expression | undefined): boolean {
  return expression?.kind === 'attribute' && expression.name === '__name__' && isSelf(expression.object);
}

/** As Flask-SQLAlchemy makes it. */
export function snakeCase(name: string): string {
  return name
    .replace(/((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))/g, '_$1')
    .toLowerCase()
    .replace(/^_+/, '');
}
