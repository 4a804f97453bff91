import { test } from 'vitest';
import { saJsonMutationUntracked } from '../../../server/src/rules/orm/sa-json-mutation-untracked.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';

test('changes inside are not seen', () => {
  checkRule(
    saJsonMutationUntracked,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    settings = Column(JSONB)
#                     ^^^^^ sa-json-mutation-untracked
    tracked = Column(MutableDict.as_mutable(JSONB))
    name = Column(String)
`),
  );
});

test('a Table has no attributes that change', () => {
  checkRule(
    saJsonMutationUntracked,
    sqlalchemyModels(`
account = Table("account", Base.metadata, Column("id", Integer, primary_key=True), Column("settings", JSON))
`),
  );
});
