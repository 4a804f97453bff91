import { test } from 'vitest';
import { driftNullability } from '../../../server/src/rules/drift/drift-nullability.ts';
import { checkRule } from '../../kit/check-rule.ts';

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
CREATE TABLE "Product" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "Product_pkey" PRIMARY KEY ("id"));
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
//^^^^ drift-nullability
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
