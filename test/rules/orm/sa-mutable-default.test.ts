import { test } from 'vitest';
import { saMutableDefault } from '../../../server/src/rules/orm/sa-mutable-default.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';

test('one object for all rows', () => {
  checkRule(
    saMutableDefault,
    sqlalchemyModels(`
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
`),
  );
});

test('a name for one object', () => {
  checkRule(
    saMutableDefault,
    sqlalchemyModels(`
EMPTY = {}


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    settings = Column(JSON, default=EMPTY)
#                           ^^^^^^^^^^^^^ sa-mutable-default
`),
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
