import { test } from 'vitest';
import { alembicConcurrentlyInTx } from '../../../server/src/rules/orm/alembic-concurrently-in-tx.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';
import { ordersHistory } from './orders-history.ts';

const concurrently = ordersHistory(`
    op.create_index("ix_placed", "orders", ["placed_on"], postgresql_concurrently=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ alembic-concurrently-in-tx
`);

test('inside the transaction of the revision', () => {
  checkRule(alembicConcurrentlyInTx, concurrently);
});

test('beside models', () => {
  const models = sqlalchemyModels(`
class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    placed_on: Mapped[date | None]
`);
  checkRule(alembicConcurrentlyInTx, models + concurrently);
});

test('in a block of its own, or not concurrently', () => {
  checkRule(
    alembicConcurrentlyInTx,
    ordersHistory(`
    with op.get_context().autocommit_block():
        op.create_index("ix_placed", "orders", ["placed_on"], postgresql_concurrently=True)
    op.create_index("ix_both", "orders", ["placed_on", "id"])
`),
  );
});
