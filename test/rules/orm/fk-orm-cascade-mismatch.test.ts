import { test } from 'vitest';
import { fkOrmCascadeMismatch } from '../../../server/src/rules/orm/fk-orm-cascade-mismatch.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('the database cascades, the relationship does not', () => {
  checkRule(
    fkOrmCascadeMismatch,
    `
//- models.py
import enum
from datetime import UTC, datetime
from functools import partial
from sqlalchemy import JSON, Column, DateTime, Enum, ForeignKey, Index, Integer, MetaData, String
from sqlalchemy.dialects.postgresql import JSON as PostgresJSON, JSONB
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    orders: Mapped[list["Order"]] = relationship()
#                                   ^^^^^^^^^^^^^^ fk-orm-cascade-mismatch

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
`,
  );
});

test('both do, or the session leaves it to the database', () => {
  checkRule(
    fkOrmCascadeMismatch,
    `
//- models.py
import enum
from datetime import UTC, datetime
from functools import partial
from sqlalchemy import JSON, Column, DateTime, Enum, ForeignKey, Index, Integer, MetaData, String
from sqlalchemy.dialects.postgresql import JSON as PostgresJSON, JSONB
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    orders: Mapped[list["Order"]] = relationship(cascade="all, delete-orphan")
    also: Mapped[list["Order"]] = relationship(passive_deletes=True)
    again: Mapped[list["Order"]] = relationship(passive_deletes="all")
    seen: Mapped[list["Order"]] = relationship(viewonly=True)

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
`,
  );
});

test('neither does', () => {
  checkRule(
    fkOrmCascadeMismatch,
    `
//- models.py
import enum
from datetime import UTC, datetime
from functools import partial
from sqlalchemy import JSON, Column, DateTime, Enum, ForeignKey, Index, Integer, MetaData, String
from sqlalchemy.dialects.postgresql import JSON as PostgresJSON, JSONB
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    orders: Mapped[list["Order"]] = relationship()

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
`,
  );
});

test('the side that has the key is not asked', () => {
  checkRule(
    fkOrmCascadeMismatch,
    `
//- models.py
import enum
from datetime import UTC, datetime
from functools import partial
from sqlalchemy import JSON, Column, DateTime, Enum, ForeignKey, Index, Integer, MetaData, String
from sqlalchemy.dialects.postgresql import JSON as PostgresJSON, JSONB
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    customer: Mapped["Customer"] = relationship()
`,
  );
});
