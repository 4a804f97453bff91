/** Types that follow from a Python annotation: `Mapped[int]`, `name: str` of an SQLModel. */
import { type EnumClass, type TypeExpression, typeExpression } from './column-types-expression.ts';

/** Whose rules decide: SQLAlchemy's `type_annotation_map`, or SQLModel's own list. */
export type AnnotationStyle = 'mapped' | 'sqlmodel';

/**
 * The type for a class that an annotation names, after imports: `int`, `datetime.datetime`, `decimal.Decimal`. Undefined
 * where the library has none; `Optional`, `Annotated` and the maps of a project are the caller's to resolve before.
 */
export function annotatedType(name: string, style: AnnotationStyle): TypeExpression | undefined {
  const common = commonTypes.get(name);
  if (style === 'mapped') return common ?? (name === 'str' ? typeExpression('sqlalchemy.String') : undefined);
  return sqlmodelTypes.get(name) ?? common;
}

/** `Mapped[Color]`, where Color is an enum; SQLModel makes the same of it. */
export function annotatedEnum(enumClass: EnumClass): TypeExpression {
  return typeExpression('sqlalchemy.Enum', [{ kind: 'enum-class', enumClass }]);
}

/** `Mapped[Literal['a', 'b']]`: a text with no enum of the database. */
export function annotatedLiteral(values: readonly string[]): TypeExpression {
  return typeExpression(
    'sqlalchemy.Enum',
    values.map((value) => ({ kind: 'string', value })),
    new Map([['native_enum', { kind: 'boolean', value: false }]]),
  );
}

const commonTypes: ReadonlyMap<string, TypeExpression> = new Map(
  Object.entries({
    int: 'Integer',
    float: 'Float',
    bool: 'Boolean',
    bytes: 'LargeBinary',
    'decimal.Decimal': 'Numeric',
    'datetime.datetime': 'DateTime',
    'datetime.date': 'Date',
    'datetime.time': 'Time',
    'datetime.timedelta': 'Interval',
    'uuid.UUID': 'Uuid',
  }).map(([name, type]) => [name, typeExpression(`sqlalchemy.${type}`)]),
);

/** What SQLModel makes of a `datetime`: without a time zone up to version 0.0.44, with one from 0.0.45 on. */
export const sqlmodelDatetime = 'sqlmodel.DateTime';

const zoned = typeExpression('sqlalchemy.DateTime', [], new Map([['timezone', { kind: 'boolean', value: true }]]));

/** Everything that derives from `str`, what SQLModel keeps as one, and its own idea of time. */
const sqlmodelTypes: ReadonlyMap<string, TypeExpression> = new Map([
  ['datetime.datetime', typeExpression(sqlmodelDatetime)],
  ...['pydantic.AwareDatetime', 'pydantic.types.AwareDatetime'].map((name) => [name, zoned] as const),
  ...['pydantic.NaiveDatetime', 'pydantic.types.NaiveDatetime'].map(
    (name) => [name, typeExpression('sqlalchemy.DateTime')] as const,
  ),
  ...[
    'str',
    'pathlib.Path',
    'ipaddress.IPv4Address',
    'ipaddress.IPv4Network',
    'ipaddress.IPv6Address',
    'ipaddress.IPv6Network',
    'pydantic.EmailStr',
    'pydantic.networks.EmailStr',
  ].map((name) => [name, typeExpression('sqlmodel.AutoString')] as const),
]);
