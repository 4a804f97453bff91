import { test } from 'vitest';
import { driftIndex } from '../../../server/src/rules/drift/drift-index.ts';
import { checkRule } from '../../kit/check-rule.ts';

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
