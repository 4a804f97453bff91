import { test } from 'vitest';
import { driftForeignKey } from '../../../server/src/rules/drift/drift-foreign-key.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { alembicRevision, datasource, sqlalchemyModels } from '../../kit/schema-files.ts';
import { twoDeclarations } from './two-declarations.ts';

/** Books of authors up to the relation of the book, and their tables without a foreign key. */
const models = `model Author {
  id    Int    @id
  books Book[]
}
model Book {
  id       Int    @id
  authorId Int`;

const tables = `CREATE TABLE "Author" ("id" INTEGER NOT NULL, CONSTRAINT "Author_pkey" PRIMARY KEY ("id"));
CREATE TABLE "Book" ("id" INTEGER NOT NULL, "authorId" INTEGER NOT NULL, CONSTRAINT "Book_pkey" PRIMARY KEY ("id"));`;

test('a key that the migrations do not have', () => {
  checkRule(
    driftForeignKey,
    `
//- prisma/schema.prisma
${models}
  author   Author @relation(fields: [authorId], references: [id])
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ drift-foreign-key
}
//- prisma/migrations/20240101000000_init/migration.sql
${tables}
`,
  );
});

test('another action on delete', () => {
  checkRule(
    driftForeignKey,
    `
//- prisma/schema.prisma
${models}
  author   Author @relation(fields: [authorId], references: [id], onDelete: Cascade)
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ drift-foreign-key
}
//- prisma/migrations/20240101000000_init/migration.sql
${tables}
ALTER TABLE "Book" ADD CONSTRAINT "Book_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Author"("id") ON DELETE SET NULL ON UPDATE CASCADE;
`,
  );
});

test('RESTRICT is what NO ACTION is', () => {
  checkRule(
    driftForeignKey,
    `
//- prisma/schema.prisma
${models}
  author   Author @relation(fields: [authorId], references: [id])
}
//- prisma/migrations/20240101000000_init/migration.sql
${tables}
ALTER TABLE "Book" ADD CONSTRAINT "Book_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Author"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
`,
  );
});

test('Prisma keeps the relation itself', () => {
  checkRule(
    driftForeignKey,
    `
//- prisma/schema.prisma
${datasource('postgresql', 'prisma')}
${models}
  author   Author @relation(fields: [authorId], references: [id])
}
//- prisma/migrations/20240101000000_init/migration.sql
${tables}
`,
  );
});

test('models of another program that do not speak of it', () => {
  checkRule(driftForeignKey, twoDeclarations);
});

test('an action that the models do not speak of', () => {
  checkRule(
    driftForeignKey,
    sqlalchemyModels(`
class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
`) +
      alembicRevision(`
    op.create_table("author", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("book", sa.Column("id", sa.Integer, primary_key=True), sa.Column("author_id", sa.Integer, sa.ForeignKey("author.id", ondelete="CASCADE"), nullable=False))
`),
  );
});

test('a second key of the migrations does what is declared', () => {
  checkRule(
    driftForeignKey,
    sqlalchemyModels(`
class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id", ondelete="CASCADE"))
`) +
      alembicRevision(`
    op.create_table("author", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("book", sa.Column("id", sa.Integer, primary_key=True), sa.Column("author_id", sa.Integer, sa.ForeignKey("author.id"), nullable=False))
    op.create_foreign_key("fk_book_author", "book", "author", ["author_id"], ["id"], ondelete="CASCADE")
`),
  );
});

test('a key to a table that code may have renamed', () => {
  checkRule(
    driftForeignKey,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
`) +
      alembicRevision(`
    op.create_table("author", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("book", sa.Column("id", sa.Integer, primary_key=True), sa.Column("author_id", sa.Integer, sa.ForeignKey("author.id"), nullable=False))
`),
  );
});
