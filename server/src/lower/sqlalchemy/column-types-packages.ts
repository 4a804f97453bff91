/** Types of packages beside SQLAlchemy, told in SQLAlchemy's own. */

import { argument, className, flagArgument, sizeArgument } from './column-types-arguments.ts';
import { type TypeArgument, type TypeExpression, typeExpression } from './column-types-expression.ts';

/** The type of SQLAlchemy that a package's type stands for; undefined for SQLAlchemy's own and for unknown ones. */
export function ofPackage(type: TypeExpression): TypeExpression | undefined {
  const root = type.name.slice(0, Math.max(type.name.indexOf('.'), 0));
  return packages.get(root)?.get(className(type))?.(type);
}

type Translation = (type: TypeExpression) => TypeExpression | undefined;

const core = (name: string, ...sizes: readonly (string | undefined)[]): TypeExpression =>
  typeExpression(
    `sqlalchemy.${name}`,
    sizes.flatMap((value): TypeArgument[] => (value === undefined ? [] : [{ kind: 'number', value }])),
  );

const postgres = (name: string): TypeExpression => typeExpression(`sqlalchemy.dialects.postgresql.${name}`);

const otherwise = (fallback: TypeExpression, variants: Readonly<Record<string, TypeExpression>>): TypeExpression => ({
  ...fallback,
  variants: new Map(Object.entries(variants)),
});

const withZone: TypeExpression = typeExpression(
  'sqlalchemy.DateTime',
  [],
  new Map([['timezone', { kind: 'boolean', value: true }]]),
);

const uniqueIdentifier = typeExpression('sqlalchemy.dialects.mssql.UNIQUEIDENTIFIER');

const uuidType: Translation = (type) => {
  const plain = flagArgument(type, 'binary', 0, true) ? core('BINARY', '16') : core('CHAR', '32');
  if (!flagArgument(type, 'native', 1, true)) return plain;
  return otherwise(plain, { postgresql: postgres('UUID'), mssql: uniqueIdentifier });
};

/** `impl` decides where it is written. */
const choiceType: Translation = (type) => {
  const impl = argument(type, 'impl', 1);
  return impl?.kind === 'type' ? impl.type : core('Unicode', '255');
};

const encryptedType: Translation = (type) =>
  className(type) === 'EncryptedType' ? core('LargeBinary') : core('String');

const scalarList: Translation = (type) => {
  const impl = argument(type, 'impl', 0);
  return impl?.kind === 'type' ? impl.type : core('UnicodeText');
};

/** A text of `size`, unless another one is written. */
const unicode =
  (size: string, keyword: string, position: number): Translation =>
  (type) =>
    core('Unicode', sizeArgument(type, keyword, position) ?? size);

const is =
  (type: TypeExpression): Translation =>
  () =>
    type;

const utils: ReadonlyMap<string, Translation> = new Map<string, Translation>([
  ['UUIDType', uuidType],
  ['EmailType', unicode('255', 'length', 0)],
  ['URLType', is(core('UnicodeText'))],
  ['JSONType', is(otherwise(core('UnicodeText'), { postgresql: postgres('JSON') }))],
  ['ChoiceType', choiceType],
  ['PhoneNumberType', unicode('20', 'max_length', 1)],
  ['IPAddressType', unicode('50', 'max_length', 0)],
  ['ColorType', unicode('20', 'max_length', 0)],
  ['TimezoneType', is(core('Unicode', '50'))],
  ['LocaleType', is(core('Unicode', '10'))],
  ['CountryType', is(core('String', '2'))],
  ['CurrencyType', is(core('String', '3'))],
  ['ArrowType', is(core('DateTime'))],
  ['EnrichedDateTimeType', is(core('DateTime'))],
  ['EnrichedDateType', is(core('Date'))],
  ['ScalarListType', scalarList],
  ['EncryptedType', encryptedType],
  ['StringEncryptedType', encryptedType],
  ['TSVectorType', is(otherwise(core('UnicodeText'), { postgresql: postgres('TSVECTOR') }))],
  ['LtreeType', is(postgres('LTREE'))],
  ['IntRangeType', is(postgres('INT4RANGE'))],
  ['Int8RangeType', is(postgres('INT8RANGE'))],
  ['NumericRangeType', is(postgres('NUMRANGE'))],
  ['DateRangeType', is(postgres('DATERANGE'))],
  ['DateTimeRangeType', is(postgres('TSRANGE'))],
]);

/** pgvector's classes print their name and the dimensions. */
const vector =
  (name: string): Translation =>
  (type) =>
    core(name, sizeArgument(type, 'dim', 0) ?? sizeArgument(type, 'length', 0));

/** PostGIS: `geometry(POINT,4326)`; the other databases have a type of the shape's name. */
const shape =
  (name: string): Translation =>
  (type) => {
    const written = argument(type, 'geometry_type', 0);
    if (written !== undefined && written.kind !== 'string') return core(name);
    const kind = written?.kind === 'string' ? written.value.toUpperCase() : 'GEOMETRY';
    const srid = sizeArgument(type, 'srid', 1) ?? '-1';
    return otherwise(core(kind), {
      postgresql: typeExpression(`sqlalchemy.${name}(${kind},${srid})`),
    });
  };

const advancedAlchemy: ReadonlyMap<string, Translation> = new Map<string, Translation>([
  ['GUID', is(otherwise(core('BINARY', '16'), { postgresql: postgres('UUID'), mssql: uniqueIdentifier }))],
  ['BigIntIdentity', is(otherwise(core('BigInteger'), { sqlite: core('Integer') }))],
  ['DateTimeUTC', is(withZone)],
  ['JsonB', is(otherwise(core('JSON'), { postgresql: postgres('JSONB') }))],
]);

const packages: ReadonlyMap<string, ReadonlyMap<string, Translation>> = new Map([
  ['sqlalchemy_utils', utils],
  [
    'pgvector',
    new Map<string, Translation>([
      ['Vector', vector('VECTOR')],
      ['VECTOR', vector('VECTOR')],
      ['HALFVEC', vector('HALFVEC')],
      ['SPARSEVEC', vector('SPARSEVEC')],
      ['BIT', (type) => typeExpression('sqlalchemy.dialects.postgresql.BIT', type.args, type.keywords)],
    ]),
  ],
  [
    'geoalchemy2',
    new Map<string, Translation>([
      ['Geometry', shape('geometry')],
      ['Geography', shape('geography')],
      ['Raster', is(core('raster'))],
    ]),
  ],
  [
    'fastapi_users_db_sqlalchemy',
    new Map<string, Translation>([
      ['GUID', is(otherwise(core('CHAR', '36'), { postgresql: postgres('UUID') }))],
      ['TIMESTAMPAware', is(typeExpression('sqlalchemy.TIMESTAMP', [], withZone.keywords))],
    ]),
  ],
  ['advanced_alchemy', advancedAlchemy],
  ['litestar', advancedAlchemy],
  ['sqlalchemy_utc', new Map<string, Translation>([['UtcDateTime', is(withZone)]])],
  [
    'sqlalchemy_json',
    new Map<string, Translation>([
      ['MutableJson', is(core('JSON'))],
      ['NestedMutableJson', is(core('JSON'))],
    ]),
  ],
  ['citext', new Map<string, Translation>([['CIText', is(postgres('CITEXT'))]])],
  [
    'sqlmodel',
    new Map<string, Translation>([
      ['AutoString', (type) => typeExpression('sqlalchemy.AutoString', type.args, type.keywords)],
      ['Enum', (type) => typeExpression('sqlalchemy.Enum', type.args, type.keywords)],
    ]),
  ],
]);
