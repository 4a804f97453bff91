import { expect, test } from 'vitest';
import { driftUndeclaredTable } from '../../../server/src/rules/drift/drift-undeclared-table.ts';
import { allFindings, analyze } from '../../kit/analyze.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { readFixture } from '../../kit/fixture.ts';
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

const models = (...names: readonly string[]): string =>
  names.map((name) => `model ${name} {\n  id Int @id\n}\n`).join('');
const tables = (...names: readonly string[]): string =>
  names.map((name) => `CREATE TABLE "${name}" ("id" INTEGER NOT NULL PRIMARY KEY);\n`).join('');
const history = '//- prisma/migrations/20240101000000_init/migration.sql';

test('a history that leaves many says so once, and how many', () => {
  const [finding, ...more] = allFindings(
    analyze(
      readFixture(`
//- prisma/schema.prisma
${models('A', 'B', 'C', 'D', 'E', 'F')}
${history}
${tables('A', 'B', 'C', 'D', 'E', 'F', 'Old1', 'Old2', 'Old3', 'Old4', 'Old5', '_prisma_migrations')}
`),
      { rules: [driftUndeclaredTable] },
    ),
  );
  expect(more).toEqual([]);
  expect(finding?.message).toContain('5 tables that are not declared (Old1, Old2 … Old5)');
  expect(finding?.related).toHaveLength(4);
});

test('a declaration of a part of the database', () => {
  checkRule(
    driftUndeclaredTable,
    `
//- prisma/schema.prisma
${models('A', 'B')}
${history}
${tables('A', 'B', 'C', 'D', 'E', 'F')}
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
