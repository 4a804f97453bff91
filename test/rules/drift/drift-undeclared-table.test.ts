import { test } from 'vitest';
import { driftUndeclaredTable } from '../../../server/src/rules/drift/drift-undeclared-table.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { productModel, productTable } from './product.ts';

test('a table that nothing declares', () => {
  checkRule(
    driftUndeclaredTable,
    `
//- prisma/schema.prisma
${productModel}
}
//- prisma/migrations/20240101000000_init/migration.sql
${productTable}
CREATE TABLE "Review" ("id" INTEGER NOT NULL PRIMARY KEY);
--           ^^^^^^^^ drift-undeclared-table
`,
  );
});

test('a migration drops it, or a tool keeps it', () => {
  checkRule(
    driftUndeclaredTable,
    `
//- prisma/schema.prisma
${productModel}
}
//- prisma/migrations/20240101000000_init/migration.sql
${productTable}
CREATE TABLE "Review" ("id" INTEGER NOT NULL PRIMARY KEY);
DROP TABLE "Review";
CREATE TABLE "_prisma_migrations" ("id" TEXT PRIMARY KEY);
`,
  );
});

test('what cannot be read may declare it', () => {
  checkRule(
    driftUndeclaredTable,
    `
//- prisma/schema.prisma
${productModel}
  color Colour
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, "color" TEXT, CONSTRAINT "Product_pkey" PRIMARY KEY ("id"));
`,
  );
});
