import { test } from 'vitest';
import { saEnumNativeDrift } from '../../../server/src/rules/orm/sa-enum-native-drift.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('an enum here, text there', () => {
  checkRule(
    saEnumNativeDrift,
    `
//- app/models.py
import enum
from sqlalchemy import Enum, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class State(enum.Enum):
    open = "open"
    closed = "closed"


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(Enum(State))
#                                      ^^^^^^^^^^^ sa-enum-native-drift

//- alembic/versions/0001_init.py
revision = "0001"
down_revision = None
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.create_table("ticket", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.String(6), nullable=False))
`,
  );
});

test('text here, an enum there', () => {
  checkRule(
    saEnumNativeDrift,
    `
//- app/models.py
import enum
from sqlalchemy import Enum, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class State(enum.Enum):
    open = "open"
    closed = "closed"


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String)
#                                      ^^^^^^ sa-enum-native-drift

//- alembic/versions/0001_init.py
revision = "0001"
down_revision = None
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.create_table("ticket", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.Enum("open", "closed", name="state"), nullable=False))
`,
  );
});

test('the same on both sides', () => {
  checkRule(
    saEnumNativeDrift,
    `
//- app/models.py
import enum
from sqlalchemy import Enum, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class State(enum.Enum):
    open = "open"
    closed = "closed"


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(Enum(State))

//- alembic/versions/0001_init.py
revision = "0001"
down_revision = None
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.create_table("ticket", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.Enum("open", "closed", name="state"), nullable=False))
`,
  );
});

test('text on both sides', () => {
  checkRule(
    saEnumNativeDrift,
    `
//- app/models.py
import enum
from sqlalchemy import Enum, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class State(enum.Enum):
    open = "open"
    closed = "closed"


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(Enum(State, native_enum=False))

//- alembic/versions/0001_init.py
revision = "0001"
down_revision = None
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.create_table("ticket", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.String(6), nullable=False))
`,
  );
});
