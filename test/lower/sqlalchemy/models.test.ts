import { describe, expect, test } from 'vitest';
import { python } from '../../../server/src/lower/sqlalchemy/python-language.ts';
import type { Table } from '../../../server/src/model/table.ts';
import { readModels } from './read-models.ts';

function tableIn(text: string, key: string): Table {
  const table = readModels(text).schema.tables.get(key);
  if (table === undefined) throw new Error(`no table ${key}`);
  return table;
}

/** Name, type, `?` where NULL may stand. */
const columns = (table: Table): readonly string[] =>
  table.columns.map(({ name, type, nullable }) => `${name} ${type.text}${nullable ? '?' : ''}`);

const modern = `
from typing import Annotated, Optional
from sqlalchemy import ForeignKey, Index, String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
`;

describe('declarative 2.0', () => {
  test('the annotation of a declared attribute counts in mixins, not in the class of the table', () => {
    const table = tableIn(
      `${modern}from sqlalchemy.orm import declared_attr
class Base(DeclarativeBase):
    pass
class Named:
    @declared_attr
    def name(cls) -> Mapped[str]:
        return mapped_column(String(30))
class User(Named, Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    @declared_attr
    def status(cls) -> Mapped[str]:
        return mapped_column(String(30))
`,
      'users',
    );
    expect(columns(table)).toEqual(['id INTEGER', 'status VARCHAR(30)?', 'name VARCHAR(30)']);
  });

  test('annotations decide types and nullability', () => {
    const table = tableIn(
      `${modern}
intpk = Annotated[int, mapped_column(primary_key=True)]
class Base(DeclarativeBase):
    type_annotation_map = {str: String(99)}
class User(Base):
    __tablename__ = "users"
    id: Mapped[intpk]
    name: Mapped[str]
    nick: Mapped[Optional[str]] = mapped_column(String(5))
    age: Mapped["int | None"]
    forced: Mapped[int] = mapped_column(nullable=True)
    friends: Mapped[list["User"]] = relationship()
`,
      'users',
    );
    expect(columns(table)).toEqual([
      'id INTEGER',
      'name VARCHAR(99)',
      'nick VARCHAR(5)?',
      'age INTEGER?',
      'forced INTEGER?',
    ]);
    expect(table.orm).toMatchObject({ relationships: [{ name: 'friends', list: true, target: { name: 'users' } }] });
  });

  test('columns, enums and foreign keys of single-table subclasses stand in the table of the base', () => {
    const table = tableIn(
      `${modern}
class Base(DeclarativeBase): pass
class Pet(Base):
    __tablename__ = "pets"
    id: Mapped[int] = mapped_column(primary_key=True)
class Dog(Pet):
    owner_id: Mapped[Optional[int]] = mapped_column(ForeignKey(Pet.id))
`,
      'pets',
    );
    expect(columns(table)).toEqual(['id INTEGER', 'owner_id INTEGER?']);
    expect(table.foreignKeys).toHaveLength(1);
  });
});

describe('SQLModel', () => {
  test('fields of tables and of the classes they build on are columns', () => {
    const table = tableIn(
      `
from datetime import datetime
from typing import List, Optional
from sqlalchemy import Column, Text
from sqlmodel import Field, Relationship, SQLModel

class HeroBase(SQLModel):
    name: str = Field(index=True, max_length=30)
    secret: str = Field(sa_column=Column("real_secret", Text, nullable=False))

class Hero(HeroBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", ondelete="SET NULL")
    made: datetime = Field(default_factory=datetime.now, sa_column_kwargs={"comment": "when"})
    team: Optional["Team"] = Relationship(back_populates="heroes")

class Team(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    heroes: List[Hero] = Relationship(back_populates="team", cascade_delete=True)
`,
      'hero',
    );
    expect(columns(table)).toEqual([
      'name VARCHAR(30)',
      'real_secret TEXT',
      'id INTEGER',
      'team_id INTEGER?',
      'made TIMESTAMP WITHOUT TIME ZONE',
    ]);
    expect(table.foreignKeys).toMatchObject([{ references: { table: { name: 'team' } }, onDelete: 'set null' }]);
    expect(table.indexes).toMatchObject([{ name: 'ix_hero_name' }]);
  });
});

