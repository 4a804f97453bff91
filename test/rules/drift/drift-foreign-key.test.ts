import { test } from 'vitest';
import { driftForeignKey } from '../../../server/src/rules/drift/drift-foreign-key.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a key that the migrations do not have', () => {
  checkRule(
    driftForeignKey,
    `
//- prisma/schema.prisma
model Author {
  id    Int    @id
  books Book[]
}
model Book {
  id       Int    @id
  authorId Int
  author   Author @relation(fields: [authorId], references: [id])
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ drift-foreign-key
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Author" ("id" INTEGER NOT NULL, CONSTRAINT "Author_pkey" PRIMARY KEY ("id"));
CREATE TABLE "Book" ("id" INTEGER NOT NULL, "authorId" INTEGER NOT NULL, CONSTRAINT "Book_pkey" PRIMARY KEY ("id"));
`,
  );
});

test('another action on delete', () => {
  checkRule(
    driftForeignKey,
    `
//- prisma/schema.prisma
model Author {
  id    Int    @id
  books Book[]
}
model Book {
  id       Int    @id
  authorId Int
  author   Author @relation(fields: [authorId], references: [id], onDelete: Cascade)
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ drift-foreign-key
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Author" ("id" INTEGER NOT NULL, CONSTRAINT "Author_pkey" PRIMARY KEY ("id"));
CREATE TABLE "Book" ("id" INTEGER NOT NULL, "authorId" INTEGER NOT NULL, CONSTRAINT "Book_pkey" PRIMARY KEY ("id"));
ALTER TABLE "Book" ADD CONSTRAINT "Book_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Author"("id") ON DELETE SET NULL ON UPDATE CASCADE;
`,
  );
});

test('RESTRICT is what NO ACTION is', () => {
  checkRule(
    driftForeignKey,
    `
//- prisma/schema.prisma
model Author {
  id    Int    @id
  books Book[]
}
model Book {
  id       Int    @id
  authorId Int
  author   Author @relation(fields: [authorId], references: [id])
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Author" ("id" INTEGER NOT NULL, CONSTRAINT "Author_pkey" PRIMARY KEY ("id"));
CREATE TABLE "Book" ("id" INTEGER NOT NULL, "authorId" INTEGER NOT NULL, CONSTRAINT "Book_pkey" PRIMARY KEY ("id"));
ALTER TABLE "Book" ADD CONSTRAINT "Book_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Author"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
`,
  );
});

test('Prisma keeps the relation itself', () => {
  checkRule(
    driftForeignKey,
    `
//- prisma/schema.prisma
datasource db {
  provider     = "postgresql"
  relationMode = "prisma"
}
model Author {
  id    Int    @id
  books Book[]
}
model Book {
  id       Int    @id
  authorId Int
  author   Author @relation(fields: [authorId], references: [id])
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Author" ("id" INTEGER NOT NULL, CONSTRAINT "Author_pkey" PRIMARY KEY ("id"));
CREATE TABLE "Book" ("id" INTEGER NOT NULL, "authorId" INTEGER NOT NULL, CONSTRAINT "Book_pkey" PRIMARY KEY ("id"));
`,
  );
});

test('models of another program that do not speak of it', () => {
  checkRule(
    driftForeignKey,
    `
//- prisma/schema.prisma
datasource db {
  provider = "postgresql"
}
enum State {
  open
  closed
}
model ticket {
  id    Int    @id
  note  String
  state State
}
model person {
  id Int @id
}
model team {
  id   Int @id
  lead Int
  boss person @relation(fields: [lead], references: [id], onDelete: Cascade)
}
//- worker/models.py
import enum
import datetime
from sqlalchemy import Enum, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class State(enum.Enum):
    open = 1
    closed = 2
    parked = 3


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    note: Mapped[str | None]
    state: Mapped[State] = mapped_column(Enum(State, name="State"))


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    lead: Mapped[int] = mapped_column(ForeignKey("person.id"))
`,
  );
});

test('an action that the models do not speak of', () => {
  checkRule(
    driftForeignKey,
    `
//- app/models.py
import enum
import datetime
from sqlalchemy import Enum, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
//- alembic/versions/0001_init.py
revision = "0001"
down_revision = None
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.create_table("author", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("book", sa.Column("id", sa.Integer, primary_key=True), sa.Column("author_id", sa.Integer, sa.ForeignKey("author.id", ondelete="CASCADE"), nullable=False))
`,
  );
});
