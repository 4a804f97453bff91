import datetime
import enum
import uuid

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    DateTime,
    Enum,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    and_,
    desc,
    false,
    func,
    text,
    true,
)
from sqlalchemy.orm import declarative_base, deferred, relationship

Base = declarative_base()

NAME_LENGTH = 80


class Role(enum.Enum):
    ADMIN = "admin"
    MEMBER = "member"
    SUPPORT_AGENT = "support agent"


def values(enumeration):
    return [member.value for member in enumeration]


class Account(Base):
    """A customer."""

    __tablename__ = "accounts"

    id = Column(Integer, primary_key=True)
    slug = Column(String(NAME_LENGTH), nullable=False, unique=True)
    title = Column("display_title", Text)
    active = Column(Boolean, nullable=False, server_default=true())
    archived = Column(Boolean, nullable=False, default=False, server_default=false())
    balance = Column(Numeric(12, 2), nullable=False, server_default="0")
    rate = Column(Float)
    born = Column(Date)
    created = Column(DateTime, nullable=False, server_default=func.now())
    changed = Column(DateTime(timezone=True), server_default=func.current_timestamp(), onupdate=func.now())
    note = Column(String(40), server_default=text("'none'"), comment="what the customer said")
    quoted = Column(String(40), server_default="it's")
    data = Column(JSON)
    blob = Column(LargeBinary)
    small = Column(SmallInteger)
    big = Column(BigInteger, index=True)
    number = Column(Integer, unique=True, index=True)
    role = Column(Enum(Role), nullable=False)
    role_text = Column(Enum(Role, name="role_text", native_enum=False))
    role_value = Column(Enum(Role, name="role_value", values_callable=values))
    role_checked = Column(Enum("a", "b", name="role_checked", native_enum=False, create_constraint=True))
    plain = Column(Enum("x", "y z", name="plain_enum"))
    late = deferred(Column(Text, nullable=False))

    members = relationship("Member", back_populates="account", cascade="all, delete-orphan")


class Member(Base):
    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("account_id", "email", name="one_email_each"),
        UniqueConstraint("email", "nick"),
        CheckConstraint("length(email) > 3", name="email_length"),
        CheckConstraint("age >= 0"),
        Index("members_by_nick", "nick", "account_id"),
        Index("members_lower_email", func.lower(text("email"))),
        Index(None, "age"),
        {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "comment": "people"},
    )

    id = Column(Integer, primary_key=True, autoincrement=True)
    account_id = Column(ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True)
    inviter_id = Column(Integer, ForeignKey("members.id", name="invited_by", ondelete="SET NULL", onupdate="CASCADE"))
    email = Column(String(120), nullable=False)
    nick = Column(String(30))
    age = Column(Integer)

    account = relationship(Account, back_populates="members")


Index("members_newest", Member.id.desc(), Member.nick)
Index("members_adult", Member.nick, unique=True, postgresql_where=Member.age >= 18, sqlite_where=Member.age >= 18)
Index("members_named", desc(Member.nick), postgresql_where=and_(Member.nick.isnot(None), Member.age > 3))


class Membership(Base):
    __tablename__ = "memberships"

    account_id = Column(Integer, ForeignKey(Account.id), primary_key=True)
    slot = Column(Integer, primary_key=True)
    member_id = Column(ForeignKey(Member.id))


class Grant(Base):
    __tablename__ = "grants"

    account_id = Column(Integer)
    slot = Column(Integer)
    kind = Column(String(10))
    weight = Column(Integer, server_default=text("1"))
    double_weight = Column(Integer, Computed("weight * 2"))

    __table_args__ = (
        PrimaryKeyConstraint("account_id", "slot", "kind", name="grants_key"),
        ForeignKeyConstraint(
            ["account_id", "slot"],
            ["memberships.account_id", "memberships.slot"],
            name="grants_membership",
            ondelete="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
    )


class Profile(Base):
    __tablename__ = "profiles"

    # A key that points elsewhere counts nothing.
    id = Column(Integer, ForeignKey("accounts.id"), primary_key=True)
    token = Column(String(36), default=lambda: str(uuid.uuid4()), nullable=False)
    seen = Column(DateTime, default=datetime.datetime.utcnow)


class Keyed(Base):
    __tablename__ = "keyed"

    code = Column(Integer, primary_key=True, autoincrement=False)
    other = Column(Integer, unique=True)


class Counted(Base):
    __tablename__ = "counted"

    id = Column(BigInteger, Identity(always=True, start=10), primary_key=True)
    name = Column(String(5))


class LongName(Base):
    __tablename__ = "a_table_with_a_name_that_goes_on_for_quite_a_while"

    id = Column(Integer, primary_key=True)
    a_column_with_a_long_name_too = Column(Integer, index=True)
