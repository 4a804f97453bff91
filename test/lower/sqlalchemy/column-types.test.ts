import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { columnType } from '../../../server/src/lower/sqlalchemy/column-types.ts';
import {
  type EnumClass,
  type TypeArgument,
  type TypeExpression,
  typeExpression,
} from '../../../server/src/lower/sqlalchemy/column-types-expression.ts';
import {
  annotatedEnum,
  annotatedLiteral,
  annotatedType,
} from '../../../server/src/lower/sqlalchemy/column-types-python.ts';
import { type SqlDialect, sqlDialects } from '../../../server/src/model/dialect.ts';
import { nowhere } from '../../../server/src/model/origin.ts';
import { describeType, readType } from '../../oracle/catalog-table.ts';

/**
 * Prints what SQLAlchemy compiles each type to, `null` where it refuses. Debian's SQLAlchemy is the judge; SQL Server's
 * dialect is told a version, as it learns it when it connects.
 */
const compiler = `
import json, sys
import sqlalchemy as sa
from sqlalchemy.dialects import mssql, mysql, postgresql, sqlite
server = mssql.dialect()
server.server_version_info = (15,)
server._setup_version_attributes()
judges = {"postgresql": postgresql.dialect(), "mysql": mysql.dialect(), "sqlite": sqlite.dialect(), "sqlserver": server}
def compiled(source, dialect):
    try:
        return eval(source).compile(dialect=dialect)
    except Exception:
        return None
print(json.dumps([{name: compiled(source, judge) for name, judge in judges.items()} for source in json.load(sys.stdin)]))
`;

type Compiled = Readonly<Record<SqlDialect, string | null>>;

function compile(sources: readonly string[]): readonly Compiled[] {
  try {
    const output = execFileSync('/usr/bin/python3', ['-W', 'ignore', '-c', compiler], {
      input: JSON.stringify(sources),
      encoding: 'utf8',
    });
    return JSON.parse(output) as readonly Compiled[];
  } catch (error) {
    throw new Error(`Debian's python3-sqlalchemy must be installed for this test: ${String(error)}`);
  }
}

const sizes = (...values: readonly number[]): TypeArgument[] =>
  values.map((value) => ({ kind: 'number', value: String(value) }));
const flag = (value: boolean): TypeArgument => ({ kind: 'boolean', value });
const word = (value: string): TypeArgument => ({ kind: 'string', value });

type Written = readonly [
  name: string,
  args?: readonly TypeArgument[],
  keywords?: Readonly<Record<string, TypeArgument>>,
];

const roots: readonly (readonly [prefix: string, python: string])[] = [
  ['sqlalchemy.dialects.', ''],
  ['sqlalchemy.', 'sa.'],
];

function python([name, args = [], keywords = {}]: Written): string {
  const [prefix, short] = roots.find(([prefix]) => name.startsWith(prefix))!;
  const parts = [...args.map(literal), ...Object.entries(keywords).map(([key, value]) => `${key}=${literal(value)}`)];
  return `${short}${name.slice(prefix.length)}(${parts.join(', ')})`;
}

function literal(value: TypeArgument): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return value.value;
    case 'boolean':
      return value.value ? 'True' : 'False';
    case 'type':
      return python([value.type.name, value.type.args, Object.fromEntries(value.type.keywords)]);
    default:
      return 'None';
  }
}

const expressionOf = ([name, args = [], keywords = {}]: Written): TypeExpression =>
  typeExpression(name, args, new Map(Object.entries(keywords)));

const plain = (prefix: string, names: string): Written[] => names.split(' ').map((name) => [`${prefix}${name}`]);

const core = 'sqlalchemy.';
const postgresql = 'sqlalchemy.dialects.postgresql.';
const mysql = 'sqlalchemy.dialects.mysql.';
const mssql = 'sqlalchemy.dialects.mssql.';

