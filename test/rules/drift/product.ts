/** Where the model of a product begins, in Prisma; further fields and its end are written below. */
export const productModel = `model Product {
  id   Int    @id @default(autoincrement())
  name String`;

/** What a migration of Prisma creates for these fields. */
export const productTable =
  'CREATE TABLE "Product" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "Product_pkey" PRIMARY KEY ("id"));';
