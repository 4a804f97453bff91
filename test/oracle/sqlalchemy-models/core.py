import sqlalchemy as sa
from sqlalchemy import MetaData, Table
from sqlalchemy.orm import registry

metadata = MetaData(schema="shop")
mapper_registry = registry(metadata=metadata)

price = sa.Numeric(10, 2)


def stamps():
    return [sa.Column("created", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"))]


products = Table(
    "products",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Unicode(200), nullable=False, index=True),
    sa.Column("price", price, nullable=False),
    sa.Column("parent", sa.ForeignKey("products.id")),
    sa.CheckConstraint("price > 0", name="positive"),
    sa.Index("products_price", "price", "name"),
)

orders = Table(
    "orders",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("state", sa.String(10), server_default=sa.literal("new")),
    comment="what was bought",
)

lines = sa.Table(
    "lines",
    metadata,
    sa.Column("order_id", sa.ForeignKey("shop.orders.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("product_id", None, sa.ForeignKey(products.c.id), primary_key=True),
    sa.Column("amount", sa.Integer, nullable=False, server_default="1"),
    sa.Column("price", price),
    sa.UniqueConstraint("order_id", "amount", name="lines_order_amount"),
    schema="shop",
)

other = Table(
    "other",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("doubled", sa.Integer, sa.Computed("length(id) * 2", persisted=True)),
    schema="elsewhere",
)

sa.Index("lines_expensive", lines.c.price.desc(), postgresql_where=lines.c.price.is_not(None))


@mapper_registry.mapped
class Review:
    __table__ = Table(
        "reviews",
        mapper_registry.metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text),
    )


@mapper_registry.mapped
class Vote:
    __tablename__ = "votes"

    id = sa.Column(sa.Integer, primary_key=True)
    review_id = sa.Column(sa.ForeignKey("shop.reviews.id"), nullable=False)
