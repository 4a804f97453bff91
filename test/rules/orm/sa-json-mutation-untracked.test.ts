import { test } from 'vitest';
import { saJsonMutationUntracked } from '../../../server/src/rules/orm/sa-json-mutation-untracked.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('changes inside are not seen', () => {
  checkRule(
    saJsonMutationUntracked,
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
#                     ^^^^^ sa-json-mutation-untracked
    tracked = Column(MutableDict.as_mutable(JSONB))
    name = Column(String)
`,
  );
});

test('a Table has no attributes that change', () => {
  checkRule(
    saJsonMutationUntracked,
    `
//- models.py
import enum
from datetime import UTC, datetime
from functools import partial
from sqlalchemy import JSON, Column, DateTime, Enum, ForeignKey, Index, Integer, MetaData, Table, String
from sqlalchemy.dialects.postgresql import JSON as PostgresJSON, JSONB
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


account = Table("account", Base.metadata, Column("id", Integer, primary_key=True), Column("settings", JSON))
`,
  );
});
