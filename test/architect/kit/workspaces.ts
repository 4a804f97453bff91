/** Small workspaces to ask about: our own, one for each language. */
import type { Analyzer } from '../../../server/src/analysis/analyzer.ts';
import type { StackPart, WorkspaceFacts } from '../../../server/src/architect/consultation.ts';
import { stackIn } from '../../../server/src/host/project-stack.ts';
import { workspaceFacts } from '../../../server/src/host/workspace-facts.ts';
import { analyze } from '../../kit/analyze.ts';

export type Files = Readonly<Record<string, string>>;

/** Files by path below a root; manifests count as the stack. */
export function workspaceOf(files: Files): WorkspaceFacts {
  const stack: readonly StackPart[] = named(files).flatMap(({ file, text }) => stackIn(file, text));
  return workspaceFacts(analyzerOf(files), ['/app'], stack);
}

export function analyzerOf(files: Files): Analyzer {
  return analyze(named(files).filter(({ file }) => /\.(?:sql|prisma|py)$/.test(file)));
}

function named(files: Files): readonly { readonly file: string; readonly text: string }[] {
  return Object.entries(files).map(([path, text]) => ({ file: `/app/${path}`, text }));
}

/** Uploads, extraction and model settings; results in one growing JSON, no index for the list. */
export const fastapi: Files = {
  'pyproject.toml': `[project]
name = "extractor"
dependencies = ["fastapi>=0.115", "sqlalchemy[asyncio]>=2.0", "asyncpg", "alembic", "litellm"]
`,
  'app/models.py': `import uuid
from datetime import datetime

from sqlalchemy import JSON, DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)
    email: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(DateTime, default=datetime.utcnow)


class Document(Base):
    __tablename__ = "documents"

    id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    filename: Mapped[str] = mapped_column(String(255))
    results: Mapped[dict] = mapped_column(JSON, default=dict)
    uploaded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ModelConfiguration(Base):
    __tablename__ = "model_configurations"

    id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(Text)
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("providers.id"))
    settings: Mapped[dict] = mapped_column(JSONB, default=dict)


class Provider(Base):
    __tablename__ = "providers"

    id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(Text, unique=True)
    retries: Mapped[int] = mapped_column(Integer, default=3)
`,
};

/** Teams and projects of a small SaaS, as Prisma writes it. */
export const prisma: Files = {
  'package.json': `{ "dependencies": { "next": "15.0.0", "@prisma/client": "6.0.0" }, "devDependencies": { "prisma": "6.0.0" } }`,
  'prisma/schema.prisma': `datasource db {
  provider = "postgresql"
}

generator client {
  provider = "prisma-client-js"
}

model User {
  id        String    @id @default(uuid()) @db.Uuid
  email     String    @unique
  name      String
  lastLogin DateTime?
  createdAt DateTime  @default(now())
  projects  Project[]
  posts     Post[]
}

model Company {
  id        String    @id @default(uuid()) @db.Uuid
  name      String
  createdAt DateTime  @default(now())
  projects  Project[]
}

model Project {
  id        String   @id @default(uuid()) @db.Uuid
  companyId String   @db.Uuid
  ownerId   String   @db.Uuid
  title     String
  createdAt DateTime @default(now())
  company   Company  @relation(fields: [companyId], references: [id])
  owner     User     @relation(fields: [ownerId], references: [id])
}

model Post {
  id        Int      @id @default(autoincrement())
  authorId  String   @db.Uuid
  body      String
  createdAt DateTime @default(now())
  author    User     @relation(fields: [authorId], references: [id])
}
`,
};

