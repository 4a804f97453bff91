/** The lines that every schema file of a language has, so that a test writes only what it is about. */
import type { Dialect } from '../../server/src/model/dialect.ts';

/** A fixture's module of SQLAlchemy models: the usual imports, `Base` and the body. */
export function sqlalchemyModels(
  body: string,
  {
    file = 'app/models.py',
    dialect = 'postgresql',
    base = 'pass',
  }: { readonly file?: string; readonly dialect?: Dialect; readonly base?: string } = {},
): string {
  return `
//- ${file} dialect=${dialect}
import enum
from datetime import UTC, date, datetime
from functools import partial
from sqlalchemy import JSON, Column, DateTime, Enum, ForeignKey, Index, Integer, MetaData, String, Table, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSON as PostgresJSON, JSONB
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    ${base}

${body}`;
}

/** A fixture's Alembic revision, which follows the one numbered before; the lines of `upgrade` bring their indentation. */
export function alembicRevision(upgrade: string, number = 1): string {
  return `
//- alembic/versions/${revisionId(number)}_step.py
revision = "${revisionId(number)}"
down_revision = ${number === 1 ? 'None' : `"${revisionId(number - 1)}"`}
import sqlalchemy as sa
from alembic import op


def upgrade():${upgrade}`;
}

function revisionId(number: number): string {
  return String(number).padStart(4, '0');
}

/** The datasource that a Prisma schema begins with. */
export function datasource(provider: Dialect, relationMode?: 'prisma'): string {
  const mode = relationMode === undefined ? '' : `\n  relationMode = "${relationMode}"`;
  return `datasource db {
  provider = "${provider}"${mode}
}`;
}
