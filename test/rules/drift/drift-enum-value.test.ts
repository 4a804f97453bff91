import { test } from 'vitest';
import { driftEnumValue } from '../../../server/src/rules/drift/drift-enum-value.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a value that the type does not have', () => {
  checkRule(
    driftEnumValue,
    `
//- prisma/schema.prisma
enum State {
//   ^^^^^ drift-enum-value
  OPEN
  CLOSED
}
model Ticket {
  id    Int   @id
  state State
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TYPE "State" AS ENUM ('OPEN');
CREATE TABLE "Ticket" ("id" INTEGER NOT NULL, "state" "State" NOT NULL, CONSTRAINT "Ticket_pkey" PRIMARY KEY ("id"));
`,
  );
});

test('a value that is added, one that is left over', () => {
  checkRule(
    driftEnumValue,
    `
//- prisma/schema.prisma
enum State {
  OPEN
  CLOSED
}
model Ticket {
  id    Int   @id
  state State
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TYPE "State" AS ENUM ('OPEN', 'PARKED');
CREATE TABLE "Ticket" ("id" INTEGER NOT NULL, "state" "State" NOT NULL, CONSTRAINT "Ticket_pkey" PRIMARY KEY ("id"));
ALTER TYPE "State" ADD VALUE 'CLOSED';
`,
  );
});

test('a second declaration has a value more', () => {
  checkRule(
    driftEnumValue,
    `
//- prisma/schema.prisma
datasource db {
  provider = "postgresql"
}
enum State {
//   ^^^^^ drift-enum-value
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

test('names of members, not their values', () => {
  checkRule(
    driftEnumValue,
    `
//- app/models.py
import enum
import datetime
from sqlalchemy import Enum, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class State(enum.Enum):
    open = "o"
    closed = "c"


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[State] = mapped_column(Enum(State))
#                                        ^^^^^^^^^^^ drift-enum-value
//- alembic/versions/0001_init.py
revision = "0001"
down_revision = None
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.create_table("ticket", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.Enum("o", "c", name="state"), nullable=False))
`,
  );
});
