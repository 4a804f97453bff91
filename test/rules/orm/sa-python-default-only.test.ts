import { test } from 'vitest';
import { saPythonDefaultOnly } from '../../../server/src/rules/orm/sa-python-default-only.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';

test('a value that only Python has', () => {
  checkRule(
    saPythonDefaultOnly,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    active: Mapped[bool] = mapped_column(default=True)
#                                        ^^^^^^^^^^^^ sa-python-default-only
    score: Mapped[int] = mapped_column(default=0, server_default="0")
    note: Mapped[str | None] = mapped_column(default="")
    name: Mapped[str]
`),
  );
});

test('keys have their own makers', () => {
  checkRule(
    saPythonDefaultOnly,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    code: Mapped[str] = mapped_column(primary_key=True, default="x")
`),
  );
});
