import { test } from 'vitest';
import { driftUndeclaredColumn } from '../../../server/src/rules/drift/drift-undeclared-column.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a column that the declaration forgot', () => {
  checkRule(
    driftUndeclaredColumn,
    `
//- prisma/schema.prisma
model Product {
//    ^^^^^^^ drift-undeclared-column
  id   Int    @id @default(autoincrement())
  name String
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, "legacy" TEXT, CONSTRAINT "Product_pkey" PRIMARY KEY ("id"));
`,
  );
});

test('a migration drops it', () => {
  checkRule(
    driftUndeclaredColumn,
    `
//- prisma/schema.prisma
model Product {
  id   Int    @id @default(autoincrement())
  name String
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, "legacy" TEXT, CONSTRAINT "Product_pkey" PRIMARY KEY ("id"));
ALTER TABLE "Product" DROP COLUMN "legacy";
`,
  );
});

test('many columns of one table are told once', () => {
  checkRule(
    driftUndeclaredColumn,
    `
//- prisma/schema.prisma
model Product {
//    ^^^^^^^ drift-undeclared-column
  id Int @id @default(autoincrement())
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" ("id" SERIAL NOT NULL PRIMARY KEY, "a" TEXT, "b" TEXT, "c" TEXT, "d" TEXT);
`,
  );
});