const written: readonly Written[] = [
  ...plain(core, 'Integer SmallInteger BigInteger String Text Unicode UnicodeText DateTime Date Time Numeric Float'),
  ...plain(core, 'Boolean JSON LargeBinary Interval PickleType VARCHAR NVARCHAR CHAR TEXT CLOB TIMESTAMP DATETIME'),
  ...plain(core, 'DATE TIME INT INTEGER BIGINT SMALLINT DECIMAL NUMERIC FLOAT REAL BLOB BINARY VARBINARY BOOLEAN'),
  ...plain(postgresql, 'UUID JSONB JSON BIT BYTEA CIDR INET MACADDR MONEY OID TIMESTAMP TIME INTERVAL TSVECTOR HSTORE'),
  ...plain(postgresql, 'DOUBLE_PRECISION REAL INT4RANGE INT8RANGE NUMRANGE DATERANGE TSRANGE TSTZRANGE'),
  ...plain(mysql, 'TINYINT SMALLINT MEDIUMINT INTEGER BIGINT MEDIUMTEXT LONGTEXT TINYTEXT TEXT DATETIME TIMESTAMP'),
  ...plain(mysql, 'TIME YEAR DOUBLE FLOAT REAL BIT JSON LONGBLOB MEDIUMBLOB TINYBLOB BLOB DECIMAL'),
  ...plain(mssql, 'NTEXT DATETIME2 DATETIMEOFFSET TIME SMALLDATETIME UNIQUEIDENTIFIER BIT TINYINT MONEY IMAGE XML'),
  ...['String', 'Text', 'Unicode', 'UnicodeText', 'LargeBinary', 'VARCHAR', 'CHAR', 'NCHAR', 'VARBINARY', 'BINARY'].map(
    (name): Written => [`${core}${name}`, sizes(20)],
  ),
  [`${core}String`, [], { length: sizes(40)[0]! }],
  [`${core}Numeric`, sizes(10)],
  [`${core}Numeric`, sizes(10, 2)],
  [`${core}Numeric`, [], { scale: sizes(2)[0]! }],
  [`${core}DECIMAL`, [], { precision: sizes(8)[0]!, scale: sizes(3)[0]! }],
  [`${core}Float`, sizes(53)],
  [`${core}DateTime`, [flag(true)]],
  [`${core}DateTime`, [], { timezone: flag(true) }],
  [`${core}Time`, [], { timezone: flag(true) }],
  [`${core}TIMESTAMP`, [], { timezone: flag(true) }],
  [`${core}Interval`, [], { second_precision: sizes(3)[0]! }],
  [`${core}Interval`, [], { native: flag(false) }],
  [`${core}Enum`, [word('new'), word("it's")], { name: word('state') }],
  [`${core}Enum`, [word('new'), word('done')], { name: word('state'), native_enum: flag(false) }],
  [`${core}Enum`, [word('new')], { name: word('state'), native_enum: flag(false), length: sizes(30)[0]! }],
  [`${core}Enum`, [word('new')], { name: word('state'), schema: word('app') }],
  [`${core}ARRAY`, [{ kind: 'type', type: typeExpression(`${core}Integer`) }]],
  [`${core}ARRAY`, [{ kind: 'type', type: typeExpression(`${core}String`, sizes(5)) }], { dimensions: sizes(2)[0]! }],
  [`${postgresql}ARRAY`, [{ kind: 'type', type: typeExpression(`${core}Text`) }]],
  [`${postgresql}ENUM`, [word('a'), word('bc')], { name: word('letters') }],
  [`${postgresql}UUID`, [], { as_uuid: flag(true) }],
  [`${postgresql}BIT`, sizes(3)],
  [`${postgresql}BIT`, [], { length: sizes(3)[0]!, varying: flag(true) }],
  [`${postgresql}TIMESTAMP`, [], { precision: sizes(3)[0]!, timezone: flag(true) }],
  [`${postgresql}TIME`, [], { precision: sizes(2)[0]! }],
  [`${mysql}INTEGER`, sizes(11), { unsigned: flag(true) }],
  [`${mysql}INTEGER`, [], { display_width: sizes(5)[0]!, zerofill: flag(true) }],
  [`${mysql}TINYINT`, sizes(1)],
  [`${mysql}BIGINT`, [], { unsigned: flag(true) }],
  [`${mysql}VARCHAR`, sizes(5), { national: flag(true) }],
  [`${mysql}DOUBLE`, sizes(10, 2)],
  [`${mysql}FLOAT`, sizes(5)],
  [`${mysql}DECIMAL`, sizes(10, 2), { unsigned: flag(true) }],
  [`${mysql}DATETIME`, [], { fsp: sizes(6)[0]! }],
  [`${mysql}TIMESTAMP`, [], { fsp: sizes(3)[0]! }],
  [`${mysql}ENUM`, [word('a'), word('b')]],
  [`${mysql}SET`, [word('a'), word('b')]],
  [`${mssql}DATETIME2`, sizes(3)],
  [`${mssql}NVARCHAR`, [word('max')]],
  [`${mssql}VARBINARY`, [word('max')]],
];

