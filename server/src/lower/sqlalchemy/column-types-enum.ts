import type { Dialect } from '../../model/dialect.ts';
import { stringLiteral } from '../sql/read-fragment.ts';
import {
  argument,
  className,
  dialectModule,
  flagArgument,
  sizeArgument,
  textArgument,
} from './column-types-arguments.ts';
import type { TypeArgument, TypeExpression } from './column-types-expression.ts';

/** An enum type of PostgreSQL. */
export interface NativeEnum {
  readonly name: string;
  readonly schema: string | undefined;
  /** Undefined where they are not known. */
  readonly values: readonly string[] | undefined;
  /** False for `create_type=False`: creating a table does not create the type. */
  readonly isCreated: boolean;
}

export interface Enumeration {
  readonly text: string;
  readonly nativeEnum?: NativeEnum;
  readonly check?: { readonly name: string | undefined; readonly values: readonly string[] };
  readonly values: readonly string[] | undefined;
}

/** What `Enum(…)`, `postgresql.ENUM(…)` and `mysql.ENUM(…)` are in the dialect; undefined for other types. */
export function enumOf(type: TypeExpression, dialect: Dialect): Enumeration | undefined {
  const name = className(type);
  if (name !== 'Enum' && name !== 'ENUM' && name !== 'SAEnum') return undefined;
  const values = enumValues(type);
  const module = dialectModule(type);
  if (module === 'mysql' && name === 'ENUM') return { text: mysqlEnum(values), values };
  const isNative = module === 'postgresql' || flagArgument(type, 'native_enum', undefined, true);
  if (isNative && dialect === 'mysql') return { text: mysqlEnum(values), values };
  const own = enumName(type);
  if (isNative && dialect === 'postgresql') {
    // SQLAlchemy refuses an enum without a name here.
    if (own === undefined) return { text: 'enum', values };
    const schema = textArgument(type, 'schema');
    const isCreated = flagArgument(type, 'create_type', undefined, true);
    return {
      text: schema === undefined ? own : `${schema}.${own}`,
      nativeEnum: { name: own, schema, values, isCreated },
      values,
    };
  }
  const length = isNative ? undefined : sizeArgument(type, 'length');
  const size = length ?? longest(values);
  return {
    text: size === undefined ? 'VARCHAR' : `VARCHAR(${size})`,
    ...(values !== undefined &&
      flagArgument(type, 'create_constraint', undefined, false) && { check: { name: own, values } }),
    values,
  };
}

function enumName(type: TypeExpression): string | undefined {
  const written = argument(type, 'name');
  if (written !== undefined) return written.kind === 'string' ? written.value : undefined;
  const first = type.args[0];
  return first?.kind === 'enum-class' ? first.enumClass.name.toLowerCase() : undefined;
}

function mysqlEnum(values: readonly string[] | undefined): string {
  return `ENUM(${(values ?? []).map(stringLiteral).join(',')})`;
}

function longest(values: readonly string[] | undefined): string | undefined {
  if (values === undefined) return undefined;
  return String(values.reduce((length, value) => Math.max(length, [...value].length), 0));
}

/** Names of the members for an enum class, unless `values_callable` asks for their values. */
function enumValues(type: TypeExpression): readonly string[] | undefined {
  const first = type.args[0];
  if (first?.kind === 'enum-class' && type.args.length === 1) {
    const { members, isPartial } = first.enumClass;
    if (isPartial) return undefined;
    const callable = argument(type, 'values_callable');
    const usesValues = callable !== undefined && callable.kind !== 'none';
    return allStrings(members.map(({ name, value }) => (usesValues ? value : name)));
  }
  const items: readonly TypeArgument[] = type.args.length === 1 && first?.kind === 'list' ? first.items : type.args;
  const values = allStrings(items.map((item) => (item.kind === 'string' ? item.value : undefined)));
  return values?.length === 0 ? undefined : values;
}

function allStrings(values: readonly (string | undefined)[]): readonly string[] | undefined {
  return values.every((value) => value !== undefined) ? values : undefined;
}
