import fc from 'fast-check';
import { expect, test } from 'vitest';
import { postgresql } from '../../oracle/prisma-constructs.ts';
import { PrismaFiles } from './kit.ts';

const datasource = 'datasource db {\n  provider = "postgresql"\n}\n';

function only(text: string) {
  const files = new PrismaFiles({ 'schema.prisma': text });
  const [table] = files.schema.tables.values();
  return { files, table: table! };
}

test('every element is where it is written', () => {
  const { files, table } = only(`${datasource}
model User {
  id     Int     @id(map: "users_pk")
  name   String  @db.VarChar(20) @default("x") @unique
  bossId Int?    @map("boss_id")
  boss   User?   @relation("boss", fields: [bossId], references: [id])
  staff  User[]  @relation("boss")
  @@index([name, bossId(sort: Desc)], map: "by_name")
  @@map("users")
}`);
  const text = (origin: Parameters<typeof files.textAt>[0]) => files.textAt(origin);
  expect(text(table.origin)).toMatch(/^model User \{[\s\S]*\}$/);
  expect(text(table.nameOrigin)).toBe('User');
  expect(
    table.columns.map(({ name, type, origin, nameOrigin }) => [
      name,
      text(nameOrigin),
      text(type.origin),
      text(origin),
    ]),
  ).toEqual([
    ['id', 'id', 'Int', 'id     Int     @id(map: "users_pk")'],
    ['name', 'name', 'String  @db.VarChar(20)', 'name   String  @db.VarChar(20) @default("x") @unique'],
    ['boss_id', 'bossId', 'Int?', 'bossId Int?    @map("boss_id")'],
  ]);
  expect(text(table.primaryKey!.origin)).toBe('@id(map: "users_pk")');
  expect(table.indexes.map(({ origin, nameOrigin }) => [text(origin), text(nameOrigin)])).toEqual([
    ['@unique', '@unique'],
    ['@@index([name, bossId(sort: Desc)], map: "by_name")', '"by_name"'],
  ]);
  const [foreignKey] = table.foreignKeys;
  expect(text(foreignKey!.origin)).toBe('@relation("boss", fields: [bossId], references: [id])');
  expect(text(foreignKey!.targetOrigin)).toBe('User');
  expect(foreignKey!.orm).toMatchObject({ field: 'boss', onDeleteWritten: false, toMany: true });
});

test('the join table of a many-to-many relation stands at the field of one side', () => {
  const files = new PrismaFiles({
    'a.prisma': `${datasource}model Post {\n  id Int @id\n  tags Tag[]\n}`,
    'b.prisma': 'model Tag {\n  id Int @id\n  posts Post[]\n}',
  });
  const join = files.schema.tables.get('_PostToTag')!;
  expect(files.textAt(join.origin)).toBe('tags Tag[]');
  expect(join.orm).toMatchObject({ implicitJoin: ['Post', 'Tag'], model: 'PostToTag' });
  expect(join.columns.map(({ name, type }) => [name, files.textAt(type.origin)])).toEqual([
    ['A', 'Tag'],
    ['B', 'Tag'],
  ]);
});

test('what the client makes is no default of the database', () => {
  const { table } = only(
    `${datasource}model A {\n  id String @id @default(uuid())\n  at DateTime @updatedAt\n  n String @ignore\n  d Decimal @default(dbgenerated())\n}`,
  );
  expect(table.columns.map((column) => column.default)).toEqual([undefined, undefined, undefined, undefined]);
  expect(table.columns.map((column) => column.orm)).toMatchObject([
    { clientDefault: 'uuid', defaultWritten: true },
    { isUpdatedAt: true, defaultWritten: false },
    { ignored: true },
    { defaultWritten: true },
  ]);
});

test('where the client keeps relations, foreign keys are known but not in the database', () => {
  const { table } = only(
    'datasource db {\n  provider = "mysql"\n  relationMode = "prisma"\n}\nmodel A {\n  id Int @id\n  bId Int\n  b B @relation(fields: [bId], references: [id])\n}\nmodel B {\n  id Int @id\n  as A[]\n}',
  );
  expect(table.foreignKeys).toMatchObject([{ enforced: false, columns: ['bId'] }]);
  expect(table.orm).toMatchObject({ relationMode: 'prisma' });
});

test('a type that nothing declares is a gap of its table', () => {
  const { table, files } = only(`${datasource}model A {\n  id Int @id\n  b Missing\n}`);
  expect(table.columns.map(({ name }) => name)).toEqual(['id']);
  expect(table.gaps.map(({ reason, origin }) => [reason, files.textAt(origin)])).toEqual([
    ['No model, enum or type is called "Missing".', 'Missing'],
  ]);
});

