/**
 * What SQLAlchemy's type compilers write for each class. Observed on SQLAlchemy 1.4.46 and 2.0, SQL Server as of
 * version 2012; the test compiles the same types with the real one.
 */
import type { Dialect } from '../../model/dialect.ts';
import { stringLiteral } from '../sql/read-fragment.ts';
import { className, dialectModule, flagArgument, sizeArgument, textArgument } from './column-types-arguments.ts';
import type { TypeExpression } from './column-types-expression.ts';

export interface Spelling {
  readonly text: string;
  readonly collation?: string;
  readonly charset?: string;
}

export function spell(type: TypeExpression, dialect: Dialect): Spelling {
  const name = className(type);
  const module = dialectModule(type);
  const speller = (module === undefined ? undefined : spellers.get(`${module}.${name}`)) ?? spellers.get(name);
  const text = speller?.(type, dialect) ?? withArguments(name, type);
  const collation = texts.has(name) ? textArgument(type, 'collation', module === 'mysql' ? undefined : 1) : undefined;
  const charset = dialect === 'mysql' && texts.has(name) ? textArgument(type, 'charset') : undefined;
  return {
    text:
      dialect === 'mysql' && texts.has(name) && flagArgument(type, 'national', undefined, false)
        ? `NATIONAL ${text}`
        : text,
    ...(collation !== undefined && { collation }),
    ...(charset !== undefined && { charset }),
  };
}

/** Classes that take a collation. */
const texts: ReadonlySet<string> = new Set([
  'String',
  'VARCHAR',
  'AutoString',
  'Unicode',
  'NVARCHAR',
  'CHAR',
  'NCHAR',
  'Text',
  'TEXT',
  'UnicodeText',
  'NTEXT',
  'CLOB',
  'TINYTEXT',
  'MEDIUMTEXT',
  'LONGTEXT',
]);

type Speller = (type: TypeExpression, dialect: Dialect) => string;

/** A class that is not known here stands with what numbers it was given. */
function withArguments(name: string, type: TypeExpression): string {
  const numbers = type.args.map((_, index) => sizeArgument(type, '', index)).filter((size) => size !== undefined);
  return sized(name, ...numbers);
}

function sized(name: string, ...sizes: readonly (string | undefined)[]): string {
  const present = sizes.filter((size) => size !== undefined);
  return present.length === 0 ? name : `${name}(${present.join(', ')})`;
}

const always =
  (text: string): Speller =>
  () =>
    text;

const sizedAs =
  (name: string, keyword: string, position = 0): Speller =>
  (type) =>
    sized(name, sizeArgument(type, keyword, position));

/** `name(precision, scale)`; a scale without a precision says nothing. */
const exact =
  (name: string): Speller =>
  (type) => {
    const precision = sizeArgument(type, 'precision', 0);
    return precision === undefined ? name : sized(name, precision, sizeArgument(type, 'scale', 1));
  };

const float: Speller = (type, dialect) =>
  dialect === 'sqlite' ? 'FLOAT' : sized('FLOAT', sizeArgument(type, 'precision', 0));

const varchar: Speller = (type, dialect) => {
  const length = sizeArgument(type, 'length', 0);
  return dialect === 'sqlserver' ? `VARCHAR(${length ?? 'max'})` : sized('VARCHAR', length);
};

const nvarchar: Speller = (type, dialect) => {
  const length = sizeArgument(type, 'length', 0);
  if (dialect === 'sqlserver') return `NVARCHAR(${length ?? 'max'})`;
  return sized(dialect === 'mysql' ? 'NATIONAL VARCHAR' : 'NVARCHAR', length);
};

const varbinary: Speller = (type, dialect) => {
  const length = sizeArgument(type, 'length', 0);
  return dialect === 'sqlserver' ? `VARBINARY(${length ?? 'max'})` : sized('VARBINARY', length);
};

const text: Speller = (type, dialect) =>
  dialect === 'sqlserver' ? varchar(type, dialect) : sized('TEXT', sizeArgument(type, 'length', 0));

const largeBinary: Speller = (type, dialect) => {
  if (dialect === 'postgresql') return 'BYTEA';
  if (dialect === 'sqlserver') return varbinary(type, dialect);
  return dialect === 'mysql' ? sized('BLOB', sizeArgument(type, 'length', 0)) : 'BLOB';
};

function zoned(name: string, type: TypeExpression): string {
  const zone = flagArgument(type, 'timezone', 0, false) ? 'WITH' : 'WITHOUT';
  const module = dialectModule(type);
  const precision = module === 'postgresql' ? sizeArgument(type, 'precision', 1) : undefined;
  return `${sized(name, precision)} ${zone} TIME ZONE`;
}

