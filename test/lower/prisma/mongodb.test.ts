/** Collections of MongoDB, as Prisma describes them. */
import { expect, test } from 'vitest';
import { createAnalyzer } from '../../../server/src/analysis/create-analyzer.ts';
import { analyze } from '../../kit/analyze.ts';

const schema = `datasource db {
  provider = "mongodb"
}

enum Kind {
  BLOG
  NEWS
}

type Address {
  street String
  city   String
}

model User {
  id      String   @id @default(auto()) @map("_id") @db.ObjectId
  email   String   @unique
  since   DateTime @default(now())
  address Address
  tagIds  String[] @db.ObjectId
  tags    Tag[]    @relation(fields: [tagIds], references: [id])
  posts   Post[]

  @@index([since, address.city])
  @@index([since])
  @@map("users")
}

model Tag {
  id      String   @id @default(auto()) @map("_id") @db.ObjectId
  userIds String[] @db.ObjectId
  users   User[]   @relation(fields: [userIds], references: [id])
}

model Post {
  id       String  @id @default(auto()) @map("_id") @db.ObjectId
  kind     Kind    @default(BLOG)
  author   User?   @relation(fields: [authorId], references: [id])
  authorId String? @db.ObjectId
}
`;

const database = (files = [{ file: 'schema.prisma', text: schema }]) => analyze(files).databases()[0]!;

test('fields are columns with BSON types, lists and composite values among them', () => {
  const { dialect, schema: found } = database();
  expect(dialect).toBe('mongodb');
  const users = found.tables.get('users')!;
  expect(users.columns.map(({ name, type }) => [name, type.text, type.dimensions])).toEqual([
    ['_id', 'objectId', 0],
    ['email', 'string', 0],
    ['since', 'date', 0],
    ['address', 'object', 0],
    ['tagIds', 'objectId[]', 1],
  ]);
  expect(users.primaryKey?.columns).toEqual(['_id']);
  expect(
    users.indexes.map(({ name, parts }) => [name, parts.map(({ column, expression }) => column ?? expression?.text)]),
  ).toEqual([
    ['users_email_key', ['email']],
    ['users_since_address.city_idx', ['since', 'address.city']],
    ['users_since_idx', ['since']],
  ]);
  expect([...found.tables.keys()].sort()).toEqual(['Post', 'Tag', 'users']);
  expect(found.tables.get('Post')!.foreignKeys).toMatchObject([{ columns: ['authorId'], enforced: false }]);
});

test('only rules that hold for documents speak', () => {
  const analyzer = analyze([{ file: 'schema.prisma', text: schema }]);
  expect(
    analyzer
      .findingsIn('schema.prisma')
      .map(({ rule }) => rule)
      .sort(),
  ).toEqual(['prisma-relationmode-index', 'redundant-prefix-index']);
  expect(analyzer.gaps()).toEqual([]);
});

test('SQL beside it is for something else', () => {
  const analyzer = createAnalyzer({ rethrowRuleFailures: true });
  analyzer.setFile('schema.prisma', schema);
  analyzer.setFile('report.sql', 'create table report (id int primary key, made timestamp);\n');
  expect(analyzer.databaseOf('report.sql')?.dialect).toBe('postgresql');
});
