import { test } from 'vitest';
import { alembicConcurrentlyInTx } from '../../../server/src/rules/orm/alembic-concurrently-in-tx.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('inside the transaction of the revision', () => {
  checkRule(
    alembicConcurrentlyInTx,
    `
//- alembic/versions/0001_init.py
revision = "0001"
down_revision = None
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.create_table("orders", sa.Column("id", sa.Integer, primary_key=True), sa.Column("placed_on", sa.Date))
//- alembic/versions/0002_next.py
revision = "0002"
down_revision = "0001"
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.create_index("ix_placed", "orders", ["placed_on"], postgresql_concurrently=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ alembic-concurrently-in-tx
`,
  );
});

test('beside models', () => {
  checkRule(
    alembicConcurrentlyInTx,
    `
//- app/models.py
import datetime
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    placed_on: Mapped[datetime.date | None]

//- alembic/versions/0001_init.py
revision = "0001"
down_revision = None
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.create_table("orders", sa.Column("id", sa.Integer, primary_key=True), sa.Column("placed_on", sa.Date))
//- alembic/versions/0002_next.py
revision = "0002"
down_revision = "0001"
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.create_index("ix_placed", "orders", ["placed_on"], postgresql_concurrently=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ alembic-concurrently-in-tx
`,
  );
});

test('in a block of its own, or not concurrently', () => {
  checkRule(
    alembicConcurrentlyInTx,
    `
//- alembic/versions/0001_init.py
revision = "0001"
down_revision = None
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.create_table("orders", sa.Column("id", sa.Integer, primary_key=True), sa.Column("placed_on", sa.Date))
//- alembic/versions/0002_next.py
revision = "0002"
down_revision = "0001"
import sqlalchemy as sa
from alembic import op


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_placed", "orders", ["placed_on"], postgresql_concurrently=True)
    op.create_index("ix_both", "orders", ["placed_on", "id"])
`,
  );
});