describe('types in each dialect', () => {
  const compiled = compile(written.map(python));
  const cases = written.flatMap((type, index) =>
    sqlDialects.flatMap((dialect) => {
      const judged = compiled[index]![dialect];
      return judged === null ? [] : [{ type, dialect, judged, name: `${python(type)} in ${dialect}` }];
    }),
  );

  it('are compiled at all', () => {
    expect(cases.length).toBeGreaterThan(350);
  });

  it.each(cases)('$name', ({ type, dialect, judged }) => {
    const ours = columnType(expressionOf(type), dialect, nowhere).type;
    const theirs = readType(judged, dialect)!;
    const more = ({ values, unsigned, zerofill, family }: typeof ours): unknown => ({
      values,
      unsigned,
      zerofill,
      family,
    });
    expect(describeType(ours)).toBe(describeType(theirs));
    expect(more(ours)).toEqual(more(theirs));
  });
});

describe('types that Debian has not got yet', () => {
  // Compiled once with SQLAlchemy 2.0.
  it.each<readonly [string, string, string, string, string]>([
    ['Uuid', 'UUID', 'CHAR(32)', 'CHAR(32)', 'UNIQUEIDENTIFIER'],
    ['UUID', 'UUID', 'UUID', 'UUID', 'UUID'],
    ['Double', 'DOUBLE PRECISION', 'DOUBLE', 'DOUBLE', 'DOUBLE PRECISION'],
    ['DOUBLE_PRECISION', 'DOUBLE PRECISION', 'DOUBLE PRECISION', 'DOUBLE PRECISION', 'DOUBLE PRECISION'],
  ])('%s', (name, ...expected) => {
    const texts = sqlDialects.map(
      (dialect) => columnType(typeExpression(`${core}${name}`), dialect, nowhere).type.text,
    );
    expect(texts).toEqual(expected);
  });
});

describe('enums', () => {
  const color: EnumClass = {
    name: 'Color',
    members: [
      { name: 'RED', value: 'red' },
      { name: 'GREEN', value: 'green' },
    ],
  };

  it('of a class are stored by member name, under the name of the class', () => {
    expect(columnType(annotatedEnum(color), 'postgresql', nowhere).nativeEnum).toEqual({
      name: 'color',
      schema: undefined,
      values: ['RED', 'GREEN'],
      isCreated: true,
    });
  });

  it('are stored by value where values_callable says so', () => {
    const type = typeExpression(
      `${core}Enum`,
      [{ kind: 'enum-class', enumClass: color }],
      new Map<string, TypeArgument>([['values_callable', { kind: 'other' }]]),
    );
    expect(columnType(type, 'mysql', nowhere).type.values).toEqual(['red', 'green']);
  });

  it('whose members are not all known have no values', () => {
    const found = columnType(annotatedEnum({ ...color, isPartial: true }), 'postgresql', nowhere);
    expect(found.nativeEnum?.values).toBeUndefined();
    expect(found.type.name).toBe('color');
  });

  it('without a type of the database have a check only when asked', () => {
    const keywords = new Map<string, TypeArgument>([['native_enum', flag(false)]]);
    const values = [word('a'), word('bcd')];
    expect(columnType(typeExpression(`${core}Enum`, values, keywords), 'postgresql', nowhere).check).toBeUndefined();
    keywords.set('create_constraint', flag(true));
    expect(columnType(typeExpression(`${core}Enum`, values, keywords), 'postgresql', nowhere).check?.values).toEqual([
      'a',
      'bcd',
    ]);
  });

  it('of Literal are text', () => {
    expect(columnType(annotatedLiteral(['a', 'bcd']), 'postgresql', nowhere).type.text).toBe('VARCHAR(3)');
  });
});

