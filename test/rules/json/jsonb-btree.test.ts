import { test } from 'vitest';
import { jsonbBtree } from '../../../server/src/rules/json/jsonb-btree.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a plain index and a GIN index', () => {
  checkRule(
    jsonbBtree,
    `
    create table event (id bigint primary key, payload jsonb not null, kind text not null);
    create index a on event (payload);
    --           ^ jsonb-btree
    create index b on event using gin (payload);
    create index c on event (kind);
    `,
  );
});

test('behind another column', () => {
  checkRule(
    jsonbBtree,
    `
    create table event (id bigint primary key, payload jsonb not null, kind text not null);
    create index a on event (kind, payload);
    --           ^ jsonb-btree
    `,
  );
});

test('unique on purpose', () => {
  checkRule(
    jsonbBtree,
    `
    create table event (id bigint primary key, payload jsonb not null unique);
    create unique index a on event (payload, id);
    `,
  );
});

test('an expression on a key', () => {
  checkRule(
    jsonbBtree,
    `
    create table event (id bigint primary key, payload jsonb not null);
    create index a on event ((payload -> 'kind'));
    create index b on event ((payload ->> 'kind'));
    `,
  );
});

test('an operator class and a hash', () => {
  checkRule(
    jsonbBtree,
    `
    create table event (id bigint primary key, payload jsonb not null);
    create index a on event (payload jsonb_ops);
    create index b on event using hash (payload);
    `,
  );
});

test('becomes a GIN index of the same name', async () => {
  await checkFix(
    jsonbBtree,
    `
    create table event (id bigint primary key, payload jsonb not null);
    create index event_payload on event (payload);
    `,
    `
    create table event (id bigint primary key, payload jsonb not null);
    create index event_payload on event using gin (payload);
    `,
  );
});
