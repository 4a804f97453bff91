/** What the type names of each dialect mean. Sources: the data type chapters of the four databases' manuals. */
import type { TypeFamily } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';

export interface KnownType {
  readonly name: string;
  readonly family: TypeFamily;
}

const postgresql: Readonly<Record<string, string>> = {
  integer: 'integer:int,int4,serial,serial4',
  bigint: 'integer:int8,bigserial,serial8',
  smallint: 'integer:int2,smallserial,serial2',
  numeric: 'decimal:decimal,dec',
  real: 'float:float4',
  'double precision': 'float:float8,float',
  money: 'money:',
  text: 'text:',
  citext: 'text:',
  name: 'text:',
  varchar: 'text:character varying,char varying,national character varying,nchar varying',
  char: 'char:character,bpchar,national character,nchar',
  boolean: 'boolean:bool',
  date: 'date:',
  time: 'time:time without time zone',
  timetz: 'time:time with time zone',
  timestamp: 'timestamp:timestamp without time zone',
  timestamptz: 'timestamptz:timestamp with time zone',
  interval: 'interval:',
  uuid: 'uuid:',
  json: 'json:',
  jsonb: 'jsonb:',
  bytea: 'binary:',
  oid: 'unknown:',
  bit: 'bit:',
  varbit: 'bit:bit varying',
  inet: 'network:',
  cidr: 'network:',
  macaddr: 'network:',
  macaddr8: 'network:',
  point: 'geometry:',
  line: 'geometry:',
  lseg: 'geometry:',
  box: 'geometry:',
  path: 'geometry:',
  polygon: 'geometry:',
  circle: 'geometry:',
  geometry: 'geometry:',
  geography: 'geometry:',
  int4range: 'range:',
  int8range: 'range:',
  numrange: 'range:',
  tsrange: 'range:',
  tstzrange: 'range:',
  daterange: 'range:',
  int4multirange: 'range:',
  int8multirange: 'range:',
  nummultirange: 'range:',
  tsmultirange: 'range:',
  tstzmultirange: 'range:',
  datemultirange: 'range:',
  tsvector: 'tsvector:',
  tsquery: 'unknown:',
  xml: 'xml:',
};

const mysql: Readonly<Record<string, string>> = {
  tinyint: 'integer:int1',
  smallint: 'integer:int2',
  mediumint: 'integer:int3,middleint',
  integer: 'integer:int,int4',
  bigint: 'integer:int8,serial',
  decimal: 'decimal:numeric,dec,fixed',
  float: 'float:float4',
  double: 'float:double precision,real,float8',
  bit: 'bit:',
  boolean: 'boolean:bool',
  char: 'char:character,nchar,national char,national character',
  varchar: 'text:character varying,nvarchar,national varchar,varcharacter,char varying',
  tinytext: 'text:',
  text: 'text:',
  mediumtext: 'text:long,long varchar',
  longtext: 'text:',
  binary: 'binary:char byte',
  varbinary: 'binary:varchar byte',
  tinyblob: 'binary:',
  blob: 'binary:',
  mediumblob: 'binary:long varbinary',
  longblob: 'binary:',
  date: 'date:',
  time: 'time:',
  datetime: 'timestamp:',
  timestamp: 'timestamptz:',
  year: 'integer:',
  json: 'json:',
  enum: 'enum:',
  set: 'enum:',
  uuid: 'uuid:',
  inet4: 'network:',
  inet6: 'network:',
  geometry: 'geometry:',
  point: 'geometry:',
  linestring: 'geometry:',
  polygon: 'geometry:',
  multipoint: 'geometry:',
  multilinestring: 'geometry:',
  multipolygon: 'geometry:',
  geometrycollection: 'geometry:',
};

const sqlserver: Readonly<Record<string, string>> = {
  tinyint: 'integer:',
  smallint: 'integer:',
  integer: 'integer:int',
  bigint: 'integer:',
  bit: 'boolean:',
  decimal: 'decimal:numeric,dec',
  money: 'money:',
  smallmoney: 'money:',
  float: 'float:double precision',
  real: 'float:',
  char: 'char:character',
  nchar: 'char:national char,national character',
  varchar: 'text:character varying,char varying',
  nvarchar: 'text:national character varying,national char varying',
  sysname: 'text:',
  text: 'text:',
  ntext: 'text:',
  binary: 'binary:',
  varbinary: 'binary:binary varying',
  image: 'binary:',
  rowversion: 'binary:timestamp',
  date: 'date:',
  time: 'time:',
  datetime: 'timestamp:',
  datetime2: 'timestamp:',
  smalldatetime: 'timestamp:',
  datetimeoffset: 'timestamptz:',
  uniqueidentifier: 'uuid:',
  xml: 'xml:',
  json: 'json:',
  geography: 'geometry:',
  geometry: 'geometry:',
};

const sqlite: Readonly<Record<string, string>> = {
  integer: 'integer:int',
  bigint: 'integer:int8,unsigned big int,big int',
  smallint: 'integer:int2',
  mediumint: 'integer:',
  tinyint: 'integer:',
  numeric: 'decimal:',
  decimal: 'decimal:',
  real: 'float:',
  double: 'float:double precision',
  float: 'float:',
  text: 'text:clob',
  varchar: 'text:character varying,varying character,nvarchar,native character',
  char: 'char:character,nchar',
  boolean: 'boolean:bool',
  date: 'date:',
  time: 'time:',
  datetime: 'timestamp:',
  timestamp: 'timestamp:',
  timestamptz: 'timestamptz:',
  uuid: 'uuid:',
  json: 'json:',
  jsonb: 'jsonb:',
  blob: 'binary:',
};

/** BSON's, by their aliases in queries. */
const mongodb: Readonly<Record<string, string>> = {
  string: 'text:',
  int: 'integer:',
  long: 'integer:',
  double: 'float:',
  decimal: 'decimal:',
  bool: 'boolean:',
  date: 'timestamptz:',
  timestamp: 'timestamptz:',
  objectid: 'binary:',
  bindata: 'binary:',
  object: 'json:',
};

const tables: Readonly<Record<Dialect, ReadonlyMap<string, KnownType>>> = {
  postgresql: index(postgresql),
  mysql: index(mysql),
  sqlserver: index(sqlserver),
  sqlite: index(sqlite),
  mongodb: index(mongodb),
};

function index(source: Readonly<Record<string, string>>): ReadonlyMap<string, KnownType> {
  const known = new Map<string, KnownType>();
  for (const [name, line] of Object.entries(source)) {
    const [family, aliases] = line.split(':') as [TypeFamily, string];
    for (const alias of [name, ...aliases.split(',')]) if (alias !== '') known.set(alias, { name, family });
  }
  return known;
}

/** The type behind a name in lower case with single spaces; undefined for user-defined and unknown ones. */
export function knownType(dialect: Dialect, name: string): KnownType | undefined {
  return tables[dialect].get(name) ?? (dialect === 'sqlite' ? byAffinity(name) : undefined);
}

/** SQLite takes any words for a type and derives its affinity from parts of them ("Datatypes In SQLite", 3.1). */
function byAffinity(name: string): KnownType | undefined {
  if (name.includes('int')) return { name, family: 'integer' };
  if (name.includes('char') || name.includes('clob') || name.includes('text')) return { name, family: 'text' };
  if (name.includes('blob')) return { name, family: 'binary' };
  if (name.includes('real') || name.includes('floa') || name.includes('doub')) return { name, family: 'float' };
  return undefined;
}
