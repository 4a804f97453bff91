import type { ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { Index, IndexPart } from '../../model/table.ts';
import type { ElementReader } from './alembic-elements.ts';
import { named } from './alembic-elements.ts';
import { expressionOf, parseIndexPart, sqlOf } from './alembic-sql-text.ts';
import { flagOf, nameOrigin, textOf, textsOf, type Value } from './alembic-value.ts';

export interface IndexRequest {
  readonly name: Value | undefined;
  readonly table: ObjectName;
  readonly columns: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  readonly at: Origin;
  readonly inTransaction: boolean;
}

/** `op.create_index(…)` and `sa.Index(…)`; undefined where a part of it is not understood. */
export function readIndex(elements: ElementReader, request: IndexRequest): Index | undefined {
  const { dialect } = elements;
  const { keywords, at } = request;
  const ops = keywords.get('postgresql_ops');
  const lengths = dialect === 'mysql' ? keywords.get('mysql_length') : undefined;
  const parts: IndexPart[] = [];
  for (const value of request.columns) {
    const part = partOf(value, request.table, elements);
    if (part === undefined) return undefined;
    parts.push(withOptions(part, dialect === 'postgresql' ? ops : undefined, lengths));
  }
  if (parts.length === 0) return undefined;
  const where = keywords.get(`${prefixes[dialect]}_where`);
  const method =
    dialect === 'postgresql'
      ? textOf(keywords.get('postgresql_using'))
      : dialect === 'mysql'
        ? (textOf(keywords.get('mysql_prefix')) ?? textOf(keywords.get('mysql_using')))
        : undefined;
  return {
    ...(isNamed(request.name) ? named(request.name) : conventional(parts, request.table, elements)),
    parts,
    unique: flagOf(keywords.get('unique'), false),
    method: method?.toLowerCase() ?? 'btree',
    ...(where !== undefined && where.kind !== 'none' && { where: expressionOf(where, dialect) }),
    include: textsOf(keywords.get(`${prefixes[dialect]}_include`) ?? { kind: 'list', items: [], at }) ?? [],
    nullsNotDistinct: dialect === 'postgresql' && flagOf(keywords.get('postgresql_nulls_not_distinct'), false),
    concurrently: dialect === 'postgresql' && flagOf(keywords.get('postgresql_concurrently'), false),
    only: false,
    visible: true,
    ...(dialect === 'sqlserver' &&
      keywords.has('mssql_clustered') && { clustered: flagOf(keywords.get('mssql_clustered'), true) }),
    origin: at,
    nameOrigin: request.name === undefined ? at : nameOrigin(request.name),
    orm: { language: 'sqlalchemy', inTransaction: request.inTransaction },
  };
}

function isNamed(name: Value | undefined): boolean {
  return name !== undefined && name.kind !== 'none';
}

/** The name that the metadata's convention gives; without one where an expression comes first. */
function conventional(
  parts: readonly IndexPart[],
  table: ObjectName,
  { names }: ElementReader,
): { readonly name?: string } {
  const columns = parts.map(({ column }) => column);
  if (columns[0] === undefined) return {};
  const name = names.index(
    table,
    columns.filter((column) => column !== undefined),
  );
  return name === undefined ? {} : { name };
}

const prefixes = {
  postgresql: 'postgresql',
  mysql: 'mysql',
  sqlite: 'sqlite',
  sqlserver: 'mssql',
  mongodb: 'mongodb',
} as const;

function partOf(value: Value, table: ObjectName, { dialect }: ElementReader): IndexPart | undefined {
  const column = textOf(value);
  if (column !== undefined) return { column, order: 'asc', nulls: 'last' };
  const text = value.kind === 'call' ? sqlOf(value, dialect) : undefined;
  return text === undefined ? undefined : parseIndexPart(text, table, dialect);
}

function withOptions(part: IndexPart, ops: Value | undefined, lengths: Value | undefined): IndexPart {
  const opclass = textOf(entryOf(ops, part.column));
  const length = lengths?.kind === 'number' ? lengths : entryOf(lengths, part.column);
  return {
    ...part,
    ...(opclass !== undefined && { opclass }),
    ...(length?.kind === 'number' && { length: Number(length.text) }),
  };
}

function entryOf(dict: Value | undefined, key: string | undefined): Value | undefined {
  if (dict?.kind !== 'dict' || key === undefined) return undefined;
  return dict.entries.find(([own]) => textOf(own) === key)?.[1];
}
