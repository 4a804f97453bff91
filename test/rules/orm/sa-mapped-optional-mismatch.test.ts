import { test } from 'vitest';
import { saMappedOptionalMismatch } from '../../../server/src/rules/orm/sa-mapped-optional-mismatch.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';

test('annotation and nullable differ', () => {
  checkRule(
    saMappedOptionalMismatch,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    nick: Mapped[str] = mapped_column(nullable=True)
#                                     ^^^^^^^^^^^^^ sa-mapped-optional-mismatch
    name: Mapped[str | None] = mapped_column(nullable=False)
#                                            ^^^^^^^^^^^^^^ sa-mapped-optional-mismatch
    note: Mapped[str | None] = mapped_column(nullable=True)
    city: Mapped[str] = mapped_column(nullable=False)
    zip: Mapped[str | None]
`),
  );
});

test('only one of them is written', () => {
  checkRule(
    saMappedOptionalMismatch,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    nick = mapped_column(String, nullable=True)
    city: Mapped[str]
`),
  );
});
