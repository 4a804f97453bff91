import { alembicRevision } from '../../kit/schema-files.ts';

/** Two revisions: the first creates `orders` with an id and a date, the second does the lines of `upgrade`. */
export function ordersHistory(upgrade: string): string {
  const create = alembicRevision(`
    op.create_table("orders", sa.Column("id", sa.Integer, primary_key=True), sa.Column("placed_on", sa.Date))
`);
  return create + alembicRevision(upgrade, 2);
}
