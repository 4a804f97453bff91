import { test } from 'vitest';
import { oneToOneNotUnique } from '../../../server/src/rules/orm/one-to-one-not-unique.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';
import { customerClass, orderClass } from './customer-orders.ts';

test('uselist=False over a key that is not unique', () => {
  checkRule(
    oneToOneNotUnique,
    sqlalchemyModels(`
${customerClass}
    order = relationship("Order", uselist=False)
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ one-to-one-not-unique
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
`),
  );
});

test('an annotation without a list', () => {
  checkRule(
    oneToOneNotUnique,
    sqlalchemyModels(`
${customerClass}
    order: Mapped["Order"] = relationship()
#                            ^^^^^^^^^^^^^^ one-to-one-not-unique
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
`),
  );
});

test('a unique key, a unique index, a list', () => {
  checkRule(
    oneToOneNotUnique,
    sqlalchemyModels(`
class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    order: Mapped["Order"] = relationship()

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), unique=True)

class Client(Base):
    __tablename__ = "client"
    id: Mapped[int] = mapped_column(primary_key=True)
    order: Mapped["Call"] = relationship()

class Call(Base):
    __tablename__ = "call"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("client.id"), unique=True, index=True)
`),
  );
});

test('one of several rows on purpose', () => {
  checkRule(
    oneToOneNotUnique,
    sqlalchemyModels(`
${customerClass}
    order: Mapped["Order"] = relationship(viewonly=True)
    last: Mapped["Order"] = relationship(primaryjoin="and_(Customer.id == Order.customer_id, Order.open)")
    orders: Mapped[list["Order"]] = relationship()
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
`),
  );
});

test('the side that has the key', () => {
  checkRule(
    oneToOneNotUnique,
    sqlalchemyModels(`
${customerClass}
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    customer: Mapped["Customer"] = relationship()
`),
  );
});

test('the foreign key becomes unique', async () => {
  await checkFix(
    oneToOneNotUnique,
    sqlalchemyModels(`
${customerClass}
    order: Mapped["Order"] = relationship()
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
`),
    sqlalchemyModels(`
${customerClass}
    order: Mapped["Order"] = relationship()
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), unique=True)
`),
  );
});

test('a collection of another class, and what only a type checker reads', () => {
  checkRule(
    oneToOneNotUnique,
    sqlalchemyModels(`
from typing import TYPE_CHECKING
from sqlalchemy.ext.orderinglist import OrderingList, ordering_list
from sqlalchemy.orm import KeyFuncDict
${customerClass}
    lines: Mapped[OrderingList["Order"]] = relationship(collection_class=ordering_list("at"))
    named: Mapped[KeyFuncDict[str, "Order"]] = relationship()
    kept: Mapped["Order"] = relationship(collection_class=set)
    if TYPE_CHECKING:
        last: Mapped["Order"] = relationship()
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
`),
  );
});
