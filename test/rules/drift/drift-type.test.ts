import { test } from 'vitest';
import { driftType } from '../../../server/src/rules/drift/drift-type.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { alembicRevision, datasource, sqlalchemyModels } from '../../kit/schema-files.ts';

test('another type, less room', () => {
  checkRule(
    driftType,
    `
//- prisma/schema.prisma
model Product {
  id   Int    @id @default(autoincrement())
  name String
//     ^^^^^^ drift-type
  code Int
//     ^^^ drift-type
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" ("id" SERIAL NOT NULL, "name" VARCHAR(20) NOT NULL, "code" TEXT NOT NULL, CONSTRAINT "Product_pkey" PRIMARY KEY ("id"));
`,
  );
});

test('spellings of one type', () => {
  checkRule(
    driftType,
    `
//- prisma/schema.prisma
model Product {
  id   Int    @id @default(autoincrement())
  name String
  code Int
  made DateTime
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE "Product" ("id" SERIAL NOT NULL, "name" VARCHAR NOT NULL, "code" INT4 NOT NULL, "made" TIMESTAMP NOT NULL, CONSTRAINT "Product_pkey" PRIMARY KEY ("id"));
`,
  );
});

test('an enum kept as text in a roomier column', () => {
  checkRule(
    driftType,
    sqlalchemyModels(`
class State(enum.Enum):
    open = "o"
    closed = "c"


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[State] = mapped_column(Enum(State, native_enum=False))
    last: Mapped[State] = mapped_column(Enum(State, native_enum=False))
#                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ drift-type
`) +
      alembicRevision(`
    op.create_table("ticket", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.String(20), nullable=False), sa.Column("last", sa.String(2), nullable=False))
`),
  );
});

test('MySQL lists an enum in the column', () => {
  checkRule(
    driftType,
    `
//- prisma/schema.prisma dialect=mysql
${datasource('mysql')}
enum Mood {
  GOOD
  BAD
}
model Day {
  id   Int  @id
  mood Mood
//     ^^^^ drift-type
}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TABLE \`Day\` (\`id\` INTEGER NOT NULL, \`mood\` ENUM('GOOD') NOT NULL, PRIMARY KEY (\`id\`));
`,
  );
});

test('a length that code makes', () => {
  checkRule(
    driftType,
    `
//- app/models.py
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base
from app.settings import limits
Base = declarative_base()
class Product(Base):
    __tablename__ = "products"
    id = Column(Integer, primary_key=True)
    name = Column(String(limits("name")))
    code = Column(String(10))
#                 ^^^^^^^^^^ drift-type
//- app/migrations/versions/a1_first.py
import sqlalchemy as sa
from alembic import op
revision = "a1"
down_revision = None
def upgrade():
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(20)),
        sa.Column("code", sa.String(5)),
    )
`,
  );
});

test('SQLModel of some version keeps a time zone', () => {
  checkRule(
    driftType,
    `
//- app/models.py
from datetime import datetime
from sqlmodel import Field, SQLModel
class Product(SQLModel, table=True):
    id: int = Field(primary_key=True)
    made: datetime
    sold: datetime
    name: datetime
#         ^^^^^^^^ drift-type
//- app/migrations/versions/a1_first.py
import sqlalchemy as sa
from alembic import op
revision = "a1"
down_revision = None
def upgrade():
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sold", sa.DateTime(), nullable=False),
        sa.Column("name", sa.Date(), nullable=False),
    )
`,
  );
});

test('sizes that only code knows: decorators of the program, constants of another package', () => {
  checkRule(
    driftType,
    `
//- app/models.py
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base
from sqlalchemy.types import TypeDecorator
Base = declarative_base()
class Code(TypeDecorator):
    impl = String
class Product(Base):
    __tablename__ = "product"
    id = Column(Integer, primary_key=True)
    code = Column(Code)
    short = Column(Code(10))
#                  ^^^^^^^^ drift-type
    name = Column(String)
#                 ^^^^^^ drift-type
    place = Column(String(64))
//- app/migrations/versions/a1_first.py
import sqlalchemy as sa
from alembic import op
from company import sizes
revision = "a1"
down_revision = None
def upgrade():
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", sa.String(26)),
        sa.Column("short", sa.String(26)),
        sa.Column("name", sa.String(26)),
        sa.Column("place", sa.String(sizes.PLACE)),
    )
`,
  );
});
