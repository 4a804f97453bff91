/** Keys and indexes as attributes of a model or of one of its fields. */
import { indexName, keyName } from '../../model/default-names.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Index, IndexPart, Key, Table } from '../../model/table.ts';
import { defaultName, mapOption, quoted } from './names.ts';
import { type PrismaType, scalarOf } from './native-types.ts';
import { has, type PrismaProvider } from './provider.ts';

export interface IndexNames {
  readonly provider: PrismaProvider;
  readonly dialect: Dialect;
  readonly table: Table;
  /** The field of a column; undefined where the model has none. */
  field(column: string): string | undefined;
  /** The type of a column's field; undefined where the model has none. */
  type(column: string): PrismaType | undefined;
  /** Without a name, what is printed has the database's own; else the one that Prisma gives. */
  readonly nameless: 'database' | 'prisma';
  /** The preview feature `partialIndexes` is on. */
  readonly partialIndexes: boolean;
}

/** An attribute: behind a field where `field` is set, else a line of the model. */
export interface KeyAttribute {
  readonly field: string | undefined;
  readonly text: string;
  /** As a line of the model: `@@unique([email])` for `@unique`. */
  readonly line: string;
}

/** `@id` or `@@id`; undefined where Prisma cannot say the key. */
export function printPrimaryKey(names: IndexNames, key: Key): KeyAttribute | undefined {
  const name = has(names.provider, 'keyNames') ? nameOfKey(names, key, 'primary') : undefined;
  const usual = defaultName(names.provider, names.table.name, [], 'pkey');
  return printKey(names, key, 'id', mapOption(names.provider, name, usual));
}

/** `@unique` or `@@unique` for a constraint; undefined where Prisma cannot say it. */
export function printUnique(names: IndexNames, key: Key): KeyAttribute | undefined {
  const name = names.provider === 'sqlite' ? undefined : nameOfKey(names, key, 'unique');
  const usual = defaultName(names.provider, names.table.name, key.columns, 'key');
  return printKey(names, key, 'unique', mapOption(names.provider, name, usual));
}

function nameOfKey({ nameless, dialect, table }: IndexNames, key: Key, kind: 'primary' | 'unique'): string | undefined {
  return nameless === 'prisma' ? key.name : keyName(dialect, table, key, kind);
}

function printKey(
  names: IndexNames,
  key: Key,
  kind: 'id' | 'unique',
  name: readonly string[],
): KeyAttribute | undefined {
  if (key.include.length > 0 || key.nullsNotDistinct || key.deferrable) return undefined;
  const options = [...name];
  const usuallyClustered = kind === 'id';
  if (names.provider === 'sqlserver' && (key.clustered ?? usuallyClustered) !== usuallyClustered) {
    options.push(`clustered: ${key.clustered}`);
  }
  const parts = key.columns.map((column) => ({
    column,
    options: key.lengths?.[column] === undefined ? [] : [`length: ${key.lengths[column]}`],
  }));
  return printAttribute(names, kind, parts, options);
}

/** `@@index`, `@@fulltext`, `@unique` or `@@unique` for an index; undefined where Prisma cannot say it. */
export function printIndex(names: IndexNames, index: Index): KeyAttribute | undefined {
  const { provider } = names;
  const method = methodOf(names, index);
  const where = whereOf(names, index);
  if (method === undefined || where === undefined || !isPlainIndex(index)) return undefined;
  const parts: PrintedPart[] = [];
  for (const part of index.parts) {
    const printed = printPart(provider, index, part);
    if (printed === undefined || !takes(names, index, part)) return undefined;
    parts.push(printed);
  }
  const options = [...nameOf(names, index), ...method, ...where];
  if (provider === 'sqlserver' && index.clustered === true) options.push('clustered: true');
  if (index.method === 'fulltext') return printAttribute(names, 'fulltext', parts, options);
  return printAttribute(names, index.unique ? 'unique' : 'index', parts, options);
}

