import { test } from 'vitest';
import { fkOrmCascadeMismatch } from '../../../server/src/rules/orm/fk-orm-cascade-mismatch.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';
import { customerClass, orderClass } from './customer-orders.ts';

test('the database cascades, the relationship does not', () => {
  checkRule(
    fkOrmCascadeMismatch,
    sqlalchemyModels(`
${customerClass}
    orders: Mapped[list["Order"]] = relationship()
#                                   ^^^^^^^^^^^^^^ fk-orm-cascade-mismatch
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
`),
  );
});

test('both do, or the session leaves it to the database', () => {
  checkRule(
    fkOrmCascadeMismatch,
    sqlalchemyModels(`
${customerClass}
    orders: Mapped[list["Order"]] = relationship(cascade="all, delete-orphan")
    also: Mapped[list["Order"]] = relationship(passive_deletes=True)
    again: Mapped[list["Order"]] = relationship(passive_deletes="all")
    seen: Mapped[list["Order"]] = relationship(viewonly=True)
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
`),
  );
});

test('neither does', () => {
  checkRule(
    fkOrmCascadeMismatch,
    sqlalchemyModels(`
${customerClass}
    orders: Mapped[list["Order"]] = relationship()
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
`),
  );
});

test('the side that has the key is not asked', () => {
  checkRule(
    fkOrmCascadeMismatch,
    sqlalchemyModels(`
${customerClass}
    name: Mapped[str]
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    customer: Mapped["Customer"] = relationship()
`),
  );
});