describe('Flask-SQLAlchemy', () => {
  test('tables are named after their class, and members of db are those of SQLAlchemy', () => {
    const { schema } = readModels(`
#- app/extensions.py
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
#- app/models.py
from .extensions import db
tags = db.Table("tags", db.Column("post_id", db.ForeignKey("blog_post.id"), primary_key=True))
class BlogPost(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80), unique=True, nullable=False)
class HTTPLog(db.Model):
    id = db.Column(db.Integer, primary_key=True)
`);
    expect([...schema.tables.keys()].sort()).toEqual(['blog_post', 'http_log', 'tags']);
    expect(columns(schema.tables.get('tags')!)).toEqual(['post_id INTEGER']);
    expect(schema.tables.get('blog_post')!.uniques).toHaveLength(1);
  });
});

describe('names across files', () => {
  const files = `
#- shop/db/__init__.py
from .base import *
#- shop/db/base.py
from sqlalchemy import Column, DateTime, Integer
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class Stamped:
    id = Column(Integer, primary_key=True)
    created_at = Column(DateTime)
#- shop/models.py
from shop import db
from shop.db import Stamped as S
class Item(S, db.Base):
    __tablename__ = "items"
`;
  test('mixins come through star imports, modules and other names', () => {
    expect(columns(tableIn(files, 'items'))).toEqual(['id INTEGER', 'created_at TIMESTAMP WITHOUT TIME ZONE?']);
  });

  test('a package that only hands names on is read', () => {
    const { schema } = readModels(
      `#- shop/db/core.py
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
#- shop/db/__init__.py
from .core import db
#- shop/models.py
from shop.db import db
class Order(db.Model):
    id = db.Column(db.Integer, primary_key=True)
`,
    );
    expect([...schema.tables.keys()]).toEqual(['order']);
    expect(python.concerns('from .core import db\n')).toBe(true);
    expect(python.concerns('from .core import db\n\n\nclass A:\n    pass\n')).toBe(false);
  });

  test("a mixin's column has its place in the mixin's file", () => {
    expect(tableIn(files, 'items').columns[0]?.origin.file).toBe('shop/db/base.py');
  });
});

