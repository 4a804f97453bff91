/**
 * Classes of well-known packages that bring columns to the tables of a project: their columns in Python of our own, read
 * like the project's. What stands in them has no place of its own and is told where the class that uses them stands.
 */
import { splitPython } from '../../syntax/python/pieces.ts';
import type { SourceUnit } from '../program.ts';

const root = 'library:/';

export function isLibraryFile(file: string): boolean {
  return file.startsWith(root);
}

const texts: Readonly<Record<string, string>> = {
  'oslo_db/sqlalchemy/models.py': `
from sqlalchemy import Column, DateTime, Integer

class ModelBase:
    pass

class ModelIterator:
    pass

class TimestampMixin:
    created_at = Column(DateTime, default=call)
    updated_at = Column(DateTime, onupdate=call)

class SoftDeleteMixin:
    deleted_at = Column(DateTime)
    deleted = Column(Integer, default=0)
`,
  'neutron_lib/db/model_base.py': `
from oslo_db.sqlalchemy import models
from sqlalchemy import Column, String
from sqlalchemy.orm import DeclarativeBase, declared_attr

class HasProject:
    project_id = Column(String(255), index=True)

class HasProjectNoIndex(HasProject):
    project_id = Column(String(255))

class HasProjectPrimaryKey(HasProject):
    project_id = Column(String(255), nullable=False, primary_key=True)

class HasProjectPrimaryUniqueKey(HasProject):
    project_id = Column(String(255), nullable=False, primary_key=True, unique=True)

class HasId:
    id = Column(String(36), primary_key=True, default=call)

class HasStatusDescription:
    status = Column(String(16), nullable=False)
    status_description = Column(String(255))

class NeutronBaseV2(models.ModelBase):
    __table_args__ = {"mysql_engine": "InnoDB"}

    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower() + "s"

class BASEV2(DeclarativeBase, NeutronBaseV2):
    pass
`,
  'neutron_lib/db/standard_attr.py': `
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String
from sqlalchemy.orm import declared_attr
from neutron_lib.db import model_base

class StandardAttribute(model_base.BASEV2):
    id = Column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True)
    resource_type = Column(String(255), nullable=False)

class HasStandardAttributes:
    @declared_attr
    def standard_attr_id(cls):
        return Column(
            BigInteger().with_variant(Integer(), "sqlite"),
            ForeignKey(StandardAttribute.id, ondelete="CASCADE"),
            unique=True,
            nullable=False,
        )
`,
  'fastapi_users_db_sqlalchemy/__init__.py': `
from sqlalchemy import Boolean, ForeignKey, Integer, String
from sqlalchemy.orm import declared_attr, mapped_column
from fastapi_users_db_sqlalchemy.generics import GUID

class SQLAlchemyBaseUserTable:
    __tablename__ = "user"
    email = mapped_column(String(320), unique=True, index=True, nullable=False)
    hashed_password = mapped_column(String(1024), nullable=False)
    is_active = mapped_column(Boolean, default=True, nullable=False)
    is_superuser = mapped_column(Boolean, default=False, nullable=False)
    is_verified = mapped_column(Boolean, default=False, nullable=False)

class SQLAlchemyBaseUserTableUUID(SQLAlchemyBaseUserTable):
    id = mapped_column(GUID, primary_key=True, default=call)

class SQLAlchemyBaseOAuthAccountTable:
    __tablename__ = "oauth_account"
    oauth_name = mapped_column(String(100), index=True, nullable=False)
    access_token = mapped_column(String(1024), nullable=False)
    expires_at = mapped_column(Integer, nullable=True)
    refresh_token = mapped_column(String(1024), nullable=True)
    account_id = mapped_column(String(320), index=True, nullable=False)
    account_email = mapped_column(String(320), nullable=False)

class SQLAlchemyBaseOAuthAccountTableUUID(SQLAlchemyBaseOAuthAccountTable):
    id = mapped_column(GUID, primary_key=True, default=call)

    @declared_attr
    def user_id(cls):
        return mapped_column(GUID, ForeignKey("user.id", ondelete="cascade"), nullable=False)
`,
  'fastapi_users_db_sqlalchemy/access_token.py': `
from sqlalchemy import DateTime, ForeignKey, String
from sqlalchemy.orm import declared_attr, mapped_column
from fastapi_users_db_sqlalchemy.generics import GUID

class SQLAlchemyBaseAccessTokenTable:
    __tablename__ = "accesstoken"
    token = mapped_column(String(43), primary_key=True)
    created_at = mapped_column(DateTime(timezone=True), index=True, nullable=False, default=call)

class SQLAlchemyBaseAccessTokenTableUUID(SQLAlchemyBaseAccessTokenTable):
    @declared_attr
    def user_id(cls):
        return mapped_column(GUID, ForeignKey("user.id", ondelete="cascade"), nullable=False)
`,
};

type LibraryFile = readonly [string, readonly SourceUnit[]];

let files: readonly LibraryFile[] | undefined;

/** The files of the packages, as a program is given its own. Cut when the first program wants them: most have no Python. */
export function libraryFiles(): readonly LibraryFile[] {
  files ??= Object.entries(texts).map(([file, text]) => [
    `${root}${file}`,
    splitPython(text).map(({ start, end }, id) => ({ id, text: text.slice(start, end) })),
  ]);
  return files;
}
