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
