import { test } from 'vitest';
import { alembicNullableAdd } from '../../../server/src/rules/orm/alembic-nullable-add.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { ordersHistory } from './orders-history.ts';

test('rows that are there have no value', () => {
  checkRule(
    alembicNullableAdd,
    ordersHistory(`
    op.add_column("orders", sa.Column("channel", sa.String(20), nullable=False))
#                                      ^^^^^^^ alembic-nullable-add
`),
  );
});

test('a default, or NULL, or a new table', () => {
  checkRule(
    alembicNullableAdd,
    ordersHistory(`
    op.add_column("orders", sa.Column("channel", sa.String(20), nullable=False, server_default="web"))
    op.add_column("orders", sa.Column("note", sa.Text))
    op.create_table("bill", sa.Column("id", sa.Integer, primary_key=True), sa.Column("total", sa.Integer, nullable=False))
`),
  );
});

test('in three steps', () => {
  checkRule(
    alembicNullableAdd,
    ordersHistory(`
    op.add_column("orders", sa.Column("channel", sa.String(20), nullable=True))
    op.execute("update orders set channel = 'web'")
    op.alter_column("orders", "channel", nullable=False)
`),
  );
});
