/**
 * The types that Prisma gives to columns: by its scalar types, and by `@db` attributes, whose names are those of the
 * database written in Pascal case. Source: Prisma's reference of the schema, "Model field scalar types".
 */
import type { NativeType } from './block-summary.ts';
import type { Provider } from './provider.ts';

/** CockroachDB is written as PostgreSQL writes the same types. */
const postgresql: Readonly<Record<string, string>> = {
  String: 'TEXT',
  Boolean: 'BOOLEAN',
  Int: 'INTEGER',
  BigInt: 'BIGINT',
  Float: 'DOUBLE PRECISION',
  Decimal: 'DECIMAL(65,30)',
  DateTime: 'TIMESTAMP(3)',
  Json: 'JSONB',
  Bytes: 'BYTEA',
};

const standard: Readonly<Record<Provider, Readonly<Record<string, string>>>> = {
  postgresql,
  cockroachdb: postgresql,
  mysql: {
    String: 'VARCHAR(191)',
    Boolean: 'BOOLEAN',
    Int: 'INTEGER',
    BigInt: 'BIGINT',
    Float: 'DOUBLE',
    Decimal: 'DECIMAL(65, 30)',
    DateTime: 'DATETIME(3)',
    Json: 'JSON',
    Bytes: 'LONGBLOB',
  },
  sqlite: {
    String: 'TEXT',
    Boolean: 'BOOLEAN',
    Int: 'INTEGER',
    BigInt: 'BIGINT',
    Float: 'REAL',
    Decimal: 'DECIMAL',
    DateTime: 'DATETIME',
    Json: 'JSONB',
    Bytes: 'BLOB',
  },
  sqlserver: {
    String: 'NVARCHAR(1000)',
    Boolean: 'BIT',
    Int: 'INT',
    BigInt: 'BIGINT',
    Float: 'FLOAT(53)',
    Decimal: 'DECIMAL(32,16)',
    DateTime: 'DATETIME2',
    Json: 'NVARCHAR(max)',
    Bytes: 'VARBINARY(max)',
  },
  mongodb: {
    String: 'string',
    Boolean: 'bool',
    Int: 'int',
    BigInt: 'long',
    Float: 'double',
    DateTime: 'date',
    Json: 'object',
    Bytes: 'binData',
  },
};

/** Names that say something else in SQL than they do as attributes. */
const renamed: Readonly<Record<Provider, Readonly<Record<string, string>>>> = {
  postgresql: { DoublePrecision: 'DOUBLE PRECISION', ByteA: 'BYTEA' },
  cockroachdb: { String: 'TEXT', Bytes: 'BYTEA', Bool: 'BOOLEAN', CatalogSingleChar: '"char"' },
  mysql: {
    Int: 'INTEGER',
    UnsignedInt: 'INTEGER UNSIGNED',
    UnsignedBigInt: 'BIGINT UNSIGNED',
    UnsignedSmallInt: 'SMALLINT UNSIGNED',
    UnsignedMediumInt: 'MEDIUMINT UNSIGNED',
    UnsignedTinyInt: 'TINYINT UNSIGNED',
  },
  sqlite: {},
  sqlserver: {},
  mongodb: { ObjectId: 'objectId', BinData: 'binData' },
};

/** The SQL of a scalar field's column, without the brackets of a list. */
export function columnTypeText(scalar: string, native: NativeType | undefined, provider: Provider): string {
  if (native === undefined || native.name === '') return standard[provider][scalar] ?? 'TEXT';
  if (provider === 'mysql' && native.name === 'TinyInt' && scalar === 'Boolean') return 'BOOLEAN';
  const name = renamed[provider][native.name] ?? native.name.toUpperCase();
  return native.args.length > 0 ? `${name}(${native.args.join(',')})` : name;
}

const serials: Readonly<Record<string, string>> = {
  INTEGER: 'SERIAL',
  INT: 'SERIAL',
  BIGINT: 'BIGSERIAL',
  SMALLINT: 'SMALLSERIAL',
};

/** PostgreSQL: the type of a column that counts. */
export function serialTypeText(type: string): string {
  return serials[type] ?? type;
}
