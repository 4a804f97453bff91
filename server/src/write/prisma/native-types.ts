/** Column types as Prisma says them. Source: Prisma's reference of data model types and of each connector. */

import type { DataType } from '../../model/data-type.ts';
import { scalarTypes } from '../../syntax/prisma/scalar-types.ts';
import { quoted } from './names.ts';
import type { PrismaProvider } from './provider.ts';

export interface PrismaType {
  /** `String`, the name of an enum, `Unsupported("cidr")`. */
  readonly name: string;
  /** What stands behind `@db.`: `VarChar(20)`. Undefined where the type is what Prisma makes of the name anyway. */
  readonly native?: string;
  readonly isList: boolean;
}

export type Scalar =
  | 'String'
  | 'Boolean'
  | 'Int'
  | 'BigInt'
  | 'Float'
  | 'Decimal'
  | 'DateTime'
  | 'Json'
  | 'Bytes'
  | 'Unsupported'
  | 'enum';

/**
 * `Scalar`, `Scalar Native`, `Scalar Native(n)` where the arguments follow, `Scalar Native(n=6)` with what the database
 * takes for an argument that is left out. Behind `!` stand the arguments with which it is the type of the bare scalar.
 */
type Mapping = Readonly<Record<string, string>>;

/** What CockroachDB says as PostgreSQL does. */
const likePostgresql: Mapping = {
  integer: 'Int',
  bigint: 'BigInt',
  oid: 'Int Oid',
  numeric: 'Decimal Decimal(n)!65,30',
  'double precision': 'Float',
  text: 'String',
  char: 'String Char(n=1)',
  uuid: 'String Uuid',
  inet: 'String Inet',
  bit: 'String Bit(n)',
  varbit: 'String VarBit(n)',
  boolean: 'Boolean',
  date: 'DateTime Date',
  time: 'DateTime Time(n=6)',
  timetz: 'DateTime Timetz(n=6)',
  timestamp: 'DateTime Timestamp(n=6)!3',
  timestamptz: 'DateTime Timestamptz(n=6)',
  jsonb: 'Json',
  bytea: 'Bytes',
};

const postgresql: Mapping = {
  ...likePostgresql,
  smallint: 'Int SmallInt',
  money: 'Decimal Money',
  real: 'Float Real',
  citext: 'String Citext',
  varchar: 'String VarChar(n)',
  xml: 'String Xml',
  json: 'Json Json',
};

const cockroachdb: Mapping = {
  ...likePostgresql,
  smallint: 'Int Int2',
  real: 'Float Float4',
  varchar: 'String String(n)',
};

const mysql: Mapping = {
  tinyint: 'Int TinyInt',
  'tinyint unsigned': 'Int UnsignedTinyInt',
  smallint: 'Int SmallInt',
  'smallint unsigned': 'Int UnsignedSmallInt',
  mediumint: 'Int MediumInt',
  'mediumint unsigned': 'Int UnsignedMediumInt',
  integer: 'Int',
  'integer unsigned': 'Int UnsignedInt',
  bigint: 'BigInt',
  'bigint unsigned': 'BigInt UnsignedBigInt',
  decimal: 'Decimal Decimal(n=10,0)!65,30',
  float: 'Float Float',
  double: 'Float',
  boolean: 'Boolean',
  bit: 'Bytes Bit(n=1)',
  char: 'String Char(n=1)',
  varchar: 'String VarChar(n)!191',
  tinytext: 'String TinyText',
  text: 'String Text',
  mediumtext: 'String MediumText',
  longtext: 'String LongText',
  binary: 'Bytes Binary(n=1)',
  varbinary: 'Bytes VarBinary(n)',
  tinyblob: 'Bytes TinyBlob',
  blob: 'Bytes Blob',
  mediumblob: 'Bytes MediumBlob',
  longblob: 'Bytes',
  date: 'DateTime Date',
  time: 'DateTime Time(n=0)',
  datetime: 'DateTime DateTime(n=0)!3',
  timestamp: 'DateTime Timestamp(n=0)',
  year: 'Int Year',
  json: 'Json',
};

const sqlserver: Mapping = {
  tinyint: 'Int TinyInt',
  smallint: 'Int SmallInt',
  integer: 'Int',
  bigint: 'BigInt',
  bit: 'Boolean',
  decimal: 'Decimal Decimal(n=18,0)!32,16',
  money: 'Float Money',
  smallmoney: 'Float SmallMoney',
  float: 'Float Float(n=53)!53',
  real: 'Float Real',
  char: 'String Char(n=1)',
  nchar: 'String NChar(n=1)',
  varchar: 'String VarChar(n=1)',
  nvarchar: 'String NVarChar(n=1)!1000',
  text: 'String Text',
  ntext: 'String NText',
  xml: 'String Xml',
  uniqueidentifier: 'String UniqueIdentifier',
  binary: 'Bytes Binary(n=1)',
  varbinary: 'Bytes VarBinary(n=1)!Max',
  image: 'Bytes Image',
  date: 'DateTime Date',
  time: 'DateTime Time',
  datetime: 'DateTime DateTime',
  datetime2: 'DateTime',
  smalldatetime: 'DateTime SmallDateTime',
  datetimeoffset: 'DateTime DateTimeOffset',
};