const dateTime: Speller = (type, dialect) => {
  if (dialect === 'postgresql') return zoned('TIMESTAMP', type);
  return dialect === 'sqlserver' && flagArgument(type, 'timezone', 0, false) ? 'DATETIMEOFFSET' : 'DATETIME';
};

const timestamp: Speller = (type, dialect) => (dialect === 'postgresql' ? zoned('TIMESTAMP', type) : 'TIMESTAMP');

const time: Speller = (type, dialect) => {
  if (dialect === 'postgresql') return zoned('TIME', type);
  const isSized = dialect === 'sqlserver' && dialectModule(type) === 'postgresql';
  return isSized ? sized('TIME', sizeArgument(type, 'precision', 1)) : 'TIME';
};

const interval: Speller = (type, dialect) => {
  if (dialect !== 'postgresql') return 'DATETIME';
  if (!flagArgument(type, 'native', 0, true)) return 'TIMESTAMP WITHOUT TIME ZONE';
  return intervalOf(undefined, sizeArgument(type, 'second_precision', 1));
};

const postgresInterval: Speller = (type) =>
  intervalOf(textArgument(type, 'fields', 1), sizeArgument(type, 'precision', 0));

function intervalOf(fields: string | undefined, precision: string | undefined): string {
  return `INTERVAL${fields === undefined ? '' : ` ${fields}`}${precision === undefined ? '' : ` (${precision})`}`;
}

const uuid: Speller = (type, dialect) => {
  if (!flagArgument(type, 'native_uuid', 1, true)) return 'CHAR(32)';
  if (dialect === 'postgresql') return 'UUID';
  return dialect === 'sqlserver' ? 'UNIQUEIDENTIFIER' : 'CHAR(32)';
};

const json: Speller = (_, dialect) => (dialect === 'sqlserver' ? 'NVARCHAR(max)' : 'JSON');

const boolean: Speller = (_, dialect) => {
  if (dialect === 'mysql') return 'BOOL';
  return dialect === 'sqlserver' ? 'BIT' : 'BOOLEAN';
};

const bit: Speller = (type, dialect) => {
  if (dialect === 'sqlserver') return 'BIT';
  const length = sizeArgument(type, 'length', 0);
  const isVarying = flagArgument(type, 'varying', 1, false);
  if (dialect === 'postgresql' && isVarying) return sized('BIT VARYING', length);
  return isVarying ? sized('BIT', length) : `BIT(${length ?? '1'})`;
};

/** MySQL's numbers, whose display width and signs other databases are not told. */
const mysqlInteger =
  (name: string): Speller =>
  (type, dialect) =>
    dialect === 'mysql' ? mysqlNumber(sized(name, sizeArgument(type, 'display_width', 0)), type) : name;

const mysqlExact =
  (name: string): Speller =>
  (type, dialect) => {
    const plain = exact(name)(type, dialect);
    return dialect === 'mysql' ? mysqlNumber(plain, type) : plain;
  };

const mysqlFloat =
  (name: string): Speller =>
  (type, dialect) => {
    if (dialect === 'mysql') return mysqlNumber(exact(name)(type, dialect), type);
    return name === 'FLOAT' ? float(type, dialect) : name;
  };

function mysqlNumber(text: string, type: TypeExpression): string {
  const unsigned = flagArgument(type, 'unsigned', undefined, false) ? ' UNSIGNED' : '';
  const zerofill = flagArgument(type, 'zerofill', undefined, false) ? ' ZEROFILL' : '';
  return `${text}${unsigned}${zerofill}`;
}

const mysqlTime =
  (name: string): Speller =>
  (type, dialect) => {
    if (dialect === 'mysql') return sized(name, sizeArgument(type, 'fsp', 1));
    return (name === 'TIME' ? time : name === 'TIMESTAMP' ? timestamp : always(name))(type, dialect);
  };

const mysqlSet: Speller = (type) => {
  const values = type.args.flatMap((value) => (value.kind === 'string' ? [value.value] : []));
  return `SET(${values.map(stringLiteral).join(',')})`;
};

