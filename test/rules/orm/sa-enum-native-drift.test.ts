import { test } from 'vitest';
import { saEnumNativeDrift } from '../../../server/src/rules/orm/sa-enum-native-drift.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { alembicRevision, sqlalchemyModels } from '../../kit/schema-files.ts';

test('an enum here, text there', () => {
  checkRule(
    saEnumNativeDrift,
    ticketClass(`
    state: Mapped[str] = mapped_column(Enum(State))
#                                      ^^^^^^^^^^^ sa-enum-native-drift
`) + ticketCreated('sa.String(6)'),
  );
});

test('text here, an enum there', () => {
  checkRule(
    saEnumNativeDrift,
    ticketClass(`
    state: Mapped[str] = mapped_column(String)
#                                      ^^^^^^ sa-enum-native-drift
`) + ticketCreated('sa.Enum("open", "closed", name="state")'),
  );
});

test('the same on both sides', () => {
  checkRule(
    saEnumNativeDrift,
    ticketClass(`
    state: Mapped[str] = mapped_column(Enum(State))
`) + ticketCreated('sa.Enum("open", "closed", name="state")'),
  );
});

test('text on both sides', () => {
  checkRule(
    saEnumNativeDrift,
    ticketClass(`
    state: Mapped[str] = mapped_column(Enum(State, native_enum=False))
`) + ticketCreated('sa.String(6)'),
  );
});

/** The class of tickets, with the lines that declare their `state`. */
function ticketClass(state: string): string {
  return sqlalchemyModels(`
class State(enum.Enum):
    open = "open"
    closed = "closed"


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)${state}`);
}

/** The revision that creates tickets with a `state` of the type. */
function ticketCreated(type: string): string {
  return alembicRevision(`
    op.create_table("ticket", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", ${type}, nullable=False))
`);
}