describe('variants and packages', () => {
  it('take the place of the type in their dialect only', () => {
    const type: TypeExpression = {
      ...typeExpression(`${core}JSON`),
      variants: new Map([['postgresql', typeExpression(`${postgresql}JSONB`)]]),
    };
    expect(sqlDialects.map((dialect) => columnType(type, dialect, nowhere).type.name)).toEqual([
      'jsonb',
      'json',
      'json',
      'nvarchar',
    ]);
  });

  it.each<readonly [string, readonly TypeArgument[], string, string]>([
    ['sqlalchemy_utils.UUIDType', [], 'UUID', 'BINARY(16)'],
    ['sqlalchemy_utils.types.uuid.UUIDType', [flag(false)], 'UUID', 'CHAR(32)'],
    ['sqlalchemy_utils.EmailType', [], 'VARCHAR(255)', 'VARCHAR(255)'],
    ['sqlalchemy_utils.JSONType', [], 'JSON', 'TEXT'],
    ['sqlalchemy_utils.ChoiceType', [{ kind: 'other' }], 'VARCHAR(255)', 'VARCHAR(255)'],
    ['fastapi_users_db_sqlalchemy.generics.GUID', [], 'UUID', 'CHAR(36)'],
    ['sqlmodel.sql.sqltypes.AutoString', [], 'VARCHAR', 'VARCHAR(255)'],
  ])('%s', (name, args, inPostgres, inMysql) => {
    const type = typeExpression(name, args);
    expect(columnType(type, 'postgresql', nowhere).type.text).toBe(inPostgres);
    expect(columnType(type, 'mysql', nowhere).type.text).toBe(inMysql);
  });

  it('of pgvector and GeoAlchemy keep dimensions, shape and reference system', () => {
    expect(
      columnType(typeExpression('pgvector.sqlalchemy.Vector', sizes(1536)), 'postgresql', nowhere).type,
    ).toMatchObject({ name: 'vector', args: ['1536'] });
    const point = typeExpression('geoalchemy2.Geometry', [word('POINT')], new Map([['srid', sizes(4326)[0]!]]));
    expect(columnType(point, 'postgresql', nowhere).type).toMatchObject({
      family: 'geometry',
      args: ['point', '4326'],
    });
  });

  it('that nobody knows keep their name and stay unknown', () => {
    expect(columnType(typeExpression('app.types.Colour', sizes(3)), 'postgresql', nowhere).type).toMatchObject({
      text: 'Colour(3)',
      family: 'unknown',
    });
  });
});

describe('annotations', () => {
  it.each([
    ['int', 'INTEGER'],
    ['str', 'VARCHAR'],
    ['datetime.datetime', 'TIMESTAMP WITHOUT TIME ZONE'],
    ['decimal.Decimal', 'NUMERIC'],
    ['uuid.UUID', 'UUID'],
    ['bytes', 'BYTEA'],
    ['datetime.timedelta', 'INTERVAL'],
  ])('%s', (name, text) => {
    for (const style of ['mapped', 'sqlmodel'] as const) {
      expect(columnType(annotatedType(name, style)!, 'postgresql', nowhere).type.text).toBe(text);
    }
  });

  it('datetime of SQLModel has a time zone or none, as its version wants', () => {
    const of = (name: string) => columnType(annotatedType(name, 'sqlmodel')!, 'postgresql', nowhere).type;
    expect(of('datetime.datetime')).toMatchObject({ family: 'timestamp', openZone: true });
    expect(of('pydantic.AwareDatetime').family).toBe('timestamptz');
    expect(of('pydantic.NaiveDatetime')).not.toHaveProperty('openZone');
    const mapped = columnType(annotatedType('datetime.datetime', 'mapped')!, 'postgresql', nowhere).type;
    expect(mapped).not.toHaveProperty('openZone');
  });

  it('without a type of SQLAlchemy have none', () => {
    expect(annotatedType('dict', 'mapped')).toBeUndefined();
    expect(annotatedType('app.Money', 'sqlmodel')).toBeUndefined();
  });
});