function isPlainIndex(index: Index): boolean {
  return (
    index.parts.length > 0 && index.include.length === 0 && !index.nullsNotDistinct && !index.only && index.visible
  );
}

function nameOf({ provider, nameless, dialect, table }: IndexNames, index: Index): readonly string[] {
  const name = nameless === 'prisma' ? index.name : indexName(dialect, table, index);
  const columns = index.parts.map((part) => part.column ?? '');
  const usual = defaultName(provider, table.name, columns, index.unique ? 'key' : 'idx');
  return mapOption(provider, name, usual);
}

const postgresMethods: Readonly<Record<string, string>> = {
  hash: 'Hash',
  gist: 'Gist',
  gin: 'Gin',
  spgist: 'SpGist',
  brin: 'Brin',
};

function methodOf({ provider }: IndexNames, { method, unique }: Index): readonly string[] | undefined {
  if (method === 'btree') return [];
  if (method === 'fulltext') return provider === 'mysql' && !unique ? [] : undefined;
  if (unique) return undefined;
  if (provider === 'cockroachdb') return method === 'gin' ? ['type: Gin'] : undefined;
  const name = provider === 'postgresql' ? postgresMethods[method] : undefined;
  return name === undefined ? undefined : [`type: ${name}`];
}

function whereOf({ provider, partialIndexes }: IndexNames, { where }: Index): readonly string[] | undefined {
  if (where === undefined) return [];
  const hasPartial = provider !== 'mysql' && partialIndexes;
  return hasPartial ? [`where: raw(${quoted(where.text.trim())})`] : undefined;
}

interface PrintedPart {
  readonly column: string;
  readonly options: readonly string[];
}

function printPart(provider: PrismaProvider, index: Index, part: IndexPart): PrintedPart | undefined {
  const { column } = part;
  if (column === undefined || part.collation !== undefined) return undefined;
  const usualNulls = part.order === 'asc' ? 'last' : 'first';
  if (provider === 'postgresql' && part.nulls !== usualNulls) return undefined;
  const options: string[] = [];
  if (part.opclass !== undefined) {
    if (provider !== 'postgresql' || index.unique) return undefined;
    options.push(`ops: ${operatorClass(index.method, part.opclass)}`);
  }
  if (part.length !== undefined) options.push(`length: ${part.length}`);
  if (part.order === 'desc') options.push('sort: Desc');
  return { column, options };
}

/** Prisma takes GIN without an operator class for lists, JSON and types that it does not know. */
function takes(names: IndexNames, { method }: Index, { column, opclass }: IndexPart): boolean {
  if (method !== 'gin' || opclass !== undefined) return true;
  const type = names.type(column ?? '');
  return type !== undefined && (type.isList || scalarOf(type) === 'Json' || scalarOf(type) === 'Unsupported');
}

/** Prisma has names for some operator classes; any other is written as it is. */
function operatorClass(method: string, opclass: string): string {
  if (method === 'gin' && (opclass === 'jsonb_path_ops' || opclass === 'jsonb_ops' || opclass === 'array_ops')) {
    return opclass.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  }
  return `raw(${quoted(opclass)})`;
}

/** Behind the field where there is one plain field, else a line of the model. */
function printAttribute(
  names: IndexNames,
  kind: 'id' | 'unique' | 'index' | 'fulltext',
  parts: readonly PrintedPart[],
  options: readonly string[],
): KeyAttribute | undefined {
  const fields = parts.map(({ column }) => names.field(column));
  if (fields.some((field) => field === undefined)) return undefined;
  const list = parts.map(({ options: own }, at) =>
    own.length === 0 ? fields[at]! : `${fields[at]}(${own.join(', ')})`,
  );
  const line = `@@${kind}(${[`[${list.join(', ')}]`, ...options].join(', ')})`;
  if (parts.length > 1 || (kind !== 'id' && kind !== 'unique')) return { field: undefined, text: line, line };
  const inner = [...options, ...parts[0]!.options];
  return { field: fields[0], text: `@${kind}${inner.length === 0 ? '' : `(${inner.join(', ')})`}`, line };
}