test('names are found with the table and column that they mean', () => {
  const { files } = only(`${datasource}
model Order {
  id     Int    @id
  userId Int    @map("user_id")
  user   User   @relation(fields: [userId], references: [uid])
  @@index([userId(sort: Desc), id])
  @@map("orders")
}
model User {
  uid    Int     @id
  orders Order[]
}`);
  const found = files.units.flatMap(({ file, unit }) => files.program.occurrencesIn(file, unit.id));
  expect(
    found.map((each) => {
      const name = each.kind === 'column' ? `${each.table.name}.${each.column}` : each.table.name;
      return `${each.declares ? 'declares ' : ''}${name} by ${files.textAt(each.origin)}`;
    }),
  ).toEqual([
    'declares orders by Order',
    'declares orders.id by id',
    'declares orders.user_id by userId',
    'User by User',
    'orders.user_id by userId',
    'User.uid by uid',
    'orders.user_id by userId',
    'orders.id by id',
    'declares User by User',
    'declares User.uid by uid',
    'orders by Order',
  ]);
});

test.each([
  ['a missing brace', 'model Broken {\n  id Int @id\n', 1],
  ['an open parenthesis', 'model Broken {\n  id Int @id\n  x Int @default(\n}\n', 1],
  ['a model without name', 'model {\n  id Int @id\n}\n', 0],
  ['a word being typed', 'mod\n', 1],
])('%s costs no other model', (_, broken, errors) => {
  const files = new PrismaFiles({
    'schema.prisma': `${datasource}model A {\n  id Int @id\n  b B[]\n}\n${broken}model B {\n  id Int @id\n  aId Int\n  a A @relation(fields: [aId], references: [id])\n}\n`,
  });
  expect([...files.schema.tables.keys()].filter((key) => key !== 'Broken')).toEqual(['A', 'B']);
  expect(files.schema.tables.get('B')!.foreignKeys).toHaveLength(1);
  expect(files.units.flatMap(({ file, unit }) => files.program.errorsIn(file, unit.id))).toHaveLength(errors);
});

test('a block is lowered again only when it or what it needs changed', () => {
  const a = 'model A {\n  id Int @id\n  bs B[]\n}\n';
  const b = 'model B {\n  id Int @id\n  aId Int\n  a A @relation(fields: [aId], references: [id])\n}\n';
  const other = 'model Other {\n  id Int @id\n}\n';
  const files = new PrismaFiles({ 'schema.prisma': datasource + a + b + other });
  const results = () => files.units.map(({ file, unit }) => files.program.lowered(file, unit.id));
  const before = results();
  files.set('schema.prisma', datasource + a.replace('bs B[]', 'bs B[] // of it') + b + other);
  const commented = results();
  expect(commented.map((each, at) => each === before[at])).toEqual([true, false, true, true]);
  files.set('schema.prisma', datasource + a.replace('id Int @id', 'id Int @id @map("key")') + b + other);
  expect(results().map((each, at) => each === commented[at])).toEqual([true, false, false, true]);
  files.set('schema.prisma', `${datasource.replace('postgresql"', 'cockroachdb"')}${a}${b}${other}`);
  expect(files.schema.tables.get('A')!.columns[0]!.type.name).toBe('integer');
});

const fragments = [
  'model A {\n',
  'model Post {\n  id Int @id\n',
  '}\n',
  'id Int @id',
  '\n',
  '@relation(fields: [',
  '@@index([id])\n',
  '@@map("x")\n',
  'enum Role {\n',
  '?',
  '[]',
  '(',
  '"',
  '// ',
  'relationMode = "prisma"\n',
  'Role',
  'User',
];

test('after any edits the answers are those of a fresh program', () => {
  const text = postgresql;
  const edit = fc.record({
    at: fc.nat(text.length),
    removed: fc.nat(60),
    inserted: fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 5 })),
    file: fc.constantFrom('a.prisma', 'b.prisma'),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
      const half = text.indexOf('model User');
      const texts: Record<string, string> = { 'a.prisma': text.slice(0, half), 'b.prisma': text.slice(half) };
      const files = new PrismaFiles(texts);
      for (const { at, removed, inserted, file } of edits) {
        const before = texts[file]!;
        const from = Math.min(at, before.length);
        texts[file] = before.slice(0, from) + inserted + before.slice(from + removed);
        files.set(file, texts[file]);
        expect(said(files)).toEqual(said(new PrismaFiles(texts)));
      }
    }),
    { numRuns: 40 },
  );
});

test('a file that goes takes its models along', () => {
  const files = new PrismaFiles({
    'a.prisma': `${datasource}model A {\n  id Int @id\n}`,
    'b.prisma': 'model B {\n  id Int @id\n}',
  });
  files.remove('b.prisma');
  expect([...files.schema.tables.keys()]).toEqual(['A']);
});

/** All answers, without the numbers of units, which tell how the text came to be. */
function said(files: PrismaFiles): string {
  const answers = files.units.map(({ file, unit }) => [
    files.program.lowered(file, unit.id),
    files.program.occurrencesIn(file, unit.id),
    files.program.errorsIn(file, unit.id),
  ]);
  return JSON.stringify(answers, (key, value) => (key === 'unit' ? undefined : value));
}
