from sqlalchemy import Column, Computed, ForeignKey, Index, Integer, Sequence, String, TypeDecorator, UniqueConstraint, func, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY, ENUM, INET, JSONB, TSTZRANGE, TSVECTOR, UUID, ExcludeConstraint
from sqlalchemy.ext.mutable import MutableDict, MutableList
from sqlalchemy.orm import declarative_base
from sqlalchemy.types import CHAR

Base = declarative_base()


class Guid(TypeDecorator):
    impl = CHAR

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(UUID())
        return dialect.type_descriptor(CHAR(32))


class Short(TypeDecorator):
    impl = String(16)
    cache_ok = True


Mood = ENUM("happy", "sad", name="mood", schema="public")


class Event(Base):
    __tablename__ = "events"
    __table_args__ = (
        Index("events_tags", "tags", postgresql_using="gin"),
        Index("events_title_trgm", "title", postgresql_using="gin", postgresql_ops={"title": "gin_trgm_ops"}),
        Index("events_payload", "payload", postgresql_using="gin", postgresql_ops={"payload": "jsonb_path_ops"}),
        Index("events_open", "room", unique=True, postgresql_where=text("closed IS FALSE")),
        Index("events_cover", "room", postgresql_include=["title"]),
        Index("events_lower", text("lower(title) DESC NULLS LAST")),
        Index("events_call", func.coalesce(text("title"), "")),
        ExcludeConstraint(("room", "="), ("during", "&&"), name="no_overlap", using="gist", where=text("room > 0")),
        UniqueConstraint("room", "title", deferrable=True, initially="DEFERRED", name="room_title"),
    )

    id = Column(UUID(as_uuid=True), primary_key=True, server_default=text("gen_random_uuid()"))
    guid = Column(Guid, nullable=False, unique=True)
    short = Column(Short)
    title = Column(String)
    tags = Column(ARRAY(String(20)), server_default=text("'{}'::varchar[]"), nullable=False)
    matrix = Column(ARRAY(Integer, dimensions=2))
    payload = Column(MutableDict.as_mutable(JSONB), server_default=text("'{}'::jsonb"))
    items = Column(MutableList.as_mutable(JSONB(none_as_null=True)))
    address = Column(INET)
    during = Column(TSTZRANGE())
    search = Column(TSVECTOR, Computed("to_tsvector('english', short)", persisted=True))
    mood = Column(Mood, nullable=False, server_default="sad")
    room = Column(Integer, Sequence("rooms"), nullable=False)
    closed = Column(postgresql.BOOLEAN, server_default=text("false"))
    stamp = Column(postgresql.TIMESTAMP(timezone=True, precision=3))
    next_id = Column(ForeignKey("events.id", use_alter=True, name="next_event"))
