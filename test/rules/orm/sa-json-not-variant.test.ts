import { test } from 'vitest';
import { saJsonNotVariant } from '../../../server/src/rules/orm/sa-json-not-variant.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';

test('the JSON of SQLAlchemy itself', () => {
  checkRule(
    saJsonNotVariant,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    settings = Column(JSON)
#                     ^^^^ sa-json-not-variant
    options = Column(JSON())
#                    ^^^^^^ sa-json-not-variant
`),
  );
});

test('JSONB, a variant, the JSON of the dialect, a text to keep', () => {
  checkRule(
    saJsonNotVariant,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    settings = Column(JSONB)
    options = Column(JSON().with_variant(JSONB(), "postgresql"))
    raw = Column(JSON)
    other = Column(PostgresJSON)
`),
  );
});

test('another database', () => {
  checkRule(
    saJsonNotVariant,
    sqlalchemyModels(
      `
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    settings = Column(JSON)
`,
      { dialect: 'sqlite' },
    ),
  );
});
