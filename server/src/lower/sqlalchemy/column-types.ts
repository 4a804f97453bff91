/** Column types as SQLAlchemy's compiler writes them: `String(20)` is `VARCHAR(20)`, `Uuid` is `CHAR(32)` in MySQL. */
import type { DataType } from '../../model/data-type.ts';
import { type Dialect, defaultSchema } from '../../model/dialect.ts';
import type { Origin } from '../../model/origin.ts';
import { typeEnds } from '../sql/read-column.ts';
import { fragmentReader } from '../sql/read-fragment.ts';
import { enumOf, type NativeEnum } from './column-types-enum.ts';
import type { TypeExpression } from './column-types-expression.ts';
import { ofPackage } from './column-types-packages.ts';
import { sqlmodelDatetime } from './column-types-python.ts';
import { spell } from './column-types-spelling.ts';

/** What a type means for a column and beside it. */
export interface ColumnType {
  readonly type: DataType;
  readonly collation?: string;
  readonly charset?: string;
  /** PostgreSQL: the type is an enum of its own, which `CREATE TABLE` creates before the table. */
  readonly nativeEnum?: NativeEnum;
  /** The column gets a CHECK that lists these values (`create_constraint=True`); the name is the enum's. */
  readonly check?: { readonly name: string | undefined; readonly values: readonly string[] };
  /** The values an Enum allows, whether the database knows them or not; undefined where they are not known. */
  readonly enumValues?: readonly string[];
}

/** SQLAlchemy's names of the dialects. */
const dialectNames: Readonly<Record<Dialect, readonly string[]>> = {
  postgresql: ['postgresql'],
  mysql: ['mysql', 'mariadb'],
  sqlite: ['sqlite'],
  sqlserver: ['mssql'],
  mongodb: [],
};

/** The type that takes the place of this one in the dialect, decorators and packages seen through. */
function standIn(written: TypeExpression, dialect: Dialect): TypeExpression {
  let expression = written;
  // A variant may have variants, and a package's type may be made of another package's.
  for (let depth = 0; depth < 8; depth++) {
    const variants = expression.variants;
    const variant = dialectNames[dialect].map((name) => variants?.get(name)).find((found) => found !== undefined);
    const next = variant ?? ofPackage(expression);
    if (next === undefined) break;
    expression = next;
  }
  return expression;
}

/**
 * What SQLAlchemy makes of a type in a database of this dialect. A type that is not known, or that SQLAlchemy refuses
 * in the dialect, keeps its own name; its family is `unknown` unless the dialect has a type of that name.
 */
export function columnType(written: TypeExpression, dialect: Dialect, origin: Origin): ColumnType {
  const expression = standIn(written, dialect);
  const enumeration = enumOf(expression, dialect);
  if (enumeration !== undefined) {
    const { text, nativeEnum, check, values } = enumeration;
    const type =
      nativeEnum === undefined ? readType(text, dialect, origin) : enumType(nativeEnum, text, dialect, origin);
    return {
      type,
      ...(nativeEnum !== undefined && { nativeEnum }),
      ...(check !== undefined && { check }),
      ...(values !== undefined && { enumValues: values }),
    };
  }
  const item = arrayItem(expression, dialect);
  if (item !== undefined) return arrayOf(item, dialect, origin);
  const { text, collation, charset } = spell(expression, dialect);
  const type = readType(text, dialect, origin);
  // The result of a function is taken for a type, and a constant of another package for a class, as far as anybody knows.
  const isOpen =
    expression.isDecorated === true ||
    [...expression.args, ...expression.keywords.values()].some(
      ({ kind }) => kind === 'other' || kind === 'type' || kind === 'enum-class',
    );
  return {
    type: {
      ...type,
      ...(isOpen && type.args.length === 0 && { openSize: true as const }),
      ...(expression.name === sqlmodelDatetime && { openZone: true as const }),
    },
    ...(collation !== undefined && { collation }),
    ...(charset !== undefined && { charset }),
  };
}

function enumType(native: NativeEnum, text: string, dialect: Dialect, origin: Origin): DataType {
  const schema = native.schema === defaultSchema(dialect) ? undefined : native.schema;
  return {
    text,
    name: native.name,
    ...(schema !== undefined && { schema }),
    args: [],
    family: 'unknown',
    dimensions: 0,
    origin,
  };
}

interface ArrayItem {
  readonly item: TypeExpression;
  readonly dimensions: number;
}

function arrayItem(expression: TypeExpression, dialect: Dialect): ArrayItem | undefined {
  if (dialect !== 'postgresql' || !/(?:^|\.)(?:ARRAY|array)$/.test(expression.name)) return undefined;
  const item = expression.args[0] ?? expression.keywords.get('item_type');
  if (item?.kind !== 'type') return undefined;
  const dimensions = expression.keywords.get('dimensions') ?? expression.args[2];
  const count = dimensions?.kind === 'number' ? Number(dimensions.value) : 1;
  return { item: item.type, dimensions: Number.isInteger(count) && count > 0 && count <= 6 ? count : 1 };
}

function arrayOf({ item, dimensions }: ArrayItem, dialect: Dialect, origin: Origin): ColumnType {
  // SQLAlchemy refuses arrays of arrays; whoever writes them means the same.
  const { check: _, ...inner } = columnType(item, dialect, origin);
  return {
    ...inner,
    type: {
      ...inner.type,
      text: `${inner.type.text}${'[]'.repeat(dimensions)}`,
      dimensions: inner.type.dimensions + dimensions,
    },
  };
}

const remembered = new Map<string, DataType>();
/** More different spellings than this are not those of a person. */
const rememberedLimit = 2_000;

/** The type that our SQL reader sees in `text`. */
function readType(text: string, dialect: Dialect, origin: Origin): DataType {
  const key = `${dialect} ${text}`;
  let type = remembered.get(key);
  if (type === undefined) {
    type = fragmentReader(text, dialect).dataType(typeEnds) ?? {
      text,
      name: text.toLowerCase(),
      args: [],
      family: 'unknown',
      dimensions: 0,
      origin,
    };
    if (remembered.size >= rememberedLimit) remembered.clear();
    remembered.set(key, type);
  }
  return { ...type, origin };
}
