import { test } from 'vitest';
import { jsonNeedsEquality } from '../../../server/src/rules/json/json-needs-equality.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('unique', () => {
  checkRule(
    jsonNeedsEquality,
    `
    create table template (id bigint primary key, body json unique);
    --                                                      ^^^^^^ json-needs-equality
    `,
  );
});

test('constraint of several columns', () => {
  checkRule(
    jsonNeedsEquality,
    `
    create table template (id bigint primary key, name text, body json, unique (name, body));
    --                                                                  ^^^^^^^^^^^^^^^^^^^ json-needs-equality
    `,
  );
});

test('jsonb can', () => {
  checkRule(
    jsonNeedsEquality,
    `
    create table template (id bigint primary key, body jsonb unique);
    `,
  );
});

test('arrays and expressions', () => {
  checkRule(
    jsonNeedsEquality,
    `
    create table template (id bigint primary key, body json, parts json[]);
    create index a on template (parts);
    create index b on template ((body ->> 'kind'));
    `,
  );
});

test('becomes jsonb', async () => {
  await checkFix(
    jsonNeedsEquality,
    `
    create table template (id bigint primary key, body json not null unique);
    `,
    `
    create table template (id bigint primary key, body jsonb not null unique);
    `,
  );
});
