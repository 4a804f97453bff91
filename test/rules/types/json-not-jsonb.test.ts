import { test } from 'vitest';
import { jsonNotJsonb } from '../../../server/src/rules/types/json-not-jsonb.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';

test('json beside jsonb', () => {
  checkRule(
    jsonNotJsonb,
    `
    create table device (id bigint primary key, settings json not null, state jsonb);
    --                                                   ^^^^ json-not-jsonb
    `,
  );
});

test('the text itself is wanted', () => {
  checkRule(
    jsonNotJsonb,
    `
    create table hook (id bigint primary key, raw_body json not null, original json, signed_payload json, input_schema json);
    `,
  );
});

test('a log is written and hardly ever read', () => {
  checkRule(
    jsonNotJsonb,
    `
    create table audit_log (id bigint primary key, payload json not null);
    `,
  );
});

test('a comment says so', () => {
  checkRule(
    jsonNotJsonb,
    `
    create table hook (id bigint primary key, body json not null);
    comment on column hook.body is 'verbatim as received';
    `,
  );
});

test('an index on it is the louder problem', () => {
  checkRule(
    jsonNotJsonb,
    `
    create table device (id bigint primary key, settings json unique);
    `,
  );
});

test('MySQL has one type only', () => {
  checkRule(
    jsonNotJsonb,
    `
    //- schema.sql dialect=mysql
    create table device (id int primary key, settings json not null);
    `,
  );
});

test('becomes jsonb', async () => {
  await checkFix(
    jsonNotJsonb,
    `
    create table device (id bigint primary key, settings json not null default '{}');
    `,
    `
    create table device (id bigint primary key, settings jsonb not null default '{}');
    `,
  );
});

test('of the JSON of SQLAlchemy itself another rule speaks', () => {
  checkRule(
    jsonNotJsonb,
    sqlalchemyModels(`
class Ticket(Base):
    __tablename__ = "ticket"
    id = Column(Integer, primary_key=True)
    settings = Column(JSON)
`),
  );
});
