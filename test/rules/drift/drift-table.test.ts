import { test } from 'vitest';
import { driftTable } from '../../../server/src/rules/drift/drift-table.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { productModel, productTable } from './product.ts';

test('no migration creates it', () => {
  checkRule(
    driftTable,
    `
//- prisma/schema.prisma
${productModel}
}
model Review {
//    ^^^^^^ drift-table
  id Int @id
}
//- prisma/migrations/20240101000000_init/migration.sql
${productTable}
`,
  );
});

test('a later migration does', () => {
  checkRule(
    driftTable,
    `
//- prisma/schema.prisma
${productModel}
}
model Review {
  id Int @id
}
//- prisma/migrations/20240101000000_init/migration.sql
${productTable}
//- prisma/migrations/20240202000000_review/migration.sql
CREATE TABLE "Review" ("id" INTEGER NOT NULL PRIMARY KEY);
`,
  );
});

test('a history that does not begin at the beginning', () => {
  checkRule(
    driftTable,
    `
//- prisma/schema.prisma
${productModel}
}
model T0 {
  id Int @id
}
model T1 {
  id Int @id
}
model T2 {
  id Int @id
}
model T3 {
  id Int @id
}
model T4 {
  id Int @id
}
model T5 {
  id Int @id
}
model T6 {
  id Int @id
}
model T7 {
  id Int @id
}
//- prisma/migrations/20240101000000_init/migration.sql
${productTable}
`,
  );
});

test('without migrations there is nothing to compare', () => {
  checkRule(
    driftTable,
    `
//- prisma/schema.prisma
${productModel}
}
`,
  );
});

test('tables that SQLite keeps are made by none', () => {
  checkRule(
    driftTable,
    `
//- prisma/schema.prisma
datasource db { provider = "sqlite" url = "file:a.db" }
model Thing { id Int @id }
model Master {
  name String @id
  @@map("sqlite_master")
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Thing" ("id" INTEGER NOT NULL PRIMARY KEY);
`,
  );
});
