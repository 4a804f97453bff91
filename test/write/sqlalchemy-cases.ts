import type { WrittenExpression } from '../../server/src/model/expression.ts';
import {
  aColumn,
  aForeignKey,
  aKey,
  anIndex,
  aType,
  columnPart,
  objectName,
} from '../../server/src/model/factories.ts';
import type { ColumnPatch } from '../../server/src/model/schema-change.ts';
import type { ForeignKey, Index, IndexPart } from '../../server/src/model/table.ts';
import type { Asked } from './fix-text.ts';

/** Models in four manners, and changes that are asked of them. */
export interface Case {
  readonly title: string;
  readonly asked: readonly Asked[];
}

export const declarative = `from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255))
    name: Mapped[str | None]
    born: Mapped[datetime]
    price: Mapped[float]


class Order(Base):
    """An order."""

    __tablename__ = "orders"
    __table_args__ = {"comment": "bought"}

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    ref_id: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20), nullable=False, comment="what a state!!")
`;

export const columns = `import sqlalchemy as sa
from sqlalchemy.ext.declarative import declarative_base

Base = declarative_base()


class TimestampMixin:
    created_at = sa.Column(sa.DateTime, nullable=False)


class User(TimestampMixin, Base):
    __tablename__ = 'users'
    __table_args__ = (
        sa.Index('ix_users_a_b', 'a', 'b'),
        sa.UniqueConstraint('a', 'c', name='uq_a_c'),
        {'comment': 'hello'},
    )

    id = sa.Column(sa.Integer, primary_key=True)
    a = sa.Column(sa.String(20), nullable=False,
                  unique=True)
    b = sa.Column(
        sa.String(20),
        nullable=False,
        index=True,  # for search
    )
    c = sa.Column(sa.JSON)
    boss_id = sa.Column(sa.Integer, sa.ForeignKey('users.id'))  # the boss


log = sa.Table(
    'log',
    Base.metadata,
    sa.Column('user_id', sa.Integer, sa.ForeignKey('users.id', ondelete='CASCADE')),
    sa.Column('kind', sa.String),
    comment='x',
)
`;

export const sqlmodel = `from datetime import date
from typing import Optional

from sqlmodel import Field, SQLModel


class Team(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(max_length=20)
    since: date
    boss: Optional[str] = None
    size: int = 5


class Hero(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    team_id: Optional[int] = Field(default=None, foreign_key="team.id")
    other_id: int
`;

export const flask = `from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class UserPost(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80), nullable=False)
    user_id = db.Column(db.Integer, db.ForeignKey('user_post.id'), nullable=False)
    done = db.Column(db.Boolean)
`;

const sql = (text: string): WrittenExpression => ({ text, expression: { kind: 'opaque', text } });
const literal = (type: 'string' | 'number' | 'boolean', value: string): WrittenExpression => ({
  text: type === 'string' ? `'${value}'` : value,
  expression: { kind: 'literal', type, value },
});
const index = (table: string, parts: readonly (string | IndexPart)[], more: Partial<Index> = {}): Asked => ({
  kind: 'create-index',
  table: objectName(table),
  index: anIndex(parts, more),
  ifNotExists: false,
});
const alter = (table: string, column: string, set: ColumnPatch): Asked => ({
  kind: 'alter-column',
  table: objectName(table),
  column,
  set,
});
const refer = (table: string, column: string, target: string, more: Partial<ForeignKey> = {}): Asked => ({
  kind: 'add-foreign-key',
  table: objectName(table),
  foreignKey: aForeignKey([column], objectName(target), ['id'], more),
});
const unique = (table: string, names: readonly string[], name?: string): Asked => ({
  kind: 'add-unique',
  table: objectName(table),
  key: aKey(names, name === undefined ? {} : { name }),
});
const drop = (table: string, name: string): Asked => ({
  kind: 'drop-constraint',
  table: objectName(table),
  name,
  cascade: false,
});
const dropIndex = (table: string, name: string): Asked => ({
  kind: 'drop-index',
  name: objectName(name),
  table: objectName(table),
  concurrently: false,
});
const check = (table: string, text: string, name?: string): Asked => ({
  kind: 'add-check',
  table: objectName(table),
  check: {
    expression: sql(text),
    validated: true,
    origin: { file: '', unit: -1, start: 0, end: 0 },
    ...(name !== undefined && { name }),
  },
});
const timestamptz = aType('timestamptz', 'timestamptz');
const bigint = aType('bigint', 'integer');

