import { test } from 'vitest';
import { driftColumn } from '../../../server/src/rules/drift/drift-column.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { alembicRevision, sqlalchemyModels } from '../../kit/schema-files.ts';
import { productModel, productTable } from './product.ts';

test('a column that no migration adds', () => {
  checkRule(
    driftColumn,
    `
//- prisma/schema.prisma
${productModel}
  stock Int
//^^^^^ drift-column
}
//- prisma/migrations/20240101000000_init/migration.sql
${productTable}
`,
  );
});

test('a later migration adds it', () => {
  checkRule(
    driftColumn,
    `
//- prisma/schema.prisma
${productModel}
  stock Int
}
//- prisma/migrations/20240101000000_init/migration.sql
${productTable}
//- prisma/migrations/20240202000000_stock/migration.sql
ALTER TABLE "Product" ADD COLUMN "stock" INTEGER NOT NULL;
`,
  );
});

test('a name that PostgreSQL cuts', () => {
  checkRule(
    driftColumn,
    `
//- prisma/schema.prisma
model Product {
  id   Int    @id @default(autoincrement())
  a_very_long_name_that_nobody_would_write_by_hand_but_a_generator_does_it Int
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" ("id" SERIAL NOT NULL, "a_very_long_name_that_nobody_would_write_by_hand_but_a_generato" INTEGER NOT NULL, CONSTRAINT "Product_pkey" PRIMARY KEY ("id"));
`,
  );
});

test('what is not understood of the table keeps the rule silent', () => {
  checkRule(
    driftColumn,
    `
//- prisma/schema.prisma
${productModel}
  stock Int
}
//- prisma/migrations/20240101000000_init/migration.sql
${productTable}
DO $$ BEGIN ALTER TABLE "Product" ADD COLUMN "stock" INTEGER; END $$;
`,
  );
});

test('models and revisions', () => {
  checkRule(
    driftColumn,
    sqlalchemyModels(`
class Product(Base):
    __tablename__ = "product"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
#   ^^^^ drift-column
`) +
      alembicRevision(`
    op.create_table("product", sa.Column("id", sa.Integer, primary_key=True))
`),
  );
});
