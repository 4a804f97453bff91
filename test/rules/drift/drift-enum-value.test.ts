import { test } from 'vitest';
import { driftEnumValue } from '../../../server/src/rules/drift/drift-enum-value.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { alembicRevision, sqlalchemyModels } from '../../kit/schema-files.ts';
import { twoDeclarations } from './two-declarations.ts';

const ticketModel = `model Ticket {
  id    Int   @id
  state State
}`;

const ticketTable =
  'CREATE TABLE "Ticket" ("id" INTEGER NOT NULL, "state" "State" NOT NULL, CONSTRAINT "Ticket_pkey" PRIMARY KEY ("id"));';

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
${ticketModel}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TYPE "State" AS ENUM ('OPEN');
${ticketTable}
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
${ticketModel}
//- prisma/migrations/20240101000000_init/migration.sql
CREATE TYPE "State" AS ENUM ('OPEN', 'PARKED');
${ticketTable}
ALTER TYPE "State" ADD VALUE 'CLOSED';
`,
  );
});

test('a second declaration has a value more', () => {
  checkRule(
    driftEnumValue,
    twoDeclarations.replace(
      'enum State {',
      `enum State {
//   ^^^^^ drift-enum-value`,
    ),
  );
});

test('names of members, not their values', () => {
  checkRule(
    driftEnumValue,
    sqlalchemyModels(`
class State(enum.Enum):
    open = "o"
    closed = "c"


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[State] = mapped_column(Enum(State))
#                                        ^^^^^^^^^^^ drift-enum-value
`) +
      alembicRevision(`
    op.create_table("ticket", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.Enum("o", "c", name="state"), nullable=False))
`),
  );
});
