import { test } from 'vitest';
import { saJsonNotVariant } from '../../../server/src/rules/orm/sa-json-not-variant.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('the JSON of SQLAlchemy itself', () => {
  checkRule(
    saJsonNotVariant,
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
    settings = Column(JSON)
#                     ^^^^ sa-json-not-variant
    options = Column(JSON())
#                    ^^^^^^ sa-json-not-variant
`,
  );
});

test('JSONB, a variant, the JSON of the dialect, a text to keep', () => {
  checkRule(
    saJsonNotVariant,
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
    settings = Column(JSONB)
    options = Column(JSON().with_variant(JSONB(), "postgresql"))
    raw = Column(JSON)
    other = Column(PostgresJSON)
`,
  );
});

test('another database', () => {
  checkRule(
    saJsonNotVariant,
    `
//- models.py dialect=sqlite
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
    settings = Column(JSON)
`,
  );
});
