/** Revisions of our own, each with something that only Alembic says in this way. */

export interface RevisionFile {
  readonly file: string;
  readonly text: string;
}

function revision(id: string, down: string, body: string, more = ''): RevisionFile {
  const upgrade = body
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
  return {
    file: `versions/${id}.py`,
    text: `"""${id}"""
from alembic import op
import sqlalchemy as sa

revision = ${JSON.stringify(id)}
down_revision = ${down}
branch_labels = None
depends_on = None
${more}

def upgrade() -> None:
${upgrade}


def downgrade() -> None:
    op.drop_table("nothing")
`,
  };
}

/** For every dialect that can run it without a database. */
export const commonRevisions: readonly RevisionFile[] = [
  revision(
    'a1base',
    'None',
    `
op.create_table(
    "customer",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("email", sa.String(255), nullable=False),
    sa.Column("name", sa.String(length=100)),
    sa.Column("active", sa.Boolean(), server_default=sa.text("1"), nullable=False),
    sa.Column("balance", sa.Numeric(10, 2), server_default="0"),
    sa.Column("created_at", sa.DateTime(), server_default=sa.func.now(), nullable=False),
    sa.Column("kind", sa.Enum("person", "company", name="customer_kind"), nullable=True),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
    sa.UniqueConstraint("email", name="uq_customer_email"),
    sa.CheckConstraint("balance >= 0", name="ck_customer_balance"),
)
op.create_table(
    "purchase",
    sa.Column("id", sa.BigInteger(), primary_key=True),
    sa.Column("customer_id", sa.Integer(), sa.ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
    sa.Column("code", sa.String(20), unique=True),
    sa.Column("placed_at", sa.Date(), index=True),
    sa.Column("slug", sa.String(50), index=True, unique=True),
)
op.create_index(None, "customer", ["kind", "balance"])
op.create_index(op.f("ix_purchase_customer_id"), "purchase", ["customer_id"], unique=False)
`,
  ),
  revision(
    'b2left',
    '"a1base"',
    `
for name in ("first_note", "second_note"):
    op.add_column("purchase", sa.Column(name, sa.Text(), nullable=True))
op.add_column(TABLE, _timestamp("updated_at"))
with op.batch_alter_table("customer", schema=None) as batch_op:
    batch_op.add_column(sa.Column("vat", sa.String(length=32), nullable=True))
    batch_op.create_index(batch_op.f("ix_customer_vat"), ["vat"], unique=True)
`,
    `
TABLE = "customer"


def _timestamp(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)
`,
  ),
  revision(
    'c2right',
    '"a1base"',
    `
op.create_table(
    "purchase_tag",
    sa.Column("purchase_id", sa.BigInteger(), nullable=False),
    sa.Column("tag", sa.String(30), nullable=False),
    sa.ForeignKeyConstraint(["purchase_id"], ["purchase.id"], name="fk_tag_purchase", onupdate="CASCADE"),
    sa.PrimaryKeyConstraint("purchase_id", "tag"),
)
create_note_table()
op.drop_column("customer", "name")
`,
    `
def create_note_table(name="note"):
    columns = [sa.Column("id", sa.SmallInteger(), primary_key=True), sa.Column("body", sa.LargeBinary())]
    op.create_table(name, *columns)
`,
  ),
  revision(
    'd3merge',
    '("b2left", "c2right")',
    `
op.execute("CREATE TABLE audit (id integer PRIMARY KEY, at timestamp)")
op.execute(sa.text(f"CREATE INDEX {INDEX} ON audit (at)"))
op.execute("UPDATE customer SET balance = 0")
op.rename_table("note", "remark")
op.drop_table("purchase_tag")
`,
    'INDEX = "ix_audit_" + "at"\n',
  ),
];

/** What SQLite cannot alter. */
export const alterations: readonly RevisionFile[] = [
  revision(
    'e4alter',
    '"d3merge"',
    `
op.alter_column("customer", "email", existing_type=sa.String(255), type_=sa.String(320), nullable=True, existing_nullable=False)
op.alter_column("customer", "balance", existing_type=sa.Numeric(10, 2), server_default=None)
op.alter_column("customer", "vat", new_column_name="tax_number", existing_type=sa.String(32))
op.create_unique_constraint("uq_purchase_slug", "purchase", ["slug", "code"])
op.create_foreign_key("fk_remark_customer", "remark", "customer", ["id"], ["id"], ondelete="SET NULL")
op.create_check_constraint("ck_purchase_code", "purchase", sa.text("code <> ''"))
op.drop_constraint("uq_customer_email", "customer", type_="unique")
op.drop_index("ix_purchase_customer_id", table_name="purchase")
`,
  ),
];

/** What only PostgreSQL has. */
export const postgresRevisions: readonly RevisionFile[] = [
  revision(
    'f5pg',
    '"e4alter"',
    `
status = postgresql.ENUM("open", "closed", name="ticket_status")
status.create(op.get_bind(), checkfirst=False)
op.execute("CREATE SCHEMA app")
op.create_table(
    "ticket",
    sa.Column("id", postgresql.UUID(as_uuid=True), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("status", postgresql.ENUM("open", "closed", name="ticket_status", create_type=False), nullable=False),
    sa.Column("tags", postgresql.ARRAY(sa.String(20)), server_default="{}"),
    sa.Column("payload", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")),
    sa.Column("number", sa.Integer(), sa.Identity(always=True)),
    sa.Column("total", sa.Integer(), sa.Computed("number * 2", persisted=True)),
    sa.Column("seen", sa.DateTime(timezone=True), comment="last look"),
    sa.PrimaryKeyConstraint("id"),
    schema="app",
    comment="what people ask",
)
op.create_index("ix_ticket_tags", "ticket", ["tags"], schema="app", postgresql_using="gin")
op.create_index(
    "ix_ticket_open",
    "ticket",
    [sa.text("lower(payload ->> 'title')"), sa.text("seen DESC")],
    unique=True,
    schema="app",
    postgresql_where=sa.text("status = 'open'"),
)
op.create_index("ix_ticket_seen", "ticket", ["seen"], schema="app", postgresql_include=["status"], postgresql_ops={"seen": "timestamptz_ops"})
with op.get_context().autocommit_block():
    op.create_index("ix_ticket_number", "ticket", ["number"], schema="app", postgresql_concurrently=True)
    op.execute("ALTER TYPE ticket_status ADD VALUE 'waiting'")
op.create_exclude_constraint("ex_purchase", "purchase", ("placed_at", "="), where=sa.text("code IS NULL"), using="gist")
op.alter_column("purchase", "placed_at", type_=sa.DateTime(), postgresql_using="placed_at::timestamp")
op.create_foreign_key("fk_ticket", "purchase", "ticket", ["slug"], ["id"], referent_schema="app", deferrable=True, initially="DEFERRED")
op.create_table_comment("purchase", "what was bought")
if op.get_bind().dialect.name == "mysql":
    op.drop_table("purchase")
sa.Enum("a", "b", name="letters").create(op.get_bind())
`,
    'from sqlalchemy.dialects import postgresql\n',
  ),
];
