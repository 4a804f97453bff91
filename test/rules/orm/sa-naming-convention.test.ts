import { test } from 'vitest';
import { saNamingConvention } from '../../../server/src/rules/orm/sa-naming-convention.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { alembicRevision, sqlalchemyModels } from '../../kit/schema-files.ts';

const account = `
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)

class Bill(Base):
    __tablename__ = "bill"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

class Charge(Base):
    __tablename__ = "charge"
    id: Mapped[int] = mapped_column(primary_key=True)
    bill_id: Mapped[int] = mapped_column(ForeignKey("bill.id"))
`;

const revision = alembicRevision(`
    op.create_table("account", sa.Column("id", sa.Integer, primary_key=True))
`);

test('no convention and revisions', () => {
  const models = sqlalchemyModels(`
class Account(Base):
#     ^^^^^^^ sa-naming-convention${account}`);
  checkRule(saNamingConvention, models + revision);
});

test('without revisions nothing is dropped by name', () => {
  checkRule(saNamingConvention, sqlalchemyModels(`\nclass Account(Base):${account}`));
});

test('a convention', () => {
  const base =
    'metadata = MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"})';
  const models = sqlalchemyModels(`\nclass Account(Base):${account}`, { base });
  checkRule(saNamingConvention, models + revision);
});
