import re

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Index, Integer, MetaData, String, Text, UniqueConstraint, func
from sqlalchemy.ext.declarative import declared_attr
from sqlalchemy.orm import declarative_base, relationship

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Model:
    id = Column(Integer, primary_key=True)

    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()


Base = declarative_base(metadata=metadata, cls=Model)


class Stamped:
    created_at = Column(DateTime, server_default=func.now(), nullable=False)
    updated_at = Column(DateTime)


class Owned(Stamped):
    @declared_attr
    def owner_id(cls):
        return Column(Integer, ForeignKey("owner.id", ondelete="CASCADE"), index=True)

    @declared_attr
    def owner(cls):
        return relationship("Owner")

    @declared_attr
    def __table_args__(cls):
        return (UniqueConstraint("owner_id", "created_at"),)


class Owner(Base):
    name = Column(String(50), unique=True)


class Document(Owned, Base):
    body = Column(Text)


class Draft(Owned, Base):
    __table_args__ = (Index("drafts_newest", "updated_at"), {"schema": "work"})

    body = Column(Text)


class Abstract(Base):
    __abstract__ = True

    flag = Column(Boolean, nullable=False, default=False)
    updated_at = Column(String(3))


class Concrete(Stamped, Abstract):
    __tablename__ = "concretes"

    updated_at = Column(Integer)


class SnakeMixin:
    @declared_attr
    def __tablename__(cls):
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class BigSnake(SnakeMixin, Base):
    pass


class Animal(Stamped, Base):
    __tablename__ = "animals"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "animal"}

    kind = Column(String(20))
    name = Column(String(20), nullable=False)


class Dog(Animal):
    __tablename__ = None
    __mapper_args__ = {"polymorphic_identity": "dog"}

    bark = Column(String(10), nullable=False)
    master_id = Column(ForeignKey("owner.id"))


class Puppy(Dog):
    __tablename__ = None
    __mapper_args__ = {"polymorphic_identity": "puppy"}

    weeks = Column(Integer)


class Cat(Animal):
    __tablename__ = "cats"
    __mapper_args__ = {"polymorphic_identity": "cat"}

    id = Column(ForeignKey("animals.id"), primary_key=True)
    lives = Column(Integer, server_default="9")


class Horse(Base):
    __tablename__ = "horses"
    __mapper_args__ = {"concrete": True}

    name = Column(String(9))
