/** Sketched schemas as SQLAlchemy models. */
import fc from 'fast-check';
import { randomSchema, type SketchedColumn, type SketchedSchema, type SketchedTable } from './random-schema.ts';

const styles = ['mapped', 'column', 'core'] as const;
type Style = (typeof styles)[number];

const types: Readonly<Record<Exclude<SketchedColumn['type'], 'enum'>, string>> = {
  integer: 'Integer',
  bigint: 'BigInteger',
  text: 'Text',
  varchar: 'String(40)',
  decimal: 'Numeric(12, 2)',
  float: 'Float',
  boolean: 'Boolean',
  timestamp: 'DateTime',
  timestamptz: 'DateTime(timezone=True)',
  date: 'Date',
  json: 'JSON',
  uuid: 'Uuid',
  binary: 'LargeBinary',
};

const annotations: Readonly<Record<SketchedColumn['type'], string>> = {
  integer: 'int',
  bigint: 'int',
  text: 'str',
  varchar: 'str',
  decimal: 'Decimal',
  float: 'float',
  boolean: 'bool',
  timestamp: 'datetime',
  timestamptz: 'datetime',
  date: 'date',
  json: 'dict[str, Any]',
  uuid: 'UUID',
  binary: 'bytes',
  enum: 'str',
};

const extras = [
  '# db-architect-ignore no-primary-key: generated\n',
  'class Mixin:\n    created = Column(DateTime, default=datetime.now)\n\n    @declared_attr\n    def __tablename__(cls):\n        return cls.__name__.lower()\n',
  'class Mixed(Mixin, Base):\n    id = Column(Integer, primary_key=True)\n',
  'if TYPE_CHECKING:\n    from other import Thing\n',
  'def make(name):\n    """Makes\n    one."""\n    return Table(name, Base.metadata, Column("id", Integer))\n',
  'class Child(Base):\n    __tablename__ = "child"\n    __mapper_args__ = {"polymorphic_on": "kind"}\n    id: Mapped[int] = mapped_column(primary_key=True)\n    kind: Mapped[str | None]\n',
  'event.listen(Base.metadata, "after_create", DDL("create index x on child (kind)"))\n',
];

/** A module of models. */
export const randomPython: fc.Arbitrary<string> = fc
  .record({
    schema: randomSchema,
    style: fc.constantFrom(...styles),
    extras: fc.uniqueArray(fc.constantFrom(...extras), { maxLength: 3 }),
  })
  .map(({ schema, style, extras }) => [pythonOf(schema, style), ...extras].join('\n\n'));

export function pythonOf(schema: SketchedSchema, style: Style): string {
  const header = [
    'from datetime import date, datetime',
    'from decimal import Decimal',
    'from typing import Any, TYPE_CHECKING',
    'from uuid import UUID',
    '',
    'from sqlalchemy import (',
    '    BigInteger, Boolean, CheckConstraint, Column, Date, DateTime, DDL, Enum, event, Float, ForeignKey, Index,',
    '    Integer, JSON, LargeBinary, Numeric, String, Table, Text, Uuid,',
    ')',
    'from sqlalchemy.orm import DeclarativeBase, declared_attr, Mapped, mapped_column, relationship',
    '',
    '',
    'class Base(DeclarativeBase):',
    '    pass',
    '',
    '',
  ].join('\n');
  return header + schema.tables.map((table) => tableOf(schema, table, style)).join('\n\n');
}

function tableOf(schema: SketchedSchema, table: SketchedTable, style: Style): string {
  const columns = [
    ...(table.key === 'none' ? [] : [columnOf(keyColumn(table.key), types[table.key], ['primary_key=True'], style)]),
    ...table.columns.map((column) => {
      const type = column.type === 'enum' ? enumOf(schema) : types[column.type];
      return columnOf(column, type, flagsOf(column), style);
    }),
    ...table.foreignKeys.map(({ column, target, nullable, onDelete }) => {
      const { name, key } = schema.tables[target]!;
      const action = onDelete === 'no action' ? '' : `, ondelete="${onDelete.toUpperCase()}"`;
      const flags = [`ForeignKey("${name}.id"${action})`, `nullable=${nullable ? 'True' : 'False'}`];
      const type = key === 'none' ? 'integer' : key;
      return columnOf({ ...keyColumn(type), name: column, nullable }, types[type], flags, style);
    }),
  ];
  const indexes = table.indexes.map(({ columns, unique }, at) => {
    return `Index("${table.name}_index${at}", ${columns.map((name) => `"${name}"`).join(', ')}${unique ? ', unique=True' : ''})`;
  });
  const rest = [...indexes, ...(table.checked === undefined ? [] : [`CheckConstraint("${table.checked} >= 0")`])];
  if (style === 'core') {
    const items = [`"${table.name}"`, 'Base.metadata', ...columns, ...rest].map((item) => `    ${item},\n`).join('');
    return `${table.name.toLowerCase()} = Table(\n${items})\n`;
  }
  const args =
    rest.length === 0 ? '' : `    __table_args__ = (\n${rest.map((item) => `        ${item},\n`).join('')}    )\n`;
  const body = columns.map((line) => `    ${line}\n`).join('');
  return `class ${table.name}(Base):\n    __tablename__ = "${table.name}"\n${body}${args}`;
}

function keyColumn(type: Exclude<SketchedTable['key'], 'none'>): SketchedColumn {
  return { name: 'id', type, nullable: false, unique: false, hasDefault: false };
}

function columnOf({ name, type, nullable }: SketchedColumn, sqlType: string, flags: readonly string[], style: Style) {
  const items = [sqlType, ...flags].join(', ');
  if (style === 'core') return `Column("${name}", ${items})`;
  if (style === 'column') return `${name} = Column(${items})`;
  return `${name}: Mapped[${annotations[type]}${nullable ? ' | None' : ''}] = mapped_column(${items})`;
}

function flagsOf({ nullable, unique, hasDefault }: SketchedColumn): readonly string[] {
  return [
    ...(nullable ? [] : ['nullable=False']),
    ...(unique ? ['unique=True'] : []),
    ...(hasDefault ? ['server_default="0"'] : []),
  ];
}

function enumOf({ enumValues }: SketchedSchema): string {
  return `Enum(${enumValues.map((value) => JSON.stringify(value)).join(', ')}, name="state")`;
}