describe('what cannot be known', () => {
  const base = 'from sqlalchemy import *\nfrom sqlalchemy.orm import declarative_base\nBase = declarative_base()\n';

  test('a name that is made by code is a gap without a table', () => {
    const { schema, loose } = readModels(
      `${base}class A(Base):\n    __tablename__ = name_for("a")\n    id = Column(Integer, primary_key=True)\n`,
    );
    expect(schema.tables.size).toBe(0);
    expect(loose).toHaveLength(1);
  });

  test('constraints that are made by code, and unknown bases, are gaps of the table', () => {
    const table = tableIn(
      `${base}from elsewhere import Audited\nclass A(Audited, Base):\n    __tablename__ = "a"\n    id = Column(Integer, primary_key=True)\n    __table_args__ = make_args()\n`,
      'a',
    );
    expect(table.gaps).toHaveLength(2);
  });

  test('a class with columns on an unknown base may be a table', () => {
    const { schema, loose } = readModels(
      `from sqlalchemy import *\nfrom elsewhere import model_base\nclass Port(model_base.BASEV2):\n    id = Column(Integer, primary_key=True)\nclass Mixin:\n    id = Column(Integer)\n`,
    );
    expect(schema.tables.size).toBe(0);
    expect(loose).toEqual(['the base of class Port is not known here, and may make a table of it']);
  });

  test('a schema that code sets is the one that foreign keys name', () => {
    const { schema } = readModels(
      `${base}class A(Base):
    __tablename__ = "a"
    __table_args__ = make_args()
    id = Column(Integer, primary_key=True)
class B(Base):
    __tablename__ = "b"
    __table_args__ = make_args(schema="other")
    a_id = Column(ForeignKey("main.a.id"), primary_key=True)
class C(Base):
    __tablename__ = "c"
    __table_args__ = make_args()
    id = Column(Integer, primary_key=True)
`,
    );
    expect([...schema.tables.keys()]).toEqual(['main.a', 'other.b', 'c']);
  });

  test('columns and tables that a mapper of its own adds', () => {
    const { schema, loose } = readModels(
      `${base}class Versioned:
    @declared_attr
    def __mapper_cls__(cls):
        return versioning_mapper
class A(Versioned, Base):
    __tablename__ = "a"
    id = Column(Integer, primary_key=True)
class B(Base):
    __tablename__ = "b"
    __versioned__ = {}
    id = Column(Integer, primary_key=True)
`,
    );
    expect(schema.tables.get('a')?.gaps.map(({ reason }) => reason)).toEqual(['a mapper of its own may add columns']);
    expect(schema.tables.get('b')?.gaps).toEqual([]);
    expect(loose).toContain('class A makes tables by code');
    expect(loose).toContain('class B makes tables by code');
  });

  test('tables of a function or a class of the project', () => {
    const { schema } = readModels(
      `#- app/tables.py
import sqlalchemy as sa
def Table(*args, **kwargs):
    kwargs["mysql_engine"] = "InnoDB"
    return sa.Table(*args, **kwargs)
class OwnTable(sa.Table):
    pass
def lookup(name):
    return sa.Table(name)
#- app/models.py
import sqlalchemy as sa
from app import tables
metadata = sa.MetaData()
class Model:
    a = tables.Table("a", metadata, sa.Column("id", sa.Integer, primary_key=True))
    sa.Index("a_ids", a.c.id, unique=True)
b = tables.OwnTable("b", metadata, sa.Column("id", sa.Integer, sa.ForeignKey("a.id")))
c = tables.lookup("c", metadata)
`,
    );
    expect([...schema.tables.keys()].sort()).toEqual(['a', 'b']);
    expect(schema.tables.get('a')?.indexes).toMatchObject([{ name: 'a_ids', parts: [{ column: 'id' }], unique: true }]);
  });

  test('a base under another name is the same base', () => {
    const { schema } = readModels(
      `#- app/extensions.py
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
#- app/database.py
from app.extensions import db
BaseModel: DefaultMeta = db.Model
#- app/models.py
from sqlalchemy import Column, Integer
from app.database import BaseModel
class Policy(BaseModel):
    id = Column(Integer, primary_key=True)
`,
    );
    expect([...schema.tables.keys()]).toEqual(['policy']);
  });

  test('arguments that depend on the name of the table', () => {
    const { schema } = readModels(
      `${base}class Mixin:
    @declared_attr
    def __table_args__(cls):
        if cls.__tablename__.upper() == "A":
            return cls._args + (CheckConstraint("x > 0", "a_x"),)
        elif cls.__tablename__ in ("b", "c") and not cls.__name__ == "D":
            return cls._args
        return cls._args + (CheckConstraint("x > 0", name=cls.__tablename__.upper() + "_X"),)
class A(Base, Mixin):
    __tablename__ = "a"
    _args = (PrimaryKeyConstraint("x"),)
    x = Column(Integer)
class B(Base, Mixin):
    __tablename__ = "b"
    _args = (PrimaryKeyConstraint("x"),)
    x = Column(Integer)
class D(Base, Mixin):
    __tablename__ = "d"
    _args = (PrimaryKeyConstraint("x"),)
    x = Column(Integer)
`,
    );
    const told = [...schema.tables.values()].map(({ name, primaryKey, checks, gaps }) => [
      name,
      primaryKey?.columns,
      checks.map((check) => check.name),
      gaps,
    ]);
    expect(told).toEqual([
      ['a', ['x'], ['a_x'], []],
      ['b', ['x'], [], []],
      ['d', ['x'], ['D_X'], []],
    ]);
  });

  test('a syntax error costs its own class', () => {
    const { schema } = readModels(
      `${base}class A(Base):\n    __tablename__ = "a"\n    id = Column(Integer, primary_key=\n\nclass B(Base):\n    __tablename__ = "b"\n    id = Column(Integer, primary_key=True)\n`,
    );
    expect(schema.tables.get('b')?.gaps).toEqual([]);
    expect(schema.tables.get('a')?.gaps).not.toEqual([]);
  });
});

