import { test } from 'vitest';
import { saDatetimeNaive } from '../../../server/src/rules/orm/sa-datetime-naive.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';

test('times with a zone in a column without one', () => {
  checkRule(
    saDatetimeNaive,
    sqlalchemyModels(`
def now():
    return datetime.now(UTC)


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    made = Column(DateTime, default=lambda: datetime.now(UTC))
#                 ^^^^^^^^ sa-datetime-naive
    seen = Column(DateTime, default=now)
#                 ^^^^^^^^ sa-datetime-naive
    sent = Column(DateTime(), default=partial(datetime.now, tz=UTC))
#                 ^^^^^^^^^^ sa-datetime-naive
`),
  );
});

test('times without a zone, columns with one', () => {
  checkRule(
    saDatetimeNaive,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    made = Column(DateTime, default=datetime.utcnow)
    seen = Column(DateTime, default=datetime.now)
    sent = Column(DateTime(timezone=True), default=lambda: datetime.now(UTC))
    kept = Column(DateTime)
`),
  );
});

test('the zone is written', async () => {
  await checkFix(
    saDatetimeNaive,
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    made: Mapped[datetime] = mapped_column(DateTime, default=lambda: datetime.now(UTC))
`),
    sqlalchemyModels(`
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    made: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), default=lambda: datetime.now(UTC)
    )
`),
  );
});
