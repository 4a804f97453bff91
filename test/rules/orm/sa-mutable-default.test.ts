import { test } from 'vitest';
import { saMutableDefault } from '../../../server/src/rules/orm/sa-mutable-default.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('one object for all rows', () => {
  checkRule(
    saMutableDefault,
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
    tags: Mapped[list] = mapped_column(JSON, default=[])
#                                            ^^^^^^^^^^ sa-mutable-default
    settings = Column(JSON, default={"theme": "dark"})
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^ sa-mutable-default
    ranks = Column(JSON, default=list)
    seen = Column(MutableDict.as_mutable(JSON), default={})
    name = Column(String, default="x")
`,
  );
});

test('a name for one object', () => {
  checkRule(
    saMutableDefault,
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


EMPTY = {}


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    settings = Column(JSON, default=EMPTY)
#                           ^^^^^^^^^^^^^ sa-mutable-default
`,
  );
});

test('SQLModel copies defaults', () => {
  checkRule(
    saMutableDefault,
    `
//- models.py
from sqlalchemy import JSON
from sqlmodel import Field, SQLModel


class Account(SQLModel, table=True):
    id: int = Field(primary_key=True)
    tags: list[str] = Field(default=[], sa_type=JSON)
`,
  );
});
