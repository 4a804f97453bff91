import { expect, test } from 'vitest';
import { preferTimestamptz } from '../../../server/src/rules/types/prefer-timestamptz.ts';
import { allFindings, analyze } from '../../kit/analyze.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';

test('a moment without a zone, beside one with it', () => {
  checkRule(
    preferTimestamptz,
    `
    create table shipment (
      id bigint primary key,
      sent_at timestamp not null,
      --      ^^^^^^^^^ prefer-timestamptz
      received_at timestamptz
    );
    create table other (id bigint primary key);
    `,
  );
});

test('once a table, at the first column', () => {
  checkRule(
    preferTimestamptz,
    `
    create table shipment (
      id bigint primary key,
      created_at timestamp not null default now(),
      --         ^^^^^^^^^ prefer-timestamptz
      updated_at timestamp without time zone
    );
    create table parcel (id bigint primary key, created_at timestamp not null);
    --                                                     ^^^^^^^^^ prefer-timestamptz
    `,
  );
});

test('a habit of the whole database is one finding', () => {
  checkRule(
    preferTimestamptz,
    `
    create table a (id bigint primary key, created_at timestamp not null);
    --                                                ^^^^^^^^^ prefer-timestamptz
    create table b (id bigint primary key, created_at timestamp not null);
    create table c (id bigint primary key, created_at timestamp not null);
    create table d (id bigint primary key, created_at timestamp not null);
    create table e (id bigint primary key, created_at timestamp not null);
    `,
  );
});

test('a database that does both has no habit', () => {
  checkRule(
    preferTimestamptz,
    `
    create table a (id bigint primary key, created_at timestamp not null);
    --                                                ^^^^^^^^^ prefer-timestamptz
    create table b (id bigint primary key, created_at timestamp not null);
    --                                                ^^^^^^^^^ prefer-timestamptz
    create table c (id bigint primary key, created_at timestamp not null);
    --                                                ^^^^^^^^^ prefer-timestamptz
    create table d (id bigint primary key, created_at timestamp not null);
    --                                                ^^^^^^^^^ prefer-timestamptz
    create table e (id bigint primary key, created_at timestamp not null, seen_at timestamptz);
    --                                                ^^^^^^^^^ prefer-timestamptz
    create table f (id bigint primary key, created_at timestamptz not null);
    create table g (id bigint primary key, created_at timestamptz not null);
    `,
  );
});

test('wall-clock, UTC and birthday names are meant so', () => {
  checkRule(
    preferTimestamptz,
    `
    create table person (
      id bigint primary key,
      departure_local timestamp,
      seen_utc timestamp,
      birthday timestamp,
      opening_time timestamp
    );
    create table other (id bigint primary key);
    `,
  );
});

test('a name that ends in a date is a date, unless it records what was done', () => {
  checkRule(
    preferTimestamptz,
    `
    create table task (
      id bigint primary key,
      start_date timestamp,
      duedate timestamp,
      created_date timestamp
      --           ^^^^^^^^^ prefer-timestamptz
    );
    create table other (id bigint primary key);
    `,
  );
});

test('a zone kept beside it makes it a local time', () => {
  checkRule(
    preferTimestamptz,
    `
    create table meeting (
      id bigint primary key,
      starts_at timestamp not null,
      time_zone text not null,
      created_at timestamptz not null
    );
    create table other (id bigint primary key);
    `,
  );
});

test('a default in a stated zone was thought about', () => {
  checkRule(
    preferTimestamptz,
    `
    create table a (id bigint primary key, seen_at timestamp default (now() at time zone 'utc'));
    create table b (id bigint primary key, seen_at timestamp default now());
    --                                             ^^^^^^^^^ prefer-timestamptz
    `,
  );
});

test('arrays, other types and migration tables', () => {
  checkRule(
    preferTimestamptz,
    `
    create table a (id bigint primary key, seen timestamp[], day date, at time);
    create table flyway_schema_history (installed_rank int primary key, installed_on timestamp not null);

    create table other (id bigint primary key);
    `,
  );
});

test('a partition has its columns from its parent', () => {
  checkRule(
    preferTimestamptz,
    `
    create table log (seen_at timestamp not null) partition by range (seen_at);
    --                        ^^^^^^^^^ prefer-timestamptz
    create table log_1 partition of log for values from ('2024-01-01') to ('2025-01-01');

    create table other (id bigint primary key);
    `,
  );
});

test('changes every column of the finding', async () => {
  await checkFix(
    preferTimestamptz,
    `
    create table shipment (
      id bigint primary key,
      sent_at timestamp(3) not null default now(),
      received_at timestamp
    );
    create table other (id bigint primary key);
    `,
    `
    create table shipment (
      id bigint primary key,
      sent_at timestamptz(3) not null default now(),
      received_at timestamptz
    );
    create table other (id bigint primary key);
    `,
  );
});

test('changes the other tables alike, as far as they can', async () => {
  await checkFix(
    preferTimestamptz,
    `
    create table a (id bigint primary key, created_at timestamp not null);
    create table b (id bigint primary key, created_at timestamp not null);
    create table c (id bigint primary key, changed_at timestamp not null);
    create index on c (date(changed_at));
    `,
    `
    create table a (id bigint primary key, created_at timestamptz not null);
    create table b (id bigint primary key, created_at timestamptz not null);
    create table c (id bigint primary key, changed_at timestamp not null);
    create index on c (date(changed_at));
    `,
  );
});

test('no fix that would change half the schema along with one table', () => {
  const tables = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `create table t${i} (id bigint primary key, sent_at timestamp not null, seen_at timestamptz);`,
    ).join('\n');
  const fixes = (count: number) => {
    const analyzer = analyze([{ file: 'schema.sql', text: tables(count) }], { rules: [preferTimestamptz] });
    return allFindings(analyzer).map((finding) => analyzer.fixesFor(finding).length);
  };
  expect(fixes(20)).toEqual(Array(20).fill(1));
  expect(fixes(21)).toEqual(Array(21).fill(0));
});

test('of times that are filled in with a zone another rule speaks', () => {
  checkRule(
    preferTimestamptz,
    sqlalchemyModels(`
class Ticket(Base):
    __tablename__ = "ticket"
    id = Column(Integer, primary_key=True)
    created_at = Column(DateTime, default=lambda: datetime.now(UTC))
`),
  );
});
