import { datasource, sqlalchemyModels } from '../../kit/schema-files.ts';

/**
 * The same tables in Prisma and, with less said and one value more, in SQLAlchemy. A test sets its mark by replacing
 * the line of the Prisma schema that it speaks of.
 */
export const twoDeclarations = `
//- prisma/schema.prisma
${datasource('postgresql')}
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
${sqlalchemyModels(
  `
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
  { file: 'worker/models.py' },
)}`;