/** SQLite has no native types in Prisma: a family's usual name is all that is kept. */
const sqliteFamilies: Readonly<Partial<Record<DataType['family'], Scalar>>> = {
  integer: 'Int',
  decimal: 'Decimal',
  float: 'Float',
  text: 'String',
  char: 'String',
  uuid: 'String',
  boolean: 'Boolean',
  date: 'DateTime',
  time: 'DateTime',
  timestamp: 'DateTime',
  timestamptz: 'DateTime',
  json: 'Json',
  jsonb: 'Json',
  binary: 'Bytes',
};

const mongodb: Mapping = {
  string: 'String',
  int: 'Int',
  long: 'BigInt',
  double: 'Float',
  bool: 'Boolean',
  date: 'DateTime',
  timestamp: 'DateTime Timestamp',
  objectid: 'String ObjectId',
  bindata: 'Bytes',
  object: 'Json',
};

const mappings: Readonly<Record<Exclude<PrismaProvider, 'sqlite'>, Mapping>> = {
  postgresql,
  cockroachdb,
  mysql,
  sqlserver,
  mongodb,
};

/** A column's type; `enumName` is the name in Prisma of the enum that it is, if it is one. */
export function prismaType(provider: PrismaProvider, type: DataType, enumName: string | undefined): PrismaType {
  const isList = type.dimensions > 0;
  if (enumName !== undefined) return { name: enumName, isList };
  const mapped = provider === 'sqlite' ? sqliteType(type) : nativeType(provider, type);
  if (mapped === undefined || type.dimensions > 1) return { name: `Unsupported(${quoted(elementText(type))})`, isList };
  return { ...mapped, isList };
}

function sqliteType(type: DataType): Omit<PrismaType, 'isList'> | undefined {
  if (type.name === 'bigint') return { name: 'BigInt' };
  const name = sqliteFamilies[type.family];
  return name === undefined ? undefined : { name };
}

function nativeType(
  provider: Exclude<PrismaProvider, 'sqlite'>,
  type: DataType,
): Omit<PrismaType, 'isList'> | undefined {
  // A user's own type may be called like a known one: PostgreSQL's `"char"`.
  if (type.schema !== undefined || (type.family === 'unknown' && type.name !== 'oid')) return undefined;
  if (provider === 'mysql') {
    if (type.name === 'tinyint' && type.args[0] === '1' && type.unsigned !== true) return { name: 'Boolean' };
    if (type.name === 'bit' && (type.args[0] ?? '1') === '1') return { name: 'Boolean', native: 'Bit(1)' };
    if (type.zerofill === true) return undefined;
  }
  const key = type.unsigned === true && type.family === 'integer' ? `${type.name} unsigned` : type.name;
  const entry = mappings[provider][key];
  if (entry === undefined || (provider !== 'sqlserver' && type.args.includes('max'))) return undefined;
  const parts = /^(\w+)(?: (\w+)(?:\((n)(?:=([^)]*))?\))?(?:!(.*))?)?$/.exec(entry)!;
  const [, name = '', native, takesArguments, usual = '', bare] = parts;
  if (native === undefined) return { name };
  if (takesArguments === undefined) return { name, native };
  const args = argumentsOf(type, usual);
  // MySQL has no text without a length, and this one is made by code.
  if (args.length === 0 && type.openSize === true && provider === 'mysql') return { name };
  if (bare !== undefined && args.join() === bare) return { name };
  return { name, native: args.length === 0 ? native : `${native}(${args.join(', ')})` };
}

function argumentsOf(type: DataType, usual: string): readonly string[] {
  // PostgreSQL's own name for a string of any length that is compared without trailing blanks.
  if (type.args.length === 0) return usual === '' || /^bpchar$/i.test(type.text) ? [] : usual.split(',');
  const args = type.args.map((arg) => (arg.toLowerCase() === 'max' ? 'Max' : arg));
  return args.length === 1 && (type.name === 'numeric' || type.name === 'decimal') ? [args[0]!, '0'] : args;
}

/** The type without what makes it a list. */
function elementText(type: DataType): string {
  const text = type.text.trim();
  const element =
    type.dimensions === 0 ? text : text.replace(/(?:\s*\[\s*\d*\s*\])+$/, '').replace(/\s+array.*$/is, '');
  return element === '' ? type.name : element;
}

/** The scalar behind a type's name; `enum` for all other names. */
export function scalarOf({ name }: PrismaType): Scalar {
  if (name.startsWith('Unsupported')) return 'Unsupported';
  return scalarTypes.has(name) ? (name as Scalar) : 'enum';
}
