/** Sketched schemas as Prisma schemas. */
import fc from 'fast-check';
import { randomSchema, type SketchedColumn, type SketchedSchema, type SketchedTable } from './random-schema.ts';

const scalars: Readonly<Record<Exclude<SketchedColumn['type'], 'enum'>, string>> = {
  integer: 'Int',
  bigint: 'BigInt',
  text: 'String',
  varchar: 'String @db.VarChar(40)',
  decimal: 'Decimal @db.Decimal(12, 2)',
  float: 'Float',
  boolean: 'Boolean',
  timestamp: 'DateTime',
  timestamptz: 'DateTime @db.Timestamptz(6)',
  date: 'DateTime @db.Date',
  json: 'Json',
  uuid: 'String @db.Uuid',
  binary: 'Bytes',
};

const defaults: Readonly<Partial<Record<SketchedColumn['type'], string>>> = {
  integer: '0',
  bigint: '0',
  decimal: '0',
  float: '0',
  varchar: '"x"',
  timestamp: 'now()',
};

const extras = [
  '/// db-architect-ignore no-primary-key: generated\n',
  '// a comment { with braces }\n',
  'generator client {\n  provider = "prisma-client-js"\n}\n',
  'view seen {\n  id Int @unique\n  name String\n}\n',
  'type Address {\n  street String\n}\n',
  'enum Other {\n  A\n  B @map("b")\n\n  @@map("others")\n}\n',
  'model Ignored {\n  a Int\n\n  @@ignore\n}\n',
  'model Left {\n  id Int @id\n  rights Right[]\n}\n\nmodel Right {\n  id Int @id\n  lefts Left[]\n}\n',
];

/** A Prisma schema for PostgreSQL. */
export const randomPrisma: fc.Arbitrary<string> = fc
  .record({ schema: randomSchema, extras: fc.uniqueArray(fc.constantFrom(...extras), { maxLength: 3 }) })
  .map(({ schema, extras }) => [prismaOf(schema), ...extras].join('\n'));

export function prismaOf(schema: SketchedSchema): string {
  const values = schema.enumValues.map((value, index) => `  V${index} @map(${JSON.stringify(value)})\n`).join('');
  return [
    'datasource db {\n  provider = "postgresql"\n}\n',
    `enum State {\n${values}\n  @@map("state")\n}\n`,
    ...schema.tables.map((table, index) => modelOf(schema, table, index)),
  ].join('\n');
}

function modelOf(schema: SketchedSchema, table: SketchedTable, index: number): string {
  const lines = [
    ...(table.key === 'none'
      ? []
      : [`id ${table.key === 'uuid' ? 'String' : scalars[table.key]}${keyType(table)} @id`]),
    ...table.columns.map(fieldOf),
    ...table.foreignKeys.flatMap(({ column, target, nullable, onDelete }, position) => {
      const { name, key } = schema.tables[target]!;
      const type = key === 'uuid' ? 'String' : key === 'bigint' ? 'BigInt' : 'Int';
      const mark = nullable ? '?' : '';
      const action = { 'no action': 'NoAction', cascade: 'Cascade', 'set null': 'SetNull' }[onDelete];
      return [
        `${column} ${type}${mark}${key === 'uuid' ? ' @db.Uuid' : ''}`,
        `to${position} ${name}${mark} @relation("r${index}_${position}", fields: [${column}], references: [id], onDelete: ${action})`,
      ];
    }),
    ...schema.tables.flatMap((other, from) =>
      other.foreignKeys.flatMap(({ target }, position) =>
        target === index ? [`from${from}_${position} ${other.name}[] @relation("r${from}_${position}")`] : [],
      ),
    ),
    ...(table.key === 'none' ? [`@@unique([${table.columns[0]!.name}])`] : []),
    ...table.indexes.map(({ columns, unique }, at) => {
      return `@@${unique ? 'unique' : 'index'}([${columns.join(', ')}], map: "${table.name}_index${at}")`;
    }),
  ];
  const comment = table.comment === undefined ? '' : `/// ${table.comment}\n`;
  return `${comment}model ${table.name} {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

function keyType({ key }: SketchedTable): string {
  return key === 'uuid' ? ' @db.Uuid' : '';
}

function fieldOf({ name, type, nullable, unique, hasDefault }: SketchedColumn): string {
  const [scalar = '', ...attributes] = (type === 'enum' ? 'State' : scalars[type]).split(' @');
  const value = hasDefault ? defaults[type] : undefined;
  return [
    name,
    nullable ? `${scalar}?` : scalar,
    ...attributes.map((attribute) => `@${attribute}`),
    ...(value === undefined ? [] : [`@default(${value})`]),
    ...(unique ? ['@unique'] : []),
  ].join(' ');
}
