from sqlalchemy import Column, ForeignKey, Index, String, text
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Item(Base):
    __tablename__ = "items"
    __table_args__ = (
        Index("items_body", "body", mysql_length=20),
        Index("items_name_body", "name", "body", mysql_length={"body": 10}),
        Index("items_search", "body", mysql_prefix="FULLTEXT"),
        {"mysql_engine": "InnoDB", "mysql_default_charset": "utf8mb4", "mysql_collate": "utf8mb4_unicode_ci"},
    )

    id = Column(mysql.BIGINT(unsigned=True), primary_key=True, autoincrement=True)
    parent_id = Column(mysql.BIGINT(unsigned=True), ForeignKey("items.id"))
    name = Column(String(100, collation="utf8mb4_bin"), nullable=False)
    body = Column(mysql.MEDIUMTEXT)
    tiny = Column(mysql.TINYINT(1), nullable=False, server_default=text("0"))
    kind = Column(mysql.ENUM("a", "b"), nullable=False)
    amount = Column(mysql.DOUBLE(asdecimal=False))
    year = Column(mysql.YEAR)
