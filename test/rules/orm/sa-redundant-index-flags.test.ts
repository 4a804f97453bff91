import { test } from 'vitest';
import { saRedundantIndexFlags } from '../../../server/src/rules/orm/sa-redundant-index-flags.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';

test('index=True and unique=True on the key', () => {
  checkRule(
    saRedundantIndexFlags,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True, index=True)
#                                          ^^^^^^^^^^ sa-redundant-index-flags


class Bill(Base):
    __tablename__ = "bill"
    id = Column(Integer, primary_key=True, unique=True)
#                                          ^^^^^^^^^^^ sa-redundant-index-flags
`),
  );
});

test('a part of a key, or no key', () => {
  checkRule(
    saRedundantIndexFlags,
    sqlalchemyModels(`
class Member(Base):
    __tablename__ = "member"
    team = Column(Integer, primary_key=True)
    person = Column(Integer, primary_key=True, index=True)
    since = Column(Integer, index=True)
`),
  );
});

test('the flag is taken away', async () => {
  await checkFix(
    saRedundantIndexFlags,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True, index=True)
`),
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True)
`),
  );
});
