import { test } from 'vitest';
import { saMappedOptionalMismatch } from '../../../server/src/rules/orm/sa-mapped-optional-mismatch.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('annotation and nullable differ', () => {
  checkRule(
    saMappedOptionalMismatch,
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


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    nick: Mapped[str] = mapped_column(nullable=True)
#                                     ^^^^^^^^^^^^^ sa-mapped-optional-mismatch
    name: Mapped[str | None] = mapped_column(nullable=False)
#                                            ^^^^^^^^^^^^^^ sa-mapped-optional-mismatch
    note: Mapped[str | None] = mapped_column(nullable=True)
    city: Mapped[str] = mapped_column(nullable=False)
    zip: Mapped[str | None]
`,
  );
});

test('only one of them is written', () => {
  checkRule(
    saMappedOptionalMismatch,
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


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    nick = mapped_column(String, nullable=True)
    city: Mapped[str]
`,
  );
});
