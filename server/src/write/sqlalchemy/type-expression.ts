import type { DataType } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import { nowhere } from '../../model/origin.ts';
import { bareNames, dialectName, type Names, sa } from './names.ts';

/** The type of a column; undefined where SQLAlchemy has no name for it. Enum types are the caller's. */
export function typeExpression(type: DataType, dialect: Dialect, names: Names): string | undefined {
  const element = spelled(type, dialect, names);
  if (element === undefined || type.dimensions === 0) return element;
  if (dialect !== 'postgresql') return undefined;
  const dimensions = type.dimensions > 1 ? `, dimensions=${type.dimensions}` : '';
  return `${dialectName(names, 'postgresql', 'ARRAY')}(${element}${dimensions})`;
}

/** Whether SQLAlchemy takes this type for the annotation when none is written. */
export function isImplied(type: DataType, dialect: Dialect, names: Names): boolean {
  return type.dimensions === 0 && impliedTypes.has(spelled(type, dialect, bareNames(names.isTwo)) ?? '');
}

/** What `Mapped[…]` holds; undefined where Python has no plain type for it. */
export function annotationOf(type: DataType, names: Names): string | undefined {
  const element = elementAnnotation(type, names);
  return element && 'list['.repeat(type.dimensions) + element + ']'.repeat(type.dimensions);
}

function elementAnnotation(type: DataType, names: Names): string | undefined {
  switch (type.family) {
    case 'integer':
      return 'int';
    case 'decimal':
    case 'money':
      return names.of('decimal', 'Decimal');
    case 'float':
      return 'float';
    case 'text':
    case 'char':
    case 'network':
    case 'tsvector':
    case 'xml':
    case 'enum':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'date':
      return names.of('datetime', 'date');
    case 'time':
      return names.of('datetime', 'time');
    case 'timestamp':
    case 'timestamptz':
      return names.of('datetime', 'datetime');
    case 'interval':
      return names.of('datetime', 'timedelta');
    case 'uuid':
      return names.of('uuid', 'UUID');
    case 'json':
    case 'jsonb':
      return `dict[str, ${names.of('typing', 'Any')}]`;
    case 'binary':
      return 'bytes';
    case 'range':
      return rangeAnnotation(type, names);
    default:
      return undefined;
  }
}

/** `Range` is SQLAlchemy's own, and of version 2; a multirange has none. */
function rangeAnnotation({ name }: DataType, names: Names): string | undefined {
  const bounds: Readonly<Record<string, () => string>> = {
    int4range: () => 'int',
    int8range: () => 'int',
    numrange: () => names.of('decimal', 'Decimal'),
    daterange: () => names.of('datetime', 'date'),
    tsrange: () => names.of('datetime', 'datetime'),
    tstzrange: () => names.of('datetime', 'datetime'),
  };
  const bound = bounds[name];
  return bound === undefined || !names.isTwo ? undefined : `${dialectName(names, 'postgresql', 'Range')}[${bound()}]`;
}

/** The types that SQLAlchemy takes for annotations by itself: "type_annotation_map" in its documentation. */
const impliedTypes: ReadonlySet<string> = new Set([
  'Integer',
  'String',
  'Boolean',
  'Date',
  'DateTime',
  'Time',
  'Interval',
  'Float',
  'Numeric',
  'LargeBinary',
  'Uuid',
]);

function spelled(type: DataType, dialect: Dialect, names: Names): string | undefined {
  if (type.schema !== undefined || type.zerofill) return undefined;
  switch (dialect) {
    case 'postgresql':
      return type.serial ? shared(type, names) : postgresqlType(type, names);
    case 'mysql':
      return mysqlType(type, names);
    case 'sqlite':
      return sqliteType(type, names);
    case 'sqlserver':
      return sqlserverType(type, names);
  }
}

/** The name with the type's arguments: `Numeric(10, 2)`. */
function withArgs(name: string, type: DataType): string {
  return type.args.length === 0 ? name : `${name}(${type.args.join(', ')})`;
}

/** Types that have one spelling for all databases. */
function shared(type: DataType, names: Names): string | undefined {
  const name = sharedNames[type.name];
  if (name === undefined) return undefined;
  const takesArgs = ['String', 'CHAR', 'Numeric', 'NCHAR', 'BINARY', 'VARBINARY'].includes(name);
  return type.args.length > 0 && !takesArgs ? undefined : withArgs(sa(names, name), type);
}

const sharedNames: Readonly<Record<string, string>> = {
  integer: 'Integer',
  bigint: 'BigInteger',
  smallint: 'SmallInteger',
  numeric: 'Numeric',
  decimal: 'Numeric',
  real: 'REAL',
  float: 'Float',
  text: 'Text',
  varchar: 'String',
  char: 'CHAR',
  boolean: 'Boolean',
  date: 'Date',
  json: 'JSON',
  time: 'Time',
  datetime: 'DateTime',
};

const postgresqlNames: ReadonlySet<string> = new Set(
  (
    'money citext oid inet cidr macaddr macaddr8 jsonb int4range int8range numrange tsrange tstzrange daterange ' +
    'int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange tsvector tsquery regclass'
  ).split(' '),
);

/** SQLAlchemy 1.4 lacks some of PostgreSQL's types. */
const sinceTwo = /multirange$|^citext$|^tsquery$/;