/** A practice with a chat, in migrations of plain SQL. */
export const sql: Files = {
  'docker-compose.yml': 'services:\n  db:\n    image: postgres:17\n  cache:\n    image: redis:7\n',
  'migrations/0001_people.sql': `create table users (
  id bigint generated always as identity primary key,
  email text not null,
  last_login timestamp
);

create table doctors (
  id bigint generated always as identity primary key,
  name text not null
);

create table patients (
  id bigint generated always as identity primary key,
  name text not null,
  phone1 text,
  phone2 text,
  phone3 text
);
`,
  'migrations/0002_visits.sql': `create table appointments (
  id bigint generated always as identity primary key,
  doctor_id bigint not null references doctors (id),
  patient_id bigint not null references patients (id) on delete cascade,
  starts_at timestamp not null,
  minutes integer not null default 30
);

create table results (
  id bigint generated always as identity primary key,
  patient_id bigint not null references patients (id),
  content json not null,
  created_at timestamptz not null default now()
);
create index results_patient_idx on results (patient_id);
create index results_patient_created_idx on results (patient_id, created_at);
`,
};

export const workspaces = { empty: {}, fastapi, prisma, sql } as const satisfies Readonly<Record<string, Files>>;

/** SQLModel, with a revision of Alembic that is longer than the models. */
const sqlmodel: Files = {
  'pyproject.toml': `[project]
name = "shop"
dependencies = ["fastapi>=0.115", "sqlmodel>=0.0.24", "psycopg[binary]", "alembic"]
`,
  'backend/app/models.py': `import uuid

from sqlmodel import Field, SQLModel


class User(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    email: str = Field(max_length=255, unique=True, index=True)
    hashed_password: str
    is_active: bool = True


class Item(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    title: str = Field(max_length=255)
    owner_id: uuid.UUID = Field(foreign_key="user.id", nullable=False, ondelete="CASCADE")
`,
  'backend/app/alembic/versions/0001_first.py': `"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table(
        "user",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("hashed_password", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_user_email"), "user", ["email"], unique=True)
    op.create_table(
        "item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("item")
    op.drop_index(op.f("ix_user_email"), table_name="user")
    op.drop_table("user")
`,
};

/** Models in modules of their own, their base in another one; keys that are not called id. */
const modules: Files = {
  'pyproject.toml': `[project]
name = "ledger"
dependencies = ["fastapi", "sqlalchemy>=2", "asyncpg"]
`,
  'server/ledger/db/base.py': `from sqlalchemy.orm import DeclarativeBase


class Model(DeclarativeBase):
    pass
`,
  'server/ledger/models/customer.py': `from sqlalchemy import BigInteger, Identity, Text
from sqlalchemy.orm import Mapped, mapped_column

from ledger.db.base import Model


class Customer(Model):
    __tablename__ = "customers"

    customer_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
`,
  'server/ledger/models/event.py': `from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ledger.db.base import Model


class Event(Model):
    __tablename__ = "events"

    event_id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.customer_id"))
    meter: Mapped[str] = mapped_column(Text)
    metered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
`,
};

/** A gateway in Prisma: prefixed names, keys of text that are not called id. */
const gateway: Files = {
  'package.json': '{ "dependencies": { "@prisma/client": "6.0.0" }, "devDependencies": { "prisma": "6.0.0" } }',
  'schema.prisma': `datasource db {
  provider = "postgresql"
}

model Gateway_BudgetTable {
  budget_id  String              @id @default(uuid())
  max_budget Float?
  created_at DateTime            @default(now())
  users      Gateway_UserTable[]
}

model Gateway_OrganizationTable {
  organization_id String @id @default(uuid())
  alias           String
}

model Gateway_UserTable {
  user_id    String               @id
  user_email String?
  budget_id  String?
  metadata   Json                 @default("{}")
  budget     Gateway_BudgetTable? @relation(fields: [budget_id], references: [budget_id])
}

model Gateway_ModelTable {
  model_id   String @id @default(uuid())
  model_name String
  params     Json
}
`,
};

/** All that code of answers has to run over. */
export const shapes = { ...workspaces, sqlmodel, modules, gateway } as const satisfies Readonly<Record<string, Files>>;