export const declarativeCases: readonly Case[] = [
  { title: 'index of a foreign key', asked: [index('orders', ['user_id'])] },
  { title: 'index of a bare annotation', asked: [index('orders', ['ref_id'])] },
  {
    title: 'foreign key with its index',
    asked: [refer('orders', 'ref_id', 'users', { onDelete: 'set null' }), index('orders', ['ref_id'])],
  },
  { title: 'index of two columns beside options', asked: [index('orders', ['user_id', 'state'])] },
  {
    title: 'new table arguments',
    asked: [index('users', ['email', 'name']), unique('users', ['email', 'born'], 'uq')],
  },
  {
    title: 'partial index in descending order',
    asked: [
      index('users', [columnPart('born', { order: 'desc', nulls: 'first' })], {
        name: 'recent',
        where: sql('name IS NOT NULL'),
      }),
    ],
  },
  {
    title: 'operator class',
    asked: [index('users', [columnPart('email', { opclass: 'text_pattern_ops' })], { include: ['name'] })],
  },
  { title: 'unique', asked: [unique('users', ['email'])] },
  { title: 'text without limit', asked: [alter('users', 'email', { type: aType('text', 'text') })] },
  { title: 'time zone', asked: [alter('users', 'born', { type: timestamptz })] },
  { title: 'exact numbers', asked: [alter('users', 'price', { type: aType('numeric', 'decimal', ['19', '4']) })] },
  { title: 'not null', asked: [alter('users', 'name', { nullable: false })] },
  { title: 'null where it is said twice', asked: [alter('orders', 'state', { nullable: true })] },
  {
    title: 'null with a default',
    asked: [alter('users', 'email', { nullable: true, default: literal('string', 'x') })],
  },
  { title: 'check', asked: [check('orders', "state IN ('new', 'paid', 'shipped', 'returned')", 'orders_state_check')] },
  {
    title: 'other action',
    asked: [drop('orders', 'orders_user_id_fkey'), refer('orders', 'user_id', 'users', { onDelete: 'restrict' })],
  },
  { title: 'wider key', asked: [alter('users', 'id', { type: bigint }), alter('orders', 'user_id', { type: bigint })] },
  {
    title: 'new column',
    asked: [
      {
        kind: 'add-column',
        table: objectName('users'),
        column: aColumn('made', timestamptz, { nullable: false, default: sql('now()') }),
        ifNotExists: false,
      },
    ],
  },
  {
    title: 'column dropped',
    asked: [{ kind: 'drop-column', table: objectName('users'), column: 'price', cascade: false }],
  },
];

export const columnCases: readonly Case[] = [
  { title: 'index before a comment', asked: [index('users', ['boss_id'])] },
  { title: 'index beside unique', asked: [index('users', ['a'])] },
  {
    title: 'column of a mixin',
    asked: [index('users', ['created_at']), alter('users', 'created_at', { type: timestamptz })],
  },
  {
    title: 'indexes before options',
    asked: [index('users', ['b', 'a'], { name: 'i' }), index('users', ['created_at', 'b'])],
  },
  { title: 'flag of an index dropped', asked: [dropIndex('users', 'ix_users_b')] },
  { title: 'index dropped', asked: [dropIndex('users', 'ix_users_a_b')] },
  { title: 'only options left', asked: [dropIndex('users', 'ix_users_a_b'), drop('users', 'uq_a_c')] },
  { title: 'flag of a unique constraint dropped', asked: [drop('users', 'users_a_key')] },
  { title: 'binary JSON', asked: [alter('users', 'c', { type: aType('jsonb', 'jsonb') })] },
  { title: 'nullability', asked: [alter('users', 'c', { nullable: false }), alter('users', 'b', { nullable: true })] },
  { title: 'index in a table', asked: [index('log', ['user_id'])] },
  { title: 'index of two columns in a table', asked: [index('log', ['user_id', 'kind'])] },
  {
    title: 'primary key of a table',
    asked: [{ kind: 'add-primary-key', table: objectName('log'), key: aKey(['user_id', 'kind']) }],
  },
  {
    title: 'action added',
    asked: [drop('users', 'users_boss_id_fkey'), refer('users', 'boss_id', 'users', { onDelete: 'cascade' })],
  },
  { title: 'action dropped', asked: [drop('log', 'log_user_id_fkey'), refer('log', 'user_id', 'users')] },
  { title: 'foreign key dropped', asked: [drop('users', 'users_boss_id_fkey')] },
  { title: 'check with quotes', asked: [check('users', "a <> ''")] },
];

export const sqlmodelCases: readonly Case[] = [
  {
    title: 'indexes',
    asked: ['boss', 'size']
      .map((name) => index('team', [name]))
      .concat(index('hero', ['team_id']), index('hero', ['other_id'])),
  },
  { title: 'foreign key', asked: [refer('hero', 'other_id', 'team', { onDelete: 'cascade' })] },
  {
    title: 'action',
    asked: [drop('hero', 'hero_team_id_fkey'), refer('hero', 'team_id', 'team', { onDelete: 'set null' })],
  },
  { title: 'index of two columns', asked: [index('hero', ['team_id', 'other_id'])] },
  {
    title: 'types',
    asked: [alter('hero', 'other_id', { type: bigint }), alter('team', 'name', { type: aType('text', 'text') })],
  },
  {
    title: 'nullability',
    asked: [
      alter('team', 'since', { nullable: true }),
      alter('team', 'name', { nullable: true }),
      alter('team', 'boss', { nullable: false }),
      alter('hero', 'team_id', { nullable: false }),
    ],
  },
  {
    title: 'defaults',
    asked: [
      alter('team', 'name', { default: literal('string', 'x') }),
      alter('team', 'size', { default: literal('number', '0') }),
    ],
  },
];

export const flaskCases: readonly Case[] = [
  { title: 'index', asked: [index('user_post', ['user_id'])] },
  { title: 'partial index', asked: [index('user_post', ['user_id', 'title'], { where: sql('done') })] },
  { title: 'default', asked: [alter('user_post', 'done', { nullable: false, default: literal('boolean', 'false') })] },
];
