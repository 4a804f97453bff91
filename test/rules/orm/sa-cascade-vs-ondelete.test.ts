import { test } from 'vitest';
import { saCascadeVsOndelete } from '../../../server/src/rules/orm/sa-cascade-vs-ondelete.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';
import { customerClass, orderClass } from './customer-orders.ts';

test('rows are left to a database that refuses', () => {
  checkRule(
    saCascadeVsOndelete,
    sqlalchemyModels(`
${customerClass}
    orders: Mapped[list["Order"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
#                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sa-cascade-vs-ondelete
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
`),
  );
});

test('the database cascades, or the session deletes by itself', () => {
  checkRule(
    saCascadeVsOndelete,
    sqlalchemyModels(`
${customerClass}
    orders: Mapped[list["Order"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
`),
  );
});

test('passive_deletes alone refuses on purpose', () => {
  checkRule(
    saCascadeVsOndelete,
    sqlalchemyModels(`
${customerClass}
    orders: Mapped[list["Order"]] = relationship(passive_deletes="all")
    more: Mapped[list["Order"]] = relationship(cascade="all, delete-orphan")
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
`),
  );
});