function postgresqlType(type: DataType, names: Names): string | undefined {
  const own = (name: string): string => dialectName(names, 'postgresql', name);
  const [first] = type.args;
  switch (type.name) {
    case 'double precision':
      return names.isTwo ? sa(names, 'Double') : own('DOUBLE_PRECISION');
    case 'time':
    case 'timetz':
      return timeType('Time', 'TIME', type.name === 'timetz', type, names);
    case 'timestamp':
    case 'timestamptz':
      return timeType('DateTime', 'TIMESTAMP', type.name === 'timestamptz', type, names);
    case 'interval':
      if (type.args.length === 0) return /^interval$/i.test(type.text) ? sa(names, 'Interval') : undefined;
      return /^interval ?\(\d+\)$/i.test(type.text) ? `${own('INTERVAL')}(precision=${first})` : undefined;
    case 'uuid':
      return names.isTwo ? sa(names, 'Uuid') : `${own('UUID')}(as_uuid=True)`;
    case 'bytea':
      return sa(names, 'LargeBinary');
    case 'bit':
      return withArgs(own('BIT'), type);
    case 'varbit':
      return `${own('BIT')}(${first === undefined ? '' : `${first}, `}varying=True)`;
    default:
      if (postgresqlNames.has(type.name)) {
        return type.args.length > 0 || (sinceTwo.test(type.name) && !names.isTwo)
          ? undefined
          : own(type.name.toUpperCase());
      }
      return shared(type, names);
  }
}

function timeType(plain: string, own: string, zoned: boolean, type: DataType, names: Names): string {
  const [precision] = type.args;
  if (precision === undefined) return sa(names, plain) + (zoned ? '(timezone=True)' : '');
  return `${dialectName(names, 'postgresql', own)}(${zoned ? 'timezone=True, ' : ''}precision=${precision})`;
}

const mysqlNames: ReadonlySet<string> = new Set(
  'tinyint mediumint year bit tinytext mediumtext longtext tinyblob mediumblob longblob double'.split(' '),
);

function mysqlType(type: DataType, names: Names): string | undefined {
  const own = (name: string, ...args: readonly string[]): string =>
    dialectName(names, 'mysql', name) + (args.length > 0 ? `(${args.join(', ')})` : '');
  const [first] = type.args;
  switch (type.name) {
    case 'enum':
    case 'set':
      return type.values && own(type.name.toUpperCase(), ...type.values.map((value) => names.string(value)));
    case 'binary':
    case 'varbinary':
      return withArgs(sa(names, type.name.toUpperCase()), type);
    case 'blob':
      return type.args.length > 0 ? withArgs(own('BLOB'), type) : sa(names, 'LargeBinary');
    case 'timestamp':
      return first === undefined ? sa(names, 'TIMESTAMP') : own('TIMESTAMP', `fsp=${first}`);
    case 'datetime':
    case 'time':
      if (first !== undefined) return own(type.name.toUpperCase(), `fsp=${first}`);
      break;
  }
  if (type.family === 'integer' && type.name !== 'year') return mysqlInteger(type, own, names);
  const unsigned = type.unsigned ? ['unsigned=True'] : [];
  if (mysqlNames.has(type.name)) return own(type.name.toUpperCase(), ...type.args, ...unsigned);
  if (type.unsigned) return own(type.name.toUpperCase(), ...type.args, ...unsigned);
  if (type.name === 'float' && type.args.length > 0) return own('FLOAT', ...type.args);
  if (type.name === 'text' && type.args.length > 0) return own('TEXT', ...type.args);
  return shared(type, names);
}

function mysqlInteger(
  type: DataType,
  own: (name: string, ...args: readonly string[]) => string,
  names: Names,
): string | undefined {
  const width = type.args[0] === undefined ? [] : [`display_width=${type.args[0]}`];
  const unsigned = type.unsigned ? ['unsigned=True'] : [];
  const plain = shared({ ...type, args: [] }, names);
  if (width.length + unsigned.length === 0 && plain !== undefined) return plain;
  return own(type.name.toUpperCase(), ...width, ...unsigned);
}

/** SQLite keeps the words; only those that SQLAlchemy would write again can be said. */
function sqliteType(type: DataType, names: Names): string | undefined {
  const written = type.text.toLowerCase().replace(/\(.*$/, '').trim();
  if (type.name === 'integer' || written === type.name || type.origin === nowhere) {
    if (type.name === 'blob') return sa(names, 'LargeBinary');
    if (type.name === 'timestamp') return sa(names, 'TIMESTAMP');
    if (type.name === 'decimal' && type.origin !== nowhere) return withArgs(sa(names, 'DECIMAL'), type);
    return shared(type, names);
  }
  return undefined;
}

const sqlserverNames: ReadonlySet<string> = new Set(
  (
    'tinyint money smallmoney ntext text image datetime datetime2 smalldatetime datetimeoffset xml rowversion ' +
    'nvarchar nchar varbinary'
  ).split(' '),
);

function sqlserverType(type: DataType, names: Names): string | undefined {
  const own = (name: string): string => dialectName(names, 'mssql', name);
  const isMax = type.args[0]?.toLowerCase() === 'max';
  const args = isMax ? { ...type, args: [names.string('max')] } : type;
  if (type.name === 'bit') return sa(names, 'Boolean');
  if (type.name === 'uniqueidentifier') return names.isTwo ? sa(names, 'Uuid') : own('UNIQUEIDENTIFIER');
  if (type.name === 'time' && type.args.length > 0) return withArgs(own('TIME'), type);
  if (isMax && type.name === 'varchar') return withArgs(own('VARCHAR'), args);
  if (sqlserverNames.has(type.name)) return withArgs(own(type.name.toUpperCase()), args);
  return type.name === 'json' ? undefined : shared(type, names);
}