/** By class, or by dialect and class where a dialect's own class is another one. */
const spellers: ReadonlyMap<string, Speller> = new Map<string, Speller>([
  ['Integer', always('INTEGER')],
  ['INTEGER', always('INTEGER')],
  ['INT', always('INTEGER')],
  ['SmallInteger', always('SMALLINT')],
  ['SMALLINT', always('SMALLINT')],
  ['BigInteger', always('BIGINT')],
  ['BIGINT', always('BIGINT')],
  ['String', varchar],
  ['VARCHAR', varchar],
  [
    'AutoString',
    (type, dialect) =>
      dialect === 'mysql' ? sized('VARCHAR', sizeArgument(type, 'length', 0) ?? '255') : varchar(type, dialect),
  ],
  ['Unicode', (type, dialect) => (dialect === 'sqlserver' ? nvarchar : varchar)(type, dialect)],
  ['NVARCHAR', nvarchar],
  ['CHAR', sizedAs('CHAR', 'length')],
  ['NCHAR', (type, dialect) => sized(dialect === 'mysql' ? 'NATIONAL CHAR' : 'NCHAR', sizeArgument(type, 'length', 0))],
  ['Text', text],
  ['TEXT', sizedAs('TEXT', 'length')],
  ['CLOB', always('CLOB')],
  ['UnicodeText', (type, dialect) => (dialect === 'sqlserver' ? nvarchar : text)(type, dialect)],
  ['NTEXT', always('NTEXT')],
  ['Boolean', boolean],
  ['BOOLEAN', (_, dialect) => (dialect === 'mysql' ? 'BOOL' : 'BOOLEAN')],
  ['MatchType', boolean],
  ['Numeric', exact('NUMERIC')],
  ['NUMERIC', exact('NUMERIC')],
  ['DECIMAL', exact('DECIMAL')],
  ['Float', float],
  ['FLOAT', float],
  ['Double', (_, dialect) => (dialect === 'postgresql' || dialect === 'sqlserver' ? 'DOUBLE PRECISION' : 'DOUBLE')],
  ['DOUBLE', always('DOUBLE')],
  ['DOUBLE_PRECISION', always('DOUBLE PRECISION')],
  ['REAL', always('REAL')],
  ['Date', always('DATE')],
  ['DATE', always('DATE')],
  ['DateTime', dateTime],
  ['DATETIME', always('DATETIME')],
  ['Time', time],
  ['TIME', time],
  ['TIMESTAMP', timestamp],
  ['Interval', interval],
  ['LargeBinary', largeBinary],
  // Its name until version 1.4.
  ['Binary', largeBinary],
  ['PickleType', (type, dialect) => largeBinary({ ...type, args: [], keywords: new Map() }, dialect)],
  ['BLOB', always('BLOB')],
  ['BINARY', sizedAs('BINARY', 'length')],
  ['VARBINARY', varbinary],
  ['JSON', json],
  ['Uuid', uuid],
  ['UUID', always('UUID')],
  ['postgresql.BIT', bit],
  ['postgresql.INTERVAL', postgresInterval],
  ['postgresql.DOMAIN', (type) => textArgument(type, 'name', 0) ?? 'DOMAIN'],
  ['sqlite.DATETIME', dateTime],
  ['mysql.TINYINT', mysqlInteger('TINYINT')],
  ['mysql.SMALLINT', mysqlInteger('SMALLINT')],
  ['mysql.MEDIUMINT', mysqlInteger('MEDIUMINT')],
  ['mysql.INTEGER', mysqlInteger('INTEGER')],
  ['mysql.BIGINT', mysqlInteger('BIGINT')],
  ['mysql.DECIMAL', mysqlExact('DECIMAL')],
  ['mysql.NUMERIC', mysqlExact('NUMERIC')],
  ['mysql.FLOAT', mysqlFloat('FLOAT')],
  ['mysql.DOUBLE', mysqlFloat('DOUBLE')],
  ['mysql.REAL', mysqlFloat('REAL')],
  ['mysql.YEAR', sizedAs('YEAR', 'display_width')],
  ['mysql.DATETIME', mysqlTime('DATETIME')],
  ['mysql.TIMESTAMP', mysqlTime('TIMESTAMP')],
  ['mysql.TIME', mysqlTime('TIME')],
  ['mysql.SET', mysqlSet],
  ['mysql.TINYTEXT', always('TINYTEXT')],
  ['mysql.MEDIUMTEXT', always('MEDIUMTEXT')],
  ['mysql.LONGTEXT', always('LONGTEXT')],
  ['mssql.TIME', (type, dialect) => (dialect === 'mysql' || dialect === 'sqlite' ? 'TIME' : mssqlTime(type, dialect))],
  ['mssql.DATETIME2', sizedAs('DATETIME2', 'precision')],
  ['mssql.DATETIMEOFFSET', sizedAs('DATETIMEOFFSET', 'precision')],
  ['mssql.BIT', always('BIT')],
]);

function mssqlTime(type: TypeExpression, dialect: Dialect): string {
  const precise = sized('TIME', sizeArgument(type, 'precision', 0));
  return dialect === 'postgresql' ? `${precise} WITHOUT TIME ZONE` : precise;
}
