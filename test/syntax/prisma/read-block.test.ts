import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, Value } from '../../../server/src/syntax/prisma/block.ts';
import { readBlock } from '../../../server/src/syntax/prisma/read-block.ts';

function fieldNames(block: Block): readonly string[] {
  return block.fields.map(({ name }) => name.text);
}

test('a model: fields, types, attributes, places', () => {
  const source = `model User {
  id    Int      @id @default(autoincrement()) // key
  tags  String[] @default(["a", "b"])
  name  String?  @db.VarChar(20) @map("full \\"name\\"")
  place Unsupported("geometry(Point, 4326)")?
  @@index([name(ops: raw("gin_trgm_ops"), sort: Desc), place.x], map: "i", where: { done: true })
}`;
  const block = readBlock(source);
  expect(block).toMatchObject({ kind: 'model', name: { text: 'User' }, isClosed: true, errors: [] });
  expect(fieldNames(block)).toEqual(['id', 'tags', 'name', 'place']);
  const [id, tags, name, place] = block.fields;
  expect(id!.attributes.map((each) => source.slice(each.start, each.end))).toEqual([
    '@id',
    '@default(autoincrement())',
  ]);
  expect(id!.attributes[1]!.arguments[0]!.value).toMatchObject({ kind: 'call', name: { text: 'autoincrement' } });
  expect(tags!.type).toMatchObject({ name: { text: 'String' }, isList: true, isOptional: false });
  expect(name!.type).toMatchObject({ isList: false, isOptional: true });
  expect(name!.attributes[0]).toMatchObject({ name: { text: 'db.VarChar' }, arguments: [{ value: { text: '20' } }] });
  expect(name!.attributes[1]!.arguments[0]!.value).toMatchObject({ value: 'full "name"' });
  expect(place!.type).toMatchObject({ unsupported: 'geometry(Point, 4326)', isOptional: true });
  const [index] = block.attributes;
  expect(index!.name.text).toBe('index');
  expect(index!.arguments.map((argument) => argument.name?.text)).toEqual([undefined, 'map', 'where']);
  const [columns, , where] = index!.arguments.map((argument) => argument.value as Value);
  expect(columns).toMatchObject({
    kind: 'array',
    items: [
      { kind: 'call', arguments: [{ name: { text: 'ops' } }, { name: { text: 'sort' }, value: { text: 'Desc' } }] },
      { kind: 'path', text: 'place.x' },
    ],
  });
  expect(where).toMatchObject({ kind: 'object', entries: [{ name: { text: 'done' }, value: { value: true } }] });
  expect(block.comments.map(({ start, end }) => source.slice(start, end))).toEqual(['// key']);
});

test('enums and configuration', () => {
  expect(readBlock('enum Role {\n  USER\n  ADMIN @map("admin")\n\n  @@map("roles")\n}')).toMatchObject({
    kind: 'enum',
    fields: [{ name: { text: 'USER' } }, { name: { text: 'ADMIN' }, attributes: [{ name: { text: 'map' } }] }],
    attributes: [{ name: { text: 'map' } }],
    errors: [],
  });
  const source =
    'datasource db {\n  provider = "postgresql"\n  url = env("X")\n  extensions = [postgis, vector(schema: "x")]\n}';
  expect(readBlock(source)).toMatchObject({
    kind: 'datasource',
    assignments: [{ value: { value: 'postgresql' } }, { value: { kind: 'call' } }, { value: { kind: 'array' } }],
    errors: [],
  });
});

test('arguments go over several lines', () => {
  const block = readBlock(
    'model A {\n  b B @relation(\n    fields: [x,\n      y], // both\n    references: [\n x, y]\n  )\n  c Int\n}',
  );
  expect(block.errors).toEqual([]);
  expect(fieldNames(block)).toEqual(['b', 'c']);
});

test.each([
  ['a field without type', 'model A {\n  id Int\n  na\n  b Int\n}', ['id', 'na', 'b']],
  ['an attribute without name', 'model A {\n  id Int @\n  b Int\n}', ['id', 'b']],
  ['an open parenthesis', 'model A {\n  b B @relation(fields: [x\n  c Int\n  @@index([c\n  d Int\n}', ['b', 'c', 'd']],
  ['characters of no meaning', 'model A {\n  id Int\n  %% ^\n  b Int\n}', ['id', 'b']],
  ['no closing brace', 'model A {\n  id Int\n  b Int', ['id', 'b']],
])('%s costs what it stands in', (_, source, expected) => {
  const block = readBlock(source);
  expect(fieldNames(block)).toEqual(expected);
  expect(block.kind).toBe('model');
});

test('nothing that is written throws, and places lie in the text', () => {
  const fragments = [
    'model A {',
    'id Int',
    '@',
    '@@',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '"',
    ':',
    ',',
    '=',
    '?',
    '.',
    '\n',
    '-1',
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string())), (parts) => {
      const source = parts.join('');
      const block = readBlock(source);
      for (const { start, end } of [...block.fields, ...block.attributes, ...block.errors]) {
        expect(0 <= start && start <= end && end <= source.length).toBe(true);
      }
    }),
  );
  expect(readBlock(`model A {\n a Int @default(${'['.repeat(50_000)})\n}`).name?.text).toBe('A');
});
