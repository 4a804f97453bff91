import { expect, test } from 'vitest';
import { driftIndex } from '../../../server/src/rules/drift/drift-index.ts';
import { allFindings, analyze } from '../../kit/analyze.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { readFixture } from '../../kit/fixture.ts';

test('an index and a unique key that are declared only', () => {
  checkRule(
    driftIndex,
    `
//- prisma/schema.prisma
model Visit {
  id     Int      @id
  code   String @unique
//              ^^^^^^^ drift-index
  seenAt DateTime

  @@index([seenAt])
//^^^^^^^^^^^^^^^^^ drift-index
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Visit" ("id" INTEGER NOT NULL, "code" TEXT NOT NULL, "seenAt" TIMESTAMP(3) NOT NULL, CONSTRAINT "Visit_pkey" PRIMARY KEY ("id"));
`,
  );
});

test('under other names, built concurrently, as a constraint', () => {
  checkRule(
    driftIndex,
    `
//- prisma/schema.prisma
model Visit {
  id     Int      @id
  code   String @unique
  seenAt DateTime

  @@index([seenAt])
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Visit" ("id" INTEGER NOT NULL, "code" TEXT NOT NULL, "seenAt" TIMESTAMP(3) NOT NULL, CONSTRAINT "Visit_pkey" PRIMARY KEY ("id"));
ALTER TABLE "Visit" ADD CONSTRAINT visit_code UNIQUE ("code");
//- prisma/migrations/20240202000000_index/migration.sql
CREATE INDEX CONCURRENTLY visits ON "Visit"("seenAt");
`,
  );
});

test('a relation of many to many has a key or a unique index', () => {
  checkRule(
    driftIndex,
    `
//- prisma/schema.prisma
model Post {
  id   Int   @id
  tags Tag[]
}
model Tag {
  id    Int    @id
  posts Post[]
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Post" ("id" INTEGER NOT NULL, CONSTRAINT "Post_pkey" PRIMARY KEY ("id"));
CREATE TABLE "Tag" ("id" INTEGER NOT NULL, CONSTRAINT "Tag_pkey" PRIMARY KEY ("id"));
CREATE TABLE "_PostToTag" ("A" INTEGER NOT NULL REFERENCES "Post"("id") ON DELETE CASCADE, "B" INTEGER NOT NULL REFERENCES "Tag"("id") ON DELETE CASCADE);
CREATE UNIQUE INDEX "_PostToTag_AB_unique" ON "_PostToTag"("A", "B");
CREATE INDEX "_PostToTag_B_index" ON "_PostToTag"("B");
`,
  );
});

test('an index that begins so serves the same searches', () => {
  checkRule(
    driftIndex,
    `
//- prisma/schema.prisma
model Visit {
  id     Int
  code   Int
  seenAt Int
  @@id([id, code])
  @@index([id])
  @@index([seenAt])
//^^^^^^^^^^^^^^^^^ drift-index
  @@index([code])
//^^^^^^^^^^^^^^^ drift-index
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Visit" ("id" INTEGER NOT NULL, "code" INTEGER NOT NULL, "seenAt" INTEGER NOT NULL, CONSTRAINT "Visit_pkey" PRIMARY KEY ("id", "code"));
CREATE INDEX some ON "Visit"("seenAt") WHERE "seenAt" > 5;
`,
  );
});

test('MySQL makes an index for each foreign key', () => {
  checkRule(
    driftIndex,
    `
//- prisma/schema.prisma dialect=mysql
datasource db {
  provider = "mysql"
}
model Chat {
  id     Int  @id
  userId Int
  seen   Int
  user   User @relation(fields: [userId], references: [id])
  @@index([userId])
  @@index([seen])
//^^^^^^^^^^^^^^^ drift-index
}
model User {
  id    Int    @id
  chats Chat[]
}
//- prisma/migrations/20240101000000_init/migration.sql dialect=mysql
CREATE TABLE \`User\` (\`id\` INTEGER NOT NULL, PRIMARY KEY (\`id\`)) ENGINE=InnoDB;
CREATE TABLE \`Chat\` (\`id\` INTEGER NOT NULL, \`userId\` INTEGER NOT NULL, \`seen\` INTEGER NOT NULL, PRIMARY KEY (\`id\`)) ENGINE=InnoDB;
ALTER TABLE \`Chat\` ADD CONSTRAINT \`Chat_userId_fkey\` FOREIGN KEY (\`userId\`) REFERENCES \`User\`(\`id\`);
`,
  );
});

test('rows that the migrations keep unique by fewer columns', () => {
  const [finding, ...others] = allFindings(
    analyze(
      readFixture(`
//- prisma/schema.prisma
model Product {
  id   Int
  code String @unique
  @@id([id, code])
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" ("id" INTEGER NOT NULL, "code" TEXT NOT NULL UNIQUE);
`),
      { rules: [driftIndex] },
    ),
  );
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ severity: 'info' });
  expect(finding?.message).toContain('rows are unique there by fewer of its columns');
});