test('columns of fastapi-users are known', () => {
  const table = tableIn(
    `from fastapi_users_db_sqlalchemy import SQLAlchemyBaseUserTableUUID
from sqlalchemy.orm import DeclarativeBase
class Base(DeclarativeBase): pass
class User(SQLAlchemyBaseUserTableUUID, Base): pass
`,
    'user',
  );
  expect(table.gaps).toEqual([]);
  expect(table.columns.map(({ name }) => name).sort()).toEqual([
    'email',
    'hashed_password',
    'id',
    'is_active',
    'is_superuser',
    'is_verified',
  ]);
  expect(table.columns.every(({ origin }) => origin.file === 'models.py')).toBe(true);
});

test('a class that ends with a method is whole', () => {
  const table = tableIn(
    `from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class A(Base):
    __tablename__ = "a"
    id = Column(Integer, primary_key=True)
    async def save(self):
        """Saves."""
        # now
        if self.id:
            yield
`,
    'a',
  );
  expect(table.gaps).toEqual([]);
});

describe('columns by helpers of the program', () => {
  const text = `
import functools
from sqlalchemy import Column as C, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base
Base = declarative_base()
Column = functools.partial(C, nullable=False)
def key(name):
    kind = kinds[name]
    return Column(kind, primary_key=True)
class A(Base):
    __tablename__ = "a"
    id = Column(Integer, primary_key=True)
    name = Column("full_name", String(20))
    boss_id = Column(Integer, ForeignKey("a.id"), nullable=True)
class B(Base):
    __tablename__ = "b"
    id = key("B")
    name = C(String(20))
`;

  test('what a partial call gives is for all columns that do not say otherwise', () => {
    const table = tableIn(text, 'a');
    expect(columns(table)).toEqual(['id INTEGER', 'full_name VARCHAR(20)', 'boss_id INTEGER?']);
    expect(table.primaryKey?.columns).toEqual(['id']);
  });

  test('a column that a function makes of its arguments is a gap, not absent', () => {
    expect(
      readModels(text)
        .schema.tables.get('b')
        ?.gaps.map(({ reason }) => reason),
    ).toEqual(['column id is made by code']);
  });
});

describe('bases of packages that are not in the files', () => {
  const outside = `${modern}
from company.db import AuditMixin, Base
`;

  test('a table name and mapped attributes are enough for a table, of which there may be more columns', () => {
    const table = tableIn(
      `${outside}
class Note(AuditMixin, Base):
    __tablename__ = "notes"
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
`,
      'notes',
    );
    expect(table.columns.map(({ name }) => name)).toEqual(['title', 'author_id']);
    expect(table.foreignKeys).toHaveLength(1);
    expect(table.gaps).toMatchObject([
      { reason: 'columns of company.db.AuditMixin are not known here', isOnlyMore: true },
    ]);
  });

  test('other gaps are gaps of the whole table', () => {
    const table = tableIn(
      `${outside}
class Note(AuditMixin, Base):
    __tablename__ = "notes"
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey(target()))
`,
      'notes',
    );
    expect(table.gaps.map(({ isOnlyMore = false }) => isOnlyMore).sort()).toEqual([false, true]);
  });

  test("OpenStack's networking library names tables after classes", () => {
    const text = `
import sqlalchemy as sa
from neutron_lib.db import model_base, standard_attr
class Gateway(standard_attr.HasStandardAttributes, model_base.BASEV2, model_base.HasId, model_base.HasProject):
    name = sa.Column(sa.String(255))
    __table_args__ = (sa.UniqueConstraint("name"), model_base.BASEV2.__table_args__)
`;
    const table = tableIn(text, 'gateways');
    expect(columns(table)).toEqual([
      'project_id VARCHAR(255)?',
      'id VARCHAR(36)',
      'name VARCHAR(255)?',
      'standard_attr_id BIGINT',
    ]);
    expect(table.gaps).toEqual([]);
    // Its target is a table of the library.
    expect(table.foreignKeys).toEqual([]);
  });
});
