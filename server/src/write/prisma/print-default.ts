/** Defaults of columns as the argument of `@default`. */
import type { Expression } from '../../model/expression.ts';
import type { Column } from '../../model/table.ts';
import { quoted } from './names.ts';
import { type PrismaType, type Scalar, scalarOf } from './native-types.ts';
import type { PrismaProvider } from './provider.ts';

/**
 * What stands in `@default(…)`; undefined where the column has no default. What Prisma has no value for becomes
 * `dbgenerated` with the SQL. `valueName` gives the name in Prisma of an enum's value.
 */
export function printDefault(
  provider: PrismaProvider,
  column: Pick<Column, 'default' | 'autoIncrement' | 'type'>,
  type: PrismaType,
  valueName: (value: string) => string | undefined,
): string | undefined {
  const scalar = scalarOf(type);
  if (column.autoIncrement && (scalar === 'Int' || scalar === 'BigInt')) return 'autoincrement()';
  const written = column.default;
  if (written === undefined) return undefined;
  const value = withoutCasts(written.expression);
  if (value.kind === 'literal' && value.type === 'null') return undefined;
  const printed = type.isList
    ? printList(value, scalar, valueName)
    : (printNow(provider, value, scalar, column.type.args) ?? printValue(value, scalar, valueName));
  return printed ?? `dbgenerated(${quoted(written.text.trim())})`;
}

function withoutCasts(expression: Expression): Expression {
  return expression.kind === 'cast' ? withoutCasts(expression.operand) : expression;
}

const nowCalls: ReadonlySet<string> = new Set(['now', 'current_timestamp', 'localtimestamp', 'getdate']);

/** The current time, where it has the precision that Prisma gives it: the column's own. */
function printNow(
  provider: PrismaProvider,
  value: Expression,
  scalar: Scalar,
  precision: readonly string[],
): string | undefined {
  if (scalar !== 'DateTime' || value.kind !== 'call' || !nowCalls.has(value.name)) return undefined;
  const [argument] = value.args;
  const written = argument?.kind === 'literal' ? argument.value : undefined;
  const isUsual = provider === 'mysql' ? (written ?? '0') === (precision[0] ?? '0') : value.args.length === 0;
  return isUsual ? 'now()' : undefined;
}

function printValue(
  value: Expression,
  scalar: Scalar,
  valueName: (value: string) => string | undefined,
): string | undefined {
  if (value.kind !== 'literal') return undefined;
  const text = value.value;
  switch (scalar) {
    case 'String':
    case 'Json':
      return value.type === 'string' ? quoted(text) : undefined;
    case 'enum':
      return value.type === 'string' ? valueName(text) : undefined;
    case 'Int':
    case 'BigInt':
      return value.type !== 'boolean' && /^-?\d{1,18}$/.test(text) ? text : undefined;
    case 'Float':
    case 'Decimal':
      return value.type !== 'boolean' && /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
    case 'Boolean':
      return printBoolean(text);
    default:
      return undefined;
  }
}

function printBoolean(text: string): string | undefined {
  if (/^(1|t|true)$/i.test(text)) return 'true';
  return /^(0|f|false)$/i.test(text) ? 'false' : undefined;
}

/** A list of values; of PostgreSQL's text form only the empty one is read. */
function printList(
  value: Expression,
  scalar: Scalar,
  valueName: (value: string) => string | undefined,
): string | undefined {
  if (value.kind === 'literal' && value.type === 'string' && /^\{\s*\}$/.test(value.value)) return '[]';
  if (value.kind !== 'array') return undefined;
  const items = value.items.map((item) => printValue(withoutCasts(item), scalar, valueName));
  return items.every((item) => item !== undefined) ? `[${items.join(', ')}]` : undefined;
}
