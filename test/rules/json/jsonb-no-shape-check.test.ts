import { test } from 'vitest';
import { jsonbNoShapeCheck } from '../../../server/src/rules/json/jsonb-no-shape-check.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a default without a check', () => {
  checkRule(
    jsonbNoShapeCheck,
    `
    create table product (
      id bigint primary key,
      attributes jsonb not null default '{}',
   -- ^^^^^^^^^^ jsonb-no-shape-check
      extra jsonb not null
    );
    `,
  );
});

test('any check that names it', () => {
  checkRule(
    jsonbNoShapeCheck,
    `
    create table product (
      id bigint primary key,
      attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
      tags jsonb not null default '[]',
      check (jsonb_array_length(tags) < 10)
    );
    `,
  );
});

test('a check on another column', () => {
  checkRule(
    jsonbNoShapeCheck,
    `
    create table product (id bigint primary key, n int check (n > 0), tags jsonb not null default '[]'::jsonb);
    --                                                                ^^^^ jsonb-no-shape-check
    `,
  );
});

test('logs keep what came', () => {
  checkRule(
    jsonbNoShapeCheck,
    `
    create table event_log (id bigint primary key, payload jsonb not null default '{}');
    `,
  );
});

test('checks for an object', async () => {
  await checkFix(
    jsonbNoShapeCheck,
    `
    create table product (
      id bigint primary key,
      attributes jsonb not null default '{}'
    );
    `,
    `
    create table product (
      id bigint primary key,
      attributes jsonb not null default '{}',
      check (jsonb_typeof(attributes) = 'object')
    );
    `,
  );
});
