import { test } from 'vitest';
import { saPythonDefaultOnly } from '../../../server/src/rules/orm/sa-python-default-only.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a value that only Python has', () => {
  checkRule(
    saPythonDefaultOnly,
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
    active: Mapped[bool] = mapped_column(default=True)
#                                        ^^^^^^^^^^^^ sa-python-default-only
    score: Mapped[int] = mapped_column(default=0, server_default="0")
    note: Mapped[str | None] = mapped_column(default="")
    name: Mapped[str]
`,
  );
});

test('keys have their own makers', () => {
  checkRule(
    saPythonDefaultOnly,
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
    code: Mapped[str] = mapped_column(primary_key=True, default="x")
`,
  );
});
