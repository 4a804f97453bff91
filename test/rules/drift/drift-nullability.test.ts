import { test } from 'vitest';
import { driftNullability } from '../../../server/src/rules/drift/drift-nullability.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { productTable } from './product.ts';
import { twoDeclarations } from './two-declarations.ts';

test('NULL here, NOT NULL there', () => {
  checkRule(
    driftNullability,
    `
//- prisma/schema.prisma
model Product {
  id   Int    @id @default(autoincrement())
  name String?
//^^^^ drift-nullability
}
//- prisma/migrations/20240101000000_init/migration.sql
${productTable}
`,
  );
});

test('the other way round', () => {
  checkRule(
    driftNullability,
    `
//- prisma/schema.prisma
model Product {
  id   Int    @id @default(autoincrement())
  name String
//^^^^ drift-nullability
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" ("id" SERIAL NOT NULL, "name" TEXT, CONSTRAINT "Product_pkey" PRIMARY KEY ("id"));
`,
  );
});

test('a second declaration', () => {
  checkRule(
    driftNullability,
    twoDeclarations.replace(
      '  note  String',
      `  note  String
//^^^^ drift-nullability`,
    ),
  );
});

test('lists and equal columns', () => {
  checkRule(
    driftNullability,
    `
//- prisma/schema.prisma
model Product {
  id   Int    @id @default(autoincrement())
  name String
  tags String[]
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, "tags" TEXT[] NOT NULL, CONSTRAINT "Product_pkey" PRIMARY KEY ("id"));
`,
  );
});

test('a check that refuses NULL', () => {
  checkRule(
    driftNullability,
    `
//- prisma/schema.prisma
model Product {
  id   Int    @id @default(autoincrement())
  name String
  code String
//^^^^ drift-nullability
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" (
  "id" SERIAL NOT NULL PRIMARY KEY, "name" TEXT CHECK ("name" IS NOT NULL), "code" TEXT CHECK ("code" IS NULL)
);
`,
  );
});

test('many columns of one table are told once', () => {
  checkRule(
    driftNullability,
    `
//- prisma/schema.prisma
model Product {
//    ^^^^^^^ drift-nullability
  id    Int    @id @default(autoincrement())
  name  String
  code  String
  note  String
  place String
  maker String?
//^^^^^ drift-nullability
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" (
  "id" SERIAL NOT NULL PRIMARY KEY, "name" TEXT, "code" TEXT, "note" TEXT, "place" TEXT, "maker" TEXT NOT NULL
);
`,
  );
});
